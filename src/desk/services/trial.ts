/** A decision on its way through the checks, and what is written of it if it does not pass them. */
import type { DecideOp, OpAnswer } from '../../shared/desk/push.ts'
import { plainCuts, putInText } from '../../shared/domain/amendment-rewrite.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import type { EntryData } from '../../shared/domain/log-entry.ts'
import { sha256 } from '../log/entry-text.ts'
import type { CaseRow } from '../store/case-rows.ts'
import { insertRulingWords } from '../store/contest-rows.ts'
import { type DecisionRow, insertNote } from '../store/decision-rows.ts'
import { insertReason } from '../store/notice-rows.ts'
import { insertRewriteSalt } from '../store/rewrite-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'
import { madeOf } from './made-at.ts'
import { type Pusher, type RejectCode, rejected } from './pusher.ts'
import { newest } from './standing.ts'

/** A decision with all that the checks look at. */
export interface Trial {
  readonly tx: WriteTx
  readonly op: DecideOp
  readonly pusher: Pusher
  readonly case_: CaseRow
  readonly decisions: readonly DecisionRow[]
  /** Under which what its maker wrote is committed to. */
  readonly noteSalt: string
  readonly wordsSalt: string
}

/** Why a decision is refused for good. */
export interface Fault {
  readonly code: RejectCode
  readonly message: string
}

/** What every entry on a decision says of it. */
export function entryOf({ tx, op, noteSalt }: Trial) {
  return {
    opId: op.opId,
    caseId: op.caseId,
    verb: op.verb,
    ground: op.ground,
    cuts: plainCuts(op.cuts),
    restores: op.restores,
    noteCommit: op.note === null ? null : bodyCommit(sha256, noteSalt, op.note),
    expect: op.expect,
    answers: op.answers,
    bodyCommit: op.bodyCommit,
    made: madeOf(op, tx.now),
  }
}

/** Whose entry it is. */
export const by = ({ pusher: { session }, case_ }: Trial) => ({
  site: case_.siteId,
  actor: session.staffId,
  device: session.deviceId,
})

type Refused = Pick<EntryData<'decision.refused'>, 'why' | 'sameOutcome'>

/** Keeps the words and logs the refusal: whoever decided second made a judgement too. */
export async function refuse(trial: Trial, refused: Refused): Promise<number> {
  const { tx, case_, decisions } = trial
  await keepWords(trial)
  const { bodyRev, decRev } = case_
  const standing = { opId: newest(decisions)?.settled.opId ?? null, bodyRev, decRev }
  return tx.log({
    ...by(trial),
    kind: 'decision.refused',
    data: { ...entryOf(trial), ...refused, standing },
  })
}

/** Keeps what its maker wrote, apart so that it can be erased. */
export async function keepWords({ tx, op, case_, ...salts }: Trial): Promise<void> {
  const { siteId } = case_
  const { opId, note, rules } = op
  if (note !== null) await insertNote(tx, { siteId, opId, text: note, salt: salts.noteSalt })
  if (rules)
    await insertRulingWords(tx, { siteId, opId, words: rules.words, salt: salts.wordsSalt })
  if (op.rewrites) await keepPutIn(tx, case_, op)
  if (op.notice?.reason != null) await keepReason(tx, case_, { opId, words: op.notice.reason })
}

/** Keeps the line of its maker's own that goes into the notices, and commits to it on the log. */
async function keepReason(
  tx: WriteTx,
  { siteId, caseId }: CaseRow,
  { opId, words }: { readonly opId: string; readonly words: string },
): Promise<void> {
  const salt = freshSalt()
  await insertReason(tx, { siteId, opId, words, salt })
  const reasonCommit = bodyCommit(sha256, salt, words)
  tx.log({ kind: 'decision.reasoned', site: siteId, data: { opId, caseId, reasonCommit } })
}

/** Commits on the log to the words that were put in; the cuts they stand on keep them, to be erased. */
async function keepPutIn(
  tx: WriteTx,
  { siteId, caseId }: CaseRow,
  { opId, cuts }: DecideOp,
): Promise<void> {
  const salt = freshSalt()
  await insertRewriteSalt(tx, { siteId, opId, salt })
  const wordsCommit = bodyCommit(sha256, salt, putInText(cuts))
  tx.log({ kind: 'decision.rewritten', site: siteId, data: { opId, caseId, wordsCommit } })
}

/** Refuses a decision for good. */
export async function reject(trial: Trial, { code, message }: Fault): Promise<OpAnswer> {
  await refuse(trial, { why: 'rejected', sameOutcome: false })
  return rejected(trial.op.opId, code, message)
}
