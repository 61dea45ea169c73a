/** A case that staff raise: on any comment of the site, and like any other case from then on. */
import type { Logger } from 'pino'
import { type OpAnswer, RaiseOp } from '../../shared/desk/push.ts'
import { ProblemError } from '../../shared/domain/problem.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import type { CommentInPlace } from '../../shared/platform/platform.ts'
import { eachOf } from '../jobs/pace.ts'
import { caseByComment, type CaseRow } from '../store/case-rows.ts'
import { allSites, currentTerms } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import type { WriteTx } from '../store/write.ts'
import { Intake } from './intake.ts'
import { madeOf } from './made-at.ts'
import { keepAside, type Pusher, rejected } from './pusher.ts'

/** Reads a comment from the platform; undefined where the platform has it no more. */
export type ReadComment = (id: string, signal: AbortSignal) => Promise<CommentInPlace | undefined>

/** What was read for a push: `gone` is no more on the site, and what is missing could not be read. */
export type CommentReads = ReadonlyMap<string, CommentInPlace | 'gone'>

/** The longest that a push waits for the platform, whatever it raises. */
const PATIENCE_MS = 10_000
const READ_WIDTH = 4
/** When a console may try again what the platform could not be asked about. */
const AFTER_SILENCE_MS = 15_000

/** Reads the comments that a push raises and that have no case yet. It never rejects. */
export async function readRaised(
  given: {
    readonly store: Store
    readonly log: Logger
    readonly readComment?: ReadComment | undefined
  },
  { setAside }: Pusher,
  ops: readonly unknown[],
): Promise<CommentReads> {
  const { store, log, readComment } = given
  const reads = new Map<string, CommentInPlace | 'gone'>()
  const raised = ops.flatMap((op) => RaiseOp.safeParse(op).data ?? [])
  if (raised.length === 0 || setAside !== undefined || !readComment) return reads
  const wanted = await store.read(async (db) => {
    const ids = new Set<string>()
    for (const { siteId, commentId } of raised)
      if (!(await caseByComment(db, siteId, commentId))) ids.add(commentId)
    return [...ids]
  })
  const signal = AbortSignal.timeout(PATIENCE_MS)
  await eachOf(wanted, READ_WIDTH, async (id) => {
    try {
      reads.set(id, (await readComment(id, signal)) ?? 'gone')
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      log.warn({ why: error.problem.message }, 'a raised comment could not be read')
    }
  })
  return reads
}

interface Raising {
  readonly pusher: Pusher
  readonly reads: CommentReads
  readonly readerKey: string
}

/** Takes a complaint of the staff's own in. Sent again it changes nothing, like any op. */
export async function raise(tx: WriteTx, op: RaiseOp, given: Raising): Promise<OpAnswer> {
  const { opId, siteId } = op
  const { session, setAside: why } = given.pusher
  const sites = await allSites(tx.db)
  if (!sites.some(({ id }) => id === siteId))
    return rejected(opId, 'bad-input', 'siteId names no title of this desk')
  const known = await caseByComment(tx.db, siteId, op.commentId)
  const caseId = known?.caseId ?? null
  if (why !== undefined) return keepAside(tx, op, { session, why, siteId, caseId })
  const terms = await currentTerms(tx.db, siteId)
  if (!hasRule(terms, op.rule))
    return rejected(opId, 'rule-unknown', 'rule is not in the terms of this title')
  const found = known ? undefined : given.reads.get(op.commentId)
  const answer = unraisable(opId, { known, found })
  if (answer || found === 'gone') return answer ?? gone(opId)
  const intake = new Intake(tx, { siteId, terms, readerKey: given.readerKey })
  return take(tx, { op, intake, found, session })
}

const gone = (opId: string): OpAnswer => ({ status: 'gone', opId, logN: null })

/** The answer to raising what is no more or could not be read, or undefined where it can be raised. */
function unraisable(
  opId: string,
  given: {
    readonly known: CaseRow | undefined
    readonly found: CommentInPlace | 'gone' | undefined
  },
): OpAnswer | undefined {
  const { known, found } = given
  if (found === 'gone') return gone(opId)
  const comment = known ?? found?.comment
  if (!comment) return { status: 'retry', opId, afterMs: AFTER_SILENCE_MS }
  return comment.deletedByAuthor ? gone(opId) : undefined
}

const hasRule = (terms: Terms | undefined, rule: string | null) =>
  rule === null || (terms?.rules.some(({ code }) => code === rule) ?? false)

async function take(
  tx: WriteTx,
  given: {
    readonly op: RaiseOp
    readonly intake: Intake
    readonly found: CommentInPlace | undefined
    readonly session: Pusher['session']
  },
): Promise<OpAnswer> {
  const { op, intake, session } = given
  const { opId, commentId, rule, words } = op
  const made = madeOf(op, tx.now)
  const by = { actor: session.staffId, device: session.deviceId }
  const raised = { opId, commentId, rule, words, at: made.estimated, by }
  const { caseId, reportId } = await intake.raise(raised, given.found)
  const logN = tx.log({
    kind: 'case.raised',
    site: op.siteId,
    ...by,
    data: { opId, caseId, reportId, made },
  })
  const { seq } = await intake.finish()
  return { status: 'applied', opId, decRev: null, seq, logN }
}
