import type { AnswerOp, EscalateOp, NoteOp, OpAnswer, RaiseOp } from '../../shared/desk/push.ts'
import { insertSetAside } from '../store/op-rows.ts'
import type { SessionRow } from '../store/session-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { madeOf } from './made-at.ts'

/** Who pushes, and why what they push is set aside if it is. */
export interface Pusher {
  readonly session: SessionRow
  readonly setAside: 'device-revoked' | 'right-lost' | undefined
}

export type RejectCode = Extract<OpAnswer, { status: 'rejected' }>['code']

export const rejected = (opId: string, code: RejectCode, message: string): OpAnswer => ({
  status: 'rejected',
  opId,
  code,
  message,
})

/** Keeps an op whole for a lead to look at, says so on the log, and does nothing else. */
export async function keepAside(
  tx: WriteTx,
  op: EscalateOp | AnswerOp | RaiseOp | NoteOp,
  given: {
    readonly session: SessionRow
    readonly why: NonNullable<Pusher['setAside']>
    readonly siteId: string
    readonly caseId: string | null
  },
): Promise<OpAnswer> {
  const { session, why, siteId, caseId } = given
  const { staffId, deviceId } = session
  const { opId } = op
  const by = { site: siteId, actor: staffId, device: deviceId }
  const made = madeOf(op, tx.now)
  const logN =
    op.kind === 'note'
      ? tx.log({
          kind: 'note.set-aside',
          ...by,
          data: { opId, caseId: op.caseId, why, made },
        })
      : tx.log({ kind: 'op.set-aside', ...by, data: { opId, op: op.kind, caseId, why, made } })
  await insertSetAside(tx, {
    op_id: op.opId,
    site_id: siteId,
    case_id: caseId,
    staff_id: staffId,
    device_id: deviceId,
    op: JSON.stringify(op),
    why,
    log_n: logN,
  })
  const message =
    why === 'device-revoked'
      ? 'This device was revoked; what it sent is kept for a lead to look at.'
      : 'The right to do this was gone when it arrived; it is kept for a lead to look at.'
  return { status: 'set-aside', opId: op.opId, message, logN }
}
