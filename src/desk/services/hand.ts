/** Handing a case on: to a colleague, or to whoever is next, and nobody has to say why. */
import type { HandOp, OpAnswer } from '../../shared/desk/push.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { may } from '../../shared/domain/permission.ts'
import { sha256 } from '../log/entry-text.ts'
import { caseById, type CaseRow, changeCase } from '../store/case-rows.ts'
import { endOwnClaim } from '../store/claim-rows.ts'
import { putHand } from '../store/hand-rows.ts'
import { staffMember } from '../store/staff-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'
import { madeOf } from './made-at.ts'
import { type Pusher, rejected } from './pusher.ts'

/** Why a case cannot be handed to somebody, in words for whoever tried; undefined where it can. */
async function unfit(tx: WriteTx, op: HandOp, giver: string): Promise<string | undefined> {
  if (op.to === null) return undefined
  if (op.to === giver) return 'A case can’t be handed to oneself. Put it aside with s instead.'
  const member = await staffMember(tx.db, op.to)
  if (!member) return 'to names nobody of this desk'
  if (!member.active)
    return `${member.name} has left. Hand it to somebody else, or to whoever is next.`
  if (may(member.role, 'decide')) return undefined
  return `${member.name} decides nothing. Hand it to somebody else, or to whoever is next.`
}

/**
 * Keeps that a case was handed on. It is never a conflict: on one that was decided meanwhile there is
 * nothing left to hand on, and the log says that somebody did.
 */
export async function handOn(tx: WriteTx, op: HandOp, pusher: Pusher): Promise<OpAnswer> {
  const { opId } = op
  const { staffId } = pusher.session
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return rejected(opId, 'bad-input', 'caseId names no case of this desk')
  // It is a hint: there is nothing in it for a lead to look at.
  if (pusher.setAside !== undefined)
    return rejected(
      opId,
      'not-permitted',
      'The right to hand a case on was gone when this arrived. The case is as it was.',
    )
  const why = await unfit(tx, op, staffId)
  if (why !== undefined) return rejected(opId, 'bad-input', why)
  return keep(tx, op, { case_, session: pusher.session })
}

async function keep(
  tx: WriteTx,
  op: HandOp,
  given: { readonly case_: CaseRow; readonly session: Pusher['session'] },
): Promise<OpAnswer> {
  const { opId, to, words } = op
  const { siteId, caseId, state } = given.case_
  const { staffId, deviceId } = given.session
  const salt = words === null ? null : freshSalt()
  const wordsCommit = words === null || salt === null ? null : bodyCommit(sha256, salt, words)
  const made = madeOf(op, tx.now)
  const data = { opId, caseId, to, wordsCommit, made }
  const by = { actor: staffId, device: deviceId }
  const logN = tx.log({ kind: 'case.handed', site: siteId, ...by, data })
  if (state === 'open') {
    await endOwnClaim(tx, given.case_, staffId)
    await putHand(tx, {
      ...{ site_id: siteId, case_id: caseId, op_id: opId, from_staff: staffId, to_staff: to },
      ...{ words, words_salt: salt, handed_at: made.estimated },
    })
  }
  const seq = await changeCase(tx, given.case_, {})
  return { status: 'applied', opId, decRev: null, seq, logN }
}
