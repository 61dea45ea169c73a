import type { DecisionRow } from '../store/decision-rows.ts'

/** The decision made last, whatever it was. */
export const newest = (decisions: readonly DecisionRow[]): DecisionRow | undefined =>
  decisions.at(-1)

/**
 * The decision whose outcome the site shows: the newest amend or delete that nothing undid.
 *
 * A keep leaves what is there as it is, and a restore only takes another one away.
 */
export function inForce(decisions: readonly DecisionRow[]): DecisionRow | undefined {
  const undone = new Set(decisions.map(({ settled }) => settled.restores))
  return decisions.findLast(
    ({ settled }) =>
      !undone.has(settled.opId) && (settled.verb === 'amend' || settled.verb === 'delete'),
  )
}

/**
 * The decision that the site shows once this one is carried out. A restore brings back what stood
 * under it: of an earlier amend nobody undid, that amend, so that what was cut is never shown.
 */
export function outcomeOf(
  decisions: readonly DecisionRow[],
  { settled }: DecisionRow,
): DecisionRow['settled'] {
  if (settled.verb !== 'restore') return settled
  const upToIt = decisions.filter((each) => each.settled.decRev <= settled.decRev)
  const under = inForce(upToIt)?.settled
  return under?.bodyRev === settled.bodyRev ? under : settled
}
