/** What becomes of a decision that is held against its case. Pure: it reads and changes nothing. */
import type { SettledDecision } from '../../shared/desk/feed.ts'
import type { DecideOp } from '../../shared/desk/push.ts'
import { cutsFault } from '../../shared/domain/amendment.ts'
import { type Revisions, sameOutcome } from '../../shared/domain/decision.ts'
import type { CaseRow, RevisionRow } from '../store/case-rows.ts'
import type { DecisionRow } from '../store/decision-rows.ts'
import { inForce, newest } from './standing.ts'

/** The case as it is when the decision arrives. */
export interface AsItIs {
  readonly case_: Pick<CaseRow, 'bodyRev' | 'decRev' | 'deletedByAuthor'>
  /** The author's text now; its body is null once erased. */
  readonly revision: Pick<RevisionRow, 'body' | 'bodyCommit'> | undefined
  /** What was decided on it, the first one first. */
  readonly decisions: readonly DecisionRow[]
}

export type Verdict =
  | { readonly kind: 'gone' }
  | { readonly kind: 'apply' }
  | { readonly kind: 'reject'; readonly message: string }
  | {
      readonly kind: 'contest'
      readonly edited: boolean
      readonly decided: boolean
      /** The decision that was first and leaves the same on the site, if it does. */
      readonly concurs: SettledDecision | undefined
    }

/** Holds a decision against the case as it is; the order of the checks is the protocol's. */
export function verdictOn(op: DecideOp, now: AsItIs): Verdict {
  const { case_, revision, decisions } = now
  if (case_.deletedByAuthor || revision?.body == null) return { kind: 'gone' }
  if (isAhead(op.expect, case_))
    return { kind: 'reject', message: 'expect is ahead of what this desk has' }
  const edited = isEdited(op, now, revision.bodyCommit)
  const decided = op.expect.decRev !== case_.decRev
  if (edited || decided)
    return { kind: 'contest', edited, decided, concurs: edited ? undefined : same(op, decisions) }
  const cuts = cutsFault(revision.body, op.cuts)
  const unfit = cuts === undefined ? unfitFor(op, inForce(decisions)) : `cuts: one ${cuts}`
  return unfit === undefined ? { kind: 'apply' } : { kind: 'reject', message: unfit }
}

const isAhead = (a: Revisions, b: Revisions) => a.bodyRev > b.bodyRev || a.decRev > b.decRev

/** Whether the text is another than the moderator saw, or than the one a restore would bring back. */
function isEdited(op: DecideOp, { case_, decisions }: AsItIs, bodyCommit: string): boolean {
  if (op.expect.bodyRev !== case_.bodyRev || op.bodyCommit !== bodyCommit) return true
  const named = decisions.find(({ settled }) => settled.opId === op.restores)
  return named !== undefined && named.settled.bodyRev !== case_.bodyRev
}

function same(op: DecideOp, decisions: readonly DecisionRow[]): SettledDecision | undefined {
  const standing = newest(decisions)?.settled
  if (!standing || standing.restores !== op.restores) return undefined
  // A ruling does more than its verb says: only another ruling leaves the same.
  if (op.rules !== undefined && standing.lifts === undefined) return undefined
  return sameOutcome(standing, op) ? standing : undefined
}

/** Why this verb makes no sense over the decision in force, or undefined. */
function unfitFor(op: DecideOp, inForce: DecisionRow | undefined): string | undefined {
  if (op.restores !== null && inForce?.settled.opId !== op.restores)
    return 'restores names a decision that no longer stands'
  const deleted =
    inForce?.settled.verb === 'delete' && inForce.settled.bodyRev === op.expect.bodyRev
  if (deleted && op.rules === undefined && (op.verb === 'keep' || op.verb === 'amend'))
    return `verb is ${op.verb}, but the comment stands deleted: restore it first`
  return undefined
}
