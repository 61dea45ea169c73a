/** Strikes: what a rule counts against an author whose words were taken away under it, for a time. */
import { instant } from './instant.ts'

/**
 * How long a strike counts. The terms give each rule its number of strikes and no end to them; 90 days
 * is what newsrooms use where nothing else is said, and the time of the contests that are still shown.
 */
export const STRIKE_DAYS = 90

const DAY_MS = 24 * 60 * 60_000

/** When the strikes of a decision made at `at` end. */
export function strikeEnd(at: string): string {
  return instant(Date.parse(at) + STRIKE_DAYS * DAY_MS)
}
