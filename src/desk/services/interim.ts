/** The desk's own decision between two that differ: the stricter stands until a lead has ruled. */
import type { DecideOp } from '../../shared/desk/push.ts'
import { type Cut, type Gravity, stricterOf, type Taken } from '../../shared/domain/amendment.ts'
import { plainCuts, putsWordsIn } from '../../shared/domain/amendment-rewrite.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import { saltKey } from '../store/keys.ts'
import type { DecisionRow } from '../store/decision-rows.ts'
import { interimIdOf } from './derived-ids.ts'
import { settle } from './settle.ts'
import { inForce, shownOf } from './standing.ts'
import type { Trial } from './trial.ts'

/** What the desk decides in its own name. */
export interface Interim {
  readonly verb: 'amend' | 'delete'
  readonly cuts: readonly Cut[]
}

/** How grave a rule of these terms is; one they do not have is less grave than any. */
export function gravityIn(terms: Pick<Terms, 'rules'>): Gravity {
  const severities = new Map(terms.rules.map(({ code, severity }) => [code, severity]))
  return (rule) => severities.get(rule) ?? Number.MAX_SAFE_INTEGER
}

/**
 * What must stand until a lead rules on a decision that met another on the same text: the stricter of
 * what the site shows and what was decided second. Undefined where what is shown is strict enough, or
 * a lead has spoken: by the second, by any decision its maker had not seen, or by the one in force. It
 * cuts what either takes and puts nothing in: in its own name the desk gives nobody words.
 */
export function interimFor(
  op: Pick<DecideOp, 'verb' | 'cuts' | 'expect'>,
  decisions: readonly DecisionRow[],
  { byLead, gravity }: { readonly byLead: boolean; readonly gravity: Gravity },
): Interim | undefined {
  const unseen = decisions.filter(({ settled }) => settled.decRev > op.expect.decRev)
  if (byLead || unseen.some((each) => each.byLead) || inForce(decisions)?.byLead) return undefined
  const second = op.verb === 'delete' ? 'all' : op.verb === 'amend' ? op.cuts : undefined
  if (second === undefined) return undefined
  const taken = stricterOf(takenBy(decisions, op.expect.bodyRev), second, gravity)
  if (taken === undefined) return undefined
  return taken === 'all' ? { verb: 'delete', cuts: [] } : { verb: 'amend', cuts: plainCuts(taken) }
}

/** What the decisions take from the readers of this text. */
function takenBy(decisions: readonly DecisionRow[], bodyRev: number): Taken {
  const shown = shownOf(decisions, bodyRev)
  return shown?.verb === 'delete' ? 'all' : (shown?.cuts ?? [])
}

/**
 * Why a decision may not take the place of the desk's own, or undefined: until a lead has ruled,
 * nobody shows what it hides, and nobody puts words in its place.
 */
export function loosensInterim(
  op: Pick<DecideOp, 'verb' | 'cuts' | 'expect'>,
  decisions: readonly DecisionRow[],
): string | undefined {
  const shown = shownOf(decisions, op.expect.bodyRev)
  if (shown?.by.id !== 'desk' || op.verb !== 'amend') return undefined
  if (putsWordsIn(op.cuts))
    return 'Moderators decided differently: until a lead rules, nobody puts words in.'
  return stricterOf(op.cuts, shown.cuts, () => 0) === undefined
    ? undefined
    : 'Moderators decided differently: until a lead rules, what the desk cut stays cut.'
}

/** Makes the desk's own decision, in the transaction that refuses the second. Answers its id. */
export async function makeInterim(
  { tx, op, case_ }: Trial,
  { first, interim }: { readonly first: string; readonly interim: Interim },
): Promise<string> {
  const { caseId, bodyRev } = case_
  const { ground, answers, bodyCommit } = op
  const { verb, cuts } = interim
  const opId = interimIdOf(await saltKey(tx.db), { first, second: op.opId, verb, cuts })
  const decRev = case_.decRev + 1
  const logN = tx.log({
    kind: 'decision.applied',
    site: case_.siteId,
    data: {
      ...{ opId, caseId, verb, ground, cuts: [...cuts], restores: null, noteCommit: null },
      expect: { bodyRev, decRev: case_.decRev },
      ...{ answers, bodyCommit, decRev },
      made: { claimed: tx.now, estimated: tx.now, n: 1 },
    },
  })
  await settle(tx, case_, {
    ...{ opId, decRev, verb, ground, cuts, bodyCommit, answers, logN },
    ...{ restores: null, maker: null, lifts: null, madeAt: tx.now },
  })
  return opId
}
