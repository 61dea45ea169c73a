/** Shows settled decisions on the site: due → publishing → published | overtaken | failed. */
import type { Logger } from 'pino'
import { instant } from '../../shared/domain/instant.ts'
import { invariant, ProblemError } from '../../shared/domain/problem.ts'
import type { CommentInPlace, PublishedDecision } from '../../shared/platform/platform.ts'
import { authorNotice, beginTelling, withdrawNotices } from '../services/notices.ts'
import { publishedDecision } from '../services/published-decision.ts'
import { revise, withdraw } from '../services/revise.ts'
import { outcomeOf } from '../services/standing.ts'
import { caseById, changeCase } from '../store/case-rows.ts'
import {
  decisionByOp,
  type DecisionRow,
  decisionsOfCase,
  putPublication,
} from '../store/decision-rows.ts'
import { anyDue, deleteJob, type Job, postponeJob, takeJobs } from '../store/job-rows.ts'
import { noticeOf } from '../store/notice-rows.ts'
import { termsOf } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader, WriteTx } from '../store/write.ts'
import { backOffMs, Bell, eachOf } from './pace.ts'
import { type PlatformLink, sentenceOf } from './platform-link.ts'

const LEASE_MS = 60_000
const AT_ONCE = 32
const WIDTH = 4
/** After this many attempts a decision counts as failed; it is still tried, slowly. */
const FAILED_AFTER = 8
const BACK_OFF = { baseMs: 500, capMs: 5 * 60_000 }
const LOOK_AGAIN_MS = 1000

export interface PublishOptions {
  readonly store: Store
  readonly link: PlatformLink
  readonly holder: string
  readonly log: Logger
}

/** Runs until the signal aborts; what is on its way then is finished first. It never rejects. */
export async function publishDecisions(
  options: PublishOptions,
  signal: AbortSignal,
): Promise<void> {
  const { store, log } = options
  const bell = new Bell()
  const stop = store.onMoved(() => bell.ring())
  while (!signal.aborted) {
    try {
      const worked = (await publishTerms(options)) + (await publishSome(options))
      if (worked === 0) await bell.wait(LOOK_AGAIN_MS, signal)
    } catch (error) {
      log.error({ err: error }, 'publication met a defect')
      await bell.wait(LOOK_AGAIN_MS, signal)
    }
  }
  stop()
}

const wanted = (kind: Job['kind'], by: string, limit: number) => ({
  kind,
  by,
  limit,
  leaseMs: LEASE_MS,
  stuckAfter: FAILED_AFTER,
})

async function publishTerms({ store, link, holder, log }: PublishOptions): Promise<number> {
  const now = instant(Date.now())
  if (!(await store.read((db) => anyDue(db, 'publish-terms', now)))) return 0
  const [job] = await store.write((tx) => takeJobs(tx, wanted('publish-terms', holder, 1)))
  if (!job) return 0
  const terms = await store.read((db) => termsOf(db, job.siteId, job.key))
  invariant(terms !== undefined, 'a job for terms is made in the transaction that adds them')
  try {
    await link.platform.terms(terms, AbortSignal.timeout(LEASE_MS / 2))
    await store.write((tx) => deleteJob(tx, job))
    log.info({ version: terms.version }, 'terms published')
  } catch (error) {
    log.warn({ why: sentenceOf(error) }, 'the terms could not be published; trying again')
    await store.write((tx) => postponeJob(tx, job, backOffMs(job.attempts, BACK_OFF)))
  }
  return 1
}

async function publishSome(options: PublishOptions): Promise<number> {
  const { store, holder } = options
  const now = instant(Date.now())
  if (!(await store.read((db) => anyDue(db, 'publish', now)))) return 0
  const jobs = await store.write(async (tx) => {
    const taken = await takeJobs(tx, wanted('publish', holder, AT_ONCE))
    for (const job of taken) {
      const { caseId } = await mark(tx, job, { publication: 'publishing' })
      await authorNotice(tx, keyOf(job, caseId))
    }
    return taken
  })
  await eachOf(jobs, WIDTH, (job) => publishOne(options, job))
  return jobs.length
}

const keyOf = ({ siteId, key: opId }: Job, caseId: string) => ({ siteId, caseId, opId })

/** Says where a decision stands, and lets the consoles see it. */
async function mark(
  tx: WriteTx,
  job: Job,
  change: Parameters<typeof putPublication>[2],
): Promise<DecisionRow> {
  const decision = await decisionByOp(tx.db, job.siteId, job.key)
  invariant(decision !== undefined, 'a job is made in the transaction that makes its decision')
  await putPublication(tx, { siteId: job.siteId, opId: job.key }, change)
  await changeCase(tx, decision, {})
  return decision
}

interface Prepared {
  readonly decision: DecisionRow
  readonly request: PublishedDecision
  /** A later decision is on the site already: this one would take it back. */
  readonly tooLate: boolean
}

async function prepare(db: Reader, job: Job): Promise<Prepared> {
  const decision = await decisionByOp(db, job.siteId, job.key)
  invariant(decision !== undefined, 'a job is made in the transaction that makes its decision')
  const case_ = await caseById(db, decision.caseId)
  const decisions = await decisionsOfCase(db, decision)
  const tooLate = decisions.some(
    ({ settled }) =>
      settled.decRev > decision.settled.decRev && settled.publication === 'published',
  )
  const outcome = outcomeOf(decisions, decision)
  const terms = await termsOf(db, job.siteId, outcome.ground.terms)
  const notice = await noticeOf(db, { siteId: job.siteId, opId: job.key }, 'author')
  invariant(case_ !== undefined, 'a decision was checked against its case')
  invariant(terms !== undefined, 'a decision cites terms that exist')
  const { commentId } = case_
  const told = notice?.body ?? ''
  const request = publishedDecision(decision, { commentId, outcome, terms, notice: told })
  return { decision, request, tooLate }
}

async function publishOne(options: PublishOptions, job: Job): Promise<void> {
  const { store, link } = options
  const { decision, request, tooLate } = await store.read((db) => prepare(db, job))
  if (tooLate) return store.write((tx) => giveUp(tx, job))
  try {
    const answer = await link.platform.show(job.key, request, AbortSignal.timeout(LEASE_MS / 2))
    if (answer.shown) await store.write((tx) => published(tx, job, answer.receipt))
    else {
      const found = await link.platform.comment(
        request.commentId,
        AbortSignal.timeout(LEASE_MS / 4),
      )
      await store.write((tx) => overtaken(tx, job, { found, by: answer.overtakenBy }))
    }
  } catch (error) {
    await postpone(options, { job, decision, error })
  }
}

async function published(
  tx: WriteTx,
  job: Job,
  { receipt, at }: { readonly receipt: string; readonly at: string },
): Promise<void> {
  const shown = await mark(tx, job, { publication: 'published', published_at: at, receipt })
  const { caseId } = shown
  const data = { opId: job.key, caseId, receipt }
  tx.log({ kind: 'publication.published', site: job.siteId, data })
  await beginTelling(tx, { ...keyOf(job, caseId), decRev: shown.settled.decRev })
  await deleteJob(tx, job)
}

/** The author was quicker: the decision stands in the log, and the case comes back with the new text. */
async function overtaken(
  tx: WriteTx,
  job: Job,
  { found, by }: { readonly found: CommentInPlace | undefined; readonly by: number },
): Promise<void> {
  const { caseId, settled } = await mark(tx, job, { publication: 'overtaken' })
  tx.log({
    kind: 'publication.overtaken',
    site: job.siteId,
    data: { opId: job.key, caseId, bodyRev: by },
  })
  await withdrawNotices(tx, keyOf(job, caseId))
  await deleteJob(tx, job)
  const case_ = await caseById(tx.db, caseId)
  invariant(case_ !== undefined, 'a decision has a case')
  const now = found
    ? await revise(tx, case_, { found, why: 'overtaken' })
    : await withdraw(tx, case_)
  if (!now.deletedByAuthor && now.decRev === settled.decRev)
    await changeCase(tx, now, { state: 'open', reopened: 'overtaken' })
}

async function giveUp(tx: WriteTx, job: Job): Promise<void> {
  const { caseId } = await mark(tx, job, { publication: 'failed' })
  await withdrawNotices(tx, keyOf(job, caseId))
  await deleteJob(tx, job)
}

async function postpone(
  { store, log }: PublishOptions,
  given: { readonly job: Job; readonly decision: DecisionRow; readonly error: unknown },
): Promise<void> {
  const { job, decision, error } = given
  const hopeless = !(error instanceof ProblemError) || error.problem.code !== 'platform-unreachable'
  const attempts = hopeless ? Math.max(FAILED_AFTER, job.attempts + 1) : job.attempts + 1
  const failed = attempts >= FAILED_AFTER
  log.warn({ opId: job.key, attempts, why: sentenceOf(error) }, 'a decision is not on the site yet')
  if (!(error instanceof ProblemError)) log.error({ err: error }, 'publication met a defect')
  await store.write(async (tx) => {
    await mark(tx, job, { publication: failed ? 'failed' : 'due' })
    if (failed && job.attempts < FAILED_AFTER)
      tx.log({
        kind: 'publication.failed',
        site: job.siteId,
        data: { opId: job.key, caseId: decision.caseId, attempts },
      })
    const wait = failed ? BACK_OFF.capMs : backOffMs(attempts, BACK_OFF)
    await postponeJob(tx, { ...job, attempts: attempts - 1 }, wait)
  })
}
