/** Takes in what a console did. One push is one transaction; each op in it stands for itself. */
import canonicalize from 'canonicalize'
import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { z } from 'zod'
import { Op, type OpAnswer, type PushRequest, type SeenOp } from '../../shared/desk/push.ts'
import { OpId } from '../../shared/domain/ids.ts'
import { may } from '../../shared/domain/permission.ts'
import { badInput } from '../../shared/domain/problem.ts'
import { caseById, changeCase } from '../store/case-rows.ts'
import { answerOf, insertAnswer, type StoredAnswer } from '../store/op-rows.ts'
import type { SessionRow } from '../store/session-rows.ts'
import { sessionByHash } from '../store/session-rows.ts'
import type { Store } from '../store/store.ts'
import type { WriteTx } from '../store/write.ts'
import { noteAuthor } from './author-note.ts'
import { cursorIfOurs } from './cursor.ts'
import { decide } from './decide.ts'
import { answerQuestion, escalate } from './escalate.ts'
import { headCursor } from './feed.ts'
import { handOn } from './hand.ts'
import { COMES_BACK_MS, epochAfterLoss, isAhead, isRecovering } from './lost-history.ts'
import { madeOf } from './made-at.ts'
import { type Pusher, rejected } from './pusher.ts'
import { type CommentReads, raise, readRaised, type ReadComment } from './raise.ts'

/** The answers as exact JSON texts, in the order of the ops; or the epoch, where it is another. */
export type Pushed =
  | { readonly epoch: string; readonly gone: true }
  | {
      readonly epoch: string
      readonly gone: false
      readonly now: string
      /** Where the desk stands once this is committed, signed. */
      readonly mark: string
      readonly results: readonly string[]
      /** Ops that cannot be answered, because they have no usable id: where, and why. */
      readonly faults: readonly { readonly field: string; readonly message: string }[]
    }

const Named = z.looseObject({ opId: OpId })

/** What a device measures anew each time it sends; the op is the same op without them. */
const MEASURED = ['ageMs', 'offsetMs']

/** By what the desk knows an op again; undefined where it holds text that is not well-formed. */
export function requestHash(
  op: Readonly<Record<string, unknown>>,
  staffId: string,
): string | undefined {
  const said = Object.fromEntries(Object.entries(op).filter(([key]) => !MEASURED.includes(key)))
  try {
    const text = canonicalize([staffId, said]) ?? ''
    return createHash('sha256').update(text).digest('hex')
  } catch {
    return undefined
  }
}

function pusherOf(session: SessionRow): Pusher {
  if (session.revoked) return { session, setAside: 'device-revoked' }
  if (!session.active || !may(session.role, 'decide')) return { session, setAside: 'right-lost' }
  return { session, setAside: undefined }
}

/** Applies a push for this epoch, or nothing of it. */
export async function push(
  given: {
    readonly store: Store
    readonly log: Logger
    /** Reads a comment in place from the platform; left out where there is none. */
    readonly readComment?: ReadComment | undefined
  },
  session: SessionRow,
  request: z.output<typeof PushRequest>,
): Promise<Pushed> {
  const { store, log } = given
  const known = cursorIfOurs(store.keys.cursor, request.mark)
  // The platform is asked before the transaction: nobody's turn to write waits for a network.
  const reads = await readRaised(given, pusherOf(session), request.ops)
  let said: (log: Logger) => void = () => undefined
  const pushed = await store.write(async (tx): Promise<Pushed> => {
    if (request.epoch !== tx.epoch) return { epoch: tx.epoch, gone: true }
    const after = await epochAfterLoss(tx, known)
    if (after) {
      said = after.said
      return { epoch: after.epoch, gone: true }
    }
    // Whoever lost the right while this waited its turn has lost it.
    const now = (await sessionByHash(tx.db, session.tokenHash)) ?? session
    const recovering = await isRecovering(tx)
    const pushing = { pusher: pusherOf(now), log, reads, readerKey: store.keys.reader, recovering }
    const results: string[] = []
    const faults: { field: string; message: string }[] = []
    for (const [i, raw] of request.ops.entries()) {
      const named = Named.safeParse(raw)
      if (named.success) results.push(await answerSafely(tx, named.data, pushing))
      else {
        const [first] = badInput(named.error, `Op ${i}`).fields ?? []
        faults.push({ field: `ops.${i}.opId`, message: first?.message ?? 'is no op' })
      }
    }
    const mark = headCursor(store, tx.place)
    return { epoch: tx.epoch, gone: false, now: tx.now, mark, results, faults }
  })
  said(log)
  return pushed
}

type NamedOp = z.infer<typeof Named>

interface Pushing {
  readonly pusher: Pusher
  readonly log: Logger
  readonly reads: CommentReads
  readonly readerKey: string
  /** Whether what an op speaks of may be missing only because the desk lost it. */
  readonly recovering: boolean
}

/** How long a console waits before it sends an op again that met a defect of the desk's. */
const AFTER_DEFECT_MS = 60_000

/** A defect in one op leaves the rest unharmed: that op is not answered for ever, but told to wait. */
async function answerSafely(tx: WriteTx, raw: NamedOp, pushing: Pushing): Promise<string> {
  try {
    return await tx.part(() => answer(tx, raw, pushing))
  } catch (error) {
    // The disk's troubles are everybody's: they end the transaction.
    if (error instanceof Error && 'code' in error) throw error
    pushing.log.error({ err: error, opId: raw.opId }, 'an op met a defect')
    const { opId } = raw
    return JSON.stringify({ status: 'retry', opId, afterMs: AFTER_DEFECT_MS } satisfies OpAnswer)
  }
}

/** The op's answer as JSON text: the one it has had, or the one it gets now and for ever. */
async function answer(tx: WriteTx, raw: NamedOp, pushing: Pushing): Promise<string> {
  const { opId } = raw
  const { staffId } = pushing.pusher.session
  const hash = requestHash(raw, staffId)
  const before = answeredBefore(await answerOf(tx.db, opId), { opId, hash })
  if (before !== undefined) return before
  if (hash === undefined)
    return JSON.stringify(badOp(opId, 'The op holds text that is not well-formed Unicode.'))
  const given = await answerAnew(tx, raw, pushing)
  const text = JSON.stringify(given.answer)
  if (given.answer.status === 'retry') return text
  await insertAnswer(tx, { opId, siteId: given.siteId, staffId, requestHash: hash, answer: text })
  return text
}

/** What an op is told whose id has been answered before; undefined where it has not. */
export function answeredBefore(
  had: StoredAnswer | undefined,
  { opId, hash }: { readonly opId: string; readonly hash: string | undefined },
): string | undefined {
  if (had === undefined || had.requestHash === hash) return had?.answer
  return JSON.stringify(rejected(opId, 'op-reused', 'This id was given to another op before.'))
}

const badOp = (opId: string, message: string) => rejected(opId, 'bad-input', message)

interface Answered {
  readonly siteId: string | null
  readonly answer: OpAnswer
}

async function answerAnew(tx: WriteTx, raw: NamedOp, pushing: Pushing): Promise<Answered> {
  const parsed = Op.safeParse(raw)
  if (!parsed.success)
    return { siteId: null, answer: badOp(raw.opId, badInput(parsed.error, 'The op').message) }
  const op = parsed.data
  if (op.kind === 'decide' && op.note?.includes('\u0000'))
    return { siteId: null, answer: badOp(op.opId, 'note holds NUL') }
  if (op.kind === 'raise') return { siteId: op.siteId, answer: await raise(tx, op, pushing) }
  if (pushing.recovering && (await isAhead(tx, op)))
    return { siteId: null, answer: { status: 'retry', opId: op.opId, afterMs: COMES_BACK_MS } }
  const siteId = (await caseById(tx.db, op.caseId))?.siteId ?? null
  return { siteId, answer: await answerOnCase(tx, op, pushing.pusher) }
}

function answerOnCase(
  tx: WriteTx,
  op: Exclude<Op, { kind: 'raise' }>,
  pusher: Pusher,
): Promise<OpAnswer> {
  switch (op.kind) {
    case 'decide':
      return decide(tx, op, pusher)
    case 'seen':
      return see(tx, op, pusher)
    case 'escalate':
      return escalate(tx, op, pusher)
    case 'answer':
      return answerQuestion(tx, op, pusher)
    case 'note':
      return noteAuthor(tx, op, pusher)
    case 'hand':
      return handOn(tx, op, pusher)
  }
}

/** Notes that a person had a case before them. The earliest time anybody did is what counts. */
async function see(tx: WriteTx, op: SeenOp, { session, setAside }: Pusher): Promise<OpAnswer> {
  const { opId } = op
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return badOp(opId, 'caseId names no case of this desk')
  const made = madeOf(op, tx.now)
  const { estimated } = made
  const logN = tx.log({
    kind: 'case.seen',
    site: case_.siteId,
    actor: session.staffId,
    device: session.deviceId,
    data: { opId, caseId: op.caseId, made },
  })
  if (setAside !== undefined)
    return { status: 'set-aside', opId, message: 'Noted in the log, and nothing else.', logN }
  const earlier = case_.firstSeenAt === null || estimated < case_.firstSeenAt
  const seq = await changeCase(tx, case_, earlier ? { first_seen_at: estimated } : {})
  return { status: 'applied', opId, decRev: null, seq, logN }
}
