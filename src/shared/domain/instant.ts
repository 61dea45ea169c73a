import { z } from 'zod'

/**
 * An instant as ISO-8601 in UTC with milliseconds: one width, so that text order is time order
 * in SQL, in logs and here.
 */
export const Instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
    'must be an instant like 2026-05-12T14:32:00.000Z',
  )
  .refine(isReal, 'is not a date that exists')

/** Date.parse rolls 30 February over into March; an instant that says so is refused instead. */
function isReal(text: string): boolean {
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text
}

/** The instant of `ms` milliseconds since 1970. */
export function instant(ms: number): string {
  return new Date(ms).toISOString()
}
