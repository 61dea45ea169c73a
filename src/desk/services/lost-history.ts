/** A desk that was put back from a backup: how it finds out, and what it still waits for. */
import type { Logger } from 'pino'
import type { Op } from '../../shared/desk/push.ts'
import { caseById, type CaseRow } from '../store/case-rows.ts'
import { contestsOfCase } from '../store/contest-rows.ts'
import { decisionsOfCase } from '../store/decision-rows.ts'
import { beginEpoch, type EpochBegun, restoredAt } from '../store/epoch.ts'
import { escalationOn } from '../store/escalation-rows.ts'
import { type Head, hashAt, headOf } from '../store/log-rows.ts'
import { termsOf } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader, WriteTx } from '../store/write.ts'
import type { Cursor } from './cursor.ts'
import { unknownIn } from './ruling.ts'

/**
 * Whether a cursor that this desk signed proves that it has lost some of its own history: its feed
 * or its log went further, or went another way, under the same name.
 */
export async function isLost(
  db: Reader,
  head: Pick<Head, 'epoch' | 'seq'>,
  { epoch, seq, log }: Cursor,
): Promise<boolean> {
  if (epoch !== head.epoch) return false
  if (seq > head.seq) return true
  if (log === undefined || log.size === 0) return false
  return (await hashAt(db, log.size)) !== log.head
}

/** Begins a new epoch if the cursor still proves a loss: of several desks or calls, one does. */
async function beginIfLost(tx: WriteTx, cursor: Cursor): Promise<EpochBegun | undefined> {
  const head = await headOf(tx.db)
  // Taking the turn to write has itself moved the feed by one.
  const before = { epoch: head.epoch, seq: head.seq - 1 }
  return (await isLost(tx.db, before, cursor)) ? beginEpoch(tx) : undefined
}

/** Says it where whoever keeps the desk looks: what is gone, and where the log now begins again. */
function alarm(log: Logger, { epoch, parent }: EpochBegun, { seq, log: stood }: Cursor): void {
  log.error(
    { alarm: 'history-lost', epoch, parent, told: { seq, log: stood } },
    'this desk was put back from a backup without saying so: it has begun a new epoch and goes on',
  )
}

/** Inside a push: the new epoch, if the cursor proves a loss. Call `said` once it is committed. */
export async function epochAfterLoss(
  tx: WriteTx,
  cursor: Cursor | undefined,
): Promise<{ readonly epoch: string; readonly said: (log: Logger) => void } | undefined> {
  const begun = cursor && (await beginIfLost(tx, cursor))
  if (!cursor || !begun) return undefined
  return { epoch: begun.epoch, said: (log) => alarm(log, begun, cursor) }
}

/**
 * Goes on under a new epoch where the cursor proves that history was lost; nobody needs to be there.
 * Answers the epoch the desk is in then.
 */
export async function goOnAfterLoss(
  { store, log }: { readonly store: Store; readonly log: Logger },
  cursor: Cursor,
): Promise<string> {
  const { epoch, after } = await store.write(async (tx) => {
    const begun = await epochAfterLoss(tx, cursor)
    return { epoch: tx.epoch, after: begun }
  })
  after?.said(log)
  return epoch
}

/** For so long after a loss, what is named in an op and is not here may still come back. */
const COMES_BACK_WITHIN_MS = 14 * 24 * 60 * 60_000

/** How soon an op is sent again that waits for what the desk lost. */
export const COMES_BACK_MS = 5000

/** Whether the desk lost history so lately that consoles and the platform may still bring it back. */
export async function isRecovering({ db, now }: WriteTx): Promise<boolean> {
  const at = await restoredAt(db)
  return at !== undefined && Date.parse(now) - Date.parse(at) < COMES_BACK_WITHIN_MS
}

/**
 * Whether an op speaks of what is not here (yet): a case the platform has still to tell of again,
 * or a decision that the console of whoever made it has still to send again.
 */
export async function isAhead(tx: WriteTx, op: Exclude<Op, { kind: 'raise' }>): Promise<boolean> {
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return true
  if (op.kind === 'answer') return !(await escalationOn(tx.db, case_, op.escalation))
  if (op.kind !== 'decide') return false
  if (op.expect.bodyRev > case_.bodyRev || op.expect.decRev > case_.decRev) return true
  if (!(await termsOf(tx.db, case_.siteId, op.ground.terms))) return true
  if (op.rules && unknownIn(op.rules, await contestsOfCase(tx.db, case_)).stray) return true
  return op.restores !== null && !(await hasDecision(tx, case_, op.restores))
}

async function hasDecision(tx: WriteTx, case_: CaseRow, opId: string): Promise<boolean> {
  const decisions = await decisionsOfCase(tx.db, case_)
  return decisions.some(({ settled }) => settled.opId === opId)
}
