/** What of the decisions on a comment still stands: one rule for the desk and for who looks at it. */
import type { SettledDecision } from './feed.ts'

/** What of a decision says whether it stands. */
export type Standing = Pick<SettledDecision, 'opId' | 'verb' | 'restores' | 'lifts'>

/** The ids of those that another took away: a restore the one it names, a lead's ruling those it lifts. */
export function undoneBy(decisions: readonly Standing[]): ReadonlySet<string | null> {
  return new Set(decisions.flatMap(({ restores, lifts = [] }) => [restores, ...lifts]))
}

/**
 * The decision whose outcome the site shows: of these, in the order they were made, the newest amend
 * or delete that nothing undid. A keep leaves what is there as it is.
 */
export function inForce<T extends Standing>(decisions: readonly T[]): T | undefined {
  const undone = undoneBy(decisions)
  return decisions.findLast(
    ({ opId, verb }) => !undone.has(opId) && (verb === 'amend' || verb === 'delete'),
  )
}
