import type { SettledDecision } from '../../shared/desk/feed.ts'
import { inForce as settledInForce } from '../../shared/desk/standing.ts'
import type { DecisionRow } from '../store/decision-rows.ts'

/** The decision made last, whatever it was. */
export const newest = (decisions: readonly DecisionRow[]): DecisionRow | undefined =>
  decisions.at(-1)

/** The decision whose outcome the site shows, or undefined where it is as its author wrote it. */
export function inForce(decisions: readonly DecisionRow[]): DecisionRow | undefined {
  const found = settledInForce(decisions.map(({ settled }) => settled))
  return decisions.find(({ settled }) => settled === found)
}

/** The decision of this very text that the site shows, or undefined where it is as written. */
export function shownOf(
  decisions: readonly DecisionRow[],
  bodyRev: number,
): SettledDecision | undefined {
  const found = inForce(decisions)?.settled
  return found?.bodyRev === bodyRev ? found : undefined
}

/**
 * The decision that the site shows once this one is carried out. A restore brings back what stood
 * under it: of an earlier amend nobody undid, that amend, so that what was cut is never shown. So
 * does a ruling that keeps; where nothing stood under what it lifts, it is shown as a restore.
 */
export function outcomeOf(
  decisions: readonly DecisionRow[],
  { settled }: DecisionRow,
): SettledDecision {
  const lifting = settled.verb === 'keep' && (settled.lifts ?? []).length > 0
  if (settled.verb !== 'restore' && !lifting) return settled
  const upToIt = decisions.filter((each) => each.settled.decRev <= settled.decRev)
  const under = shownOf(upToIt, settled.bodyRev)
  return under ?? { ...settled, verb: 'restore' }
}
