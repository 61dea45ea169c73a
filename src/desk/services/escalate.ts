/** Questions to a lead, and their answers. Neither changes the text or the line of decisions. */
import type { AnswerOp, EscalateOp, OpAnswer } from '../../shared/desk/push.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { may } from '../../shared/domain/permission.ts'
import { sha256 } from '../log/entry-text.ts'
import { caseById, type CaseRow, changeCase } from '../store/case-rows.ts'
import { answerEscalation, escalationOn, insertEscalation } from '../store/escalation-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'
import { madeOf } from './made-at.ts'
import { keepAside, type Pusher, rejected } from './pusher.ts'

/** The case an op is about, or the answer it gets before anything is looked at. */
async function caseFor(
  tx: WriteTx,
  op: EscalateOp | AnswerOp,
  { session, setAside: why }: Pusher,
): Promise<CaseRow | OpAnswer> {
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return rejected(op.opId, 'bad-input', 'caseId names no case of this desk')
  const { siteId, caseId } = case_
  return why === undefined ? case_ : keepAside(tx, op, { session, why, siteId, caseId })
}

/** Keeps a question to a lead. It is never a conflict: whatever became of the case, it was asked. */
export async function escalate(tx: WriteTx, op: EscalateOp, pusher: Pusher): Promise<OpAnswer> {
  const case_ = await caseFor(tx, op, pusher)
  if ('status' in case_) return case_
  const { opId, hides } = op
  if (case_.deletedByAuthor) return { status: 'gone', opId, logN: null }
  const { siteId, caseId } = case_
  const { staffId, deviceId } = pusher.session
  const salt = freshSalt()
  const made = madeOf(op, tx.now)
  const logN = tx.log({
    kind: 'case.escalated',
    site: siteId,
    actor: staffId,
    device: deviceId,
    data: {
      ...{ opId, caseId, hides, expect: op.expect, bodyCommit: op.bodyCommit, made },
      questionCommit: bodyCommit(sha256, salt, op.question),
    },
  })
  await insertEscalation(tx, {
    site_id: siteId,
    op_id: opId,
    case_id: caseId,
    question: op.question,
    question_salt: salt,
    staff_id: staffId,
    asked_at: made.estimated,
    hides,
    log_n: logN,
  })
  const seq = await changeCase(tx, case_, {})
  return { status: 'applied', opId, decRev: null, seq, logN }
}

/** Keeps a lead's answer to a question. The first one stands. */
export async function answerQuestion(tx: WriteTx, op: AnswerOp, pusher: Pusher): Promise<OpAnswer> {
  const case_ = await caseFor(tx, op, pusher)
  if ('status' in case_) return case_
  const { opId, escalation } = op
  const { siteId, caseId } = case_
  const { staffId, deviceId, role } = pusher.session
  if (!may(role, 'answer-escalation'))
    return rejected(opId, 'not-permitted', 'Only a lead may answer a question.')
  const asked = await escalationOn(tx.db, case_, escalation)
  if (!asked) return rejected(opId, 'bad-input', 'escalation names no question on this case')
  if (asked.answer !== null)
    return rejected(opId, 'bad-input', `escalation was answered before, by ${asked.answer.by.name}`)
  const salt = freshSalt()
  const made = madeOf(op, tx.now)
  const logN = tx.log({
    kind: 'escalation.answered',
    site: siteId,
    actor: staffId,
    device: deviceId,
    data: { opId, caseId, escalation, wordsCommit: bodyCommit(sha256, salt, op.words), made },
  })
  await answerEscalation(
    tx,
    { siteId, opId: escalation },
    {
      answer_op_id: opId,
      answer: op.words,
      answer_salt: salt,
      answered_by: staffId,
      answered_at: made.estimated,
    },
  )
  const seq = await changeCase(tx, case_, {})
  return { status: 'applied', opId, decRev: null, seq, logN }
}
