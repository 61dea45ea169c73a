/** A lead's ruling: a decision that settles what was contested and takes the place of what stood. */
import { bodyCommit } from '../../shared/domain/commitment.ts'
import type { Ruling } from '../../shared/domain/decision.ts'
import { may } from '../../shared/domain/permission.ts'
import type { Verb } from '../../shared/domain/terms.ts'
import { sha256 } from '../log/entry-text.ts'
import { type ContestRow, contestsOfCase, endContests } from '../store/contest-rows.ts'
import type { DecisionRow } from '../store/decision-rows.ts'
import { inForce } from './standing.ts'
import { by, type Fault, type Trial } from './trial.ts'

/** What is wrong with a ruling that no change of the case can mend, or undefined. */
export async function rulingFault({ tx, op, case_, pusher }: Trial): Promise<Fault | undefined> {
  if (!op.rules) return undefined
  if (!may(pusher.session.role, 'rule'))
    return { code: 'not-permitted', message: 'Only a lead may rule on what was contested.' }
  const { at, stray } = unknownIn(op.rules, await contestsOfCase(tx.db, case_))
  if (stray === undefined) return undefined
  return {
    code: 'bad-input',
    message: `rules.contests.${at} names ${stray}, which is not contested on this case`,
  }
}

/** The first contest a ruling names that is not among these, if there is one. */
export function unknownIn(
  { contests }: Ruling,
  known: readonly ContestRow[],
): { readonly at: number; readonly stray: string | undefined } {
  const at = contests.findIndex((opId) => !known.some((each) => each.opId === opId))
  return { at, stray: contests[at] }
}

/** The first contest a ruling names that has ended, if there is one. */
export function settledIn(
  { contests }: Ruling,
  known: readonly ContestRow[],
): { readonly at: number; readonly settled: string | undefined } {
  const ended = new Set(known.filter(({ isOpen }) => !isOpen).map(({ opId }) => opId))
  const at = contests.findIndex((opId) => ended.has(opId))
  return { at, settled: contests[at] }
}

/** The contests a ruling names, all of them open; or what is wrong. Of any other decision, none. */
export async function openContests({
  tx,
  op,
  case_,
}: Trial): Promise<{ readonly fault: Fault } | { readonly named: readonly ContestRow[] }> {
  const { rules } = op
  if (!rules) return { named: [] }
  const known = await contestsOfCase(tx.db, case_)
  const { at, settled } = settledIn(rules, known)
  if (settled === undefined)
    return { named: known.filter(({ opId }) => rules.contests.includes(opId)) }
  const message = `rules.contests.${at} names ${settled}, which is settled already`
  return { fault: { code: 'bad-input', message } }
}

/**
 * What a ruling lifts: every amend and delete that the makers of what it rules on had not seen, and
 * of one that keeps, any delete under those: what is kept is seen. A restore lifts what it names, and
 * nothing else.
 */
export function liftedBy(
  verb: Verb,
  decisions: readonly DecisionRow[],
  contests: readonly Pick<ContestRow, 'decRev'>[],
): string[] {
  if (verb === 'restore') return []
  const seen = Math.min(...contests.map(({ decRev }) => decRev))
  const removals = decisions
    .map(({ settled }) => settled)
    .filter((each) => each.verb === 'amend' || each.verb === 'delete')
  const lifted = removals.filter(({ decRev }) => decRev > seen).map(({ opId }) => opId)
  return verb === 'keep' ? liftDeletes(decisions, lifted) : lifted
}

/** Lifts on, until no delete is in force. */
function liftDeletes(decisions: readonly DecisionRow[], lifted: readonly string[]): string[] {
  const left = decisions.filter(({ settled }) => !lifted.includes(settled.opId))
  const under = inForce(left)?.settled
  return under?.verb === 'delete' ? liftDeletes(decisions, [...lifted, under.opId]) : [...lifted]
}

/** Ends what the ruling settles, and puts it on the log beside its decision. */
export async function rule(trial: Trial, named: readonly ContestRow[]): Promise<void> {
  const { tx, op, case_, wordsSalt } = trial
  if (!op.rules) return
  const opIds = named.map(({ opId }) => opId)
  await endContests(tx, case_, { opIds, by: op.opId })
  tx.log({
    ...by(trial),
    kind: 'contest.ruled',
    data: {
      opId: op.opId,
      caseId: op.caseId,
      contests: named.map(({ opId, first }) => ({ opId, first })),
      wordsCommit: bodyCommit(sha256, wordsSalt, op.rules.words),
    },
  })
}
