/** Tells those who reported a comment what was decided, each once, in pages of bounded work. */
import type { Logger } from 'pino'
import { instant } from '../../shared/domain/instant.ts'
import type { EntryData } from '../../shared/domain/log-entry.ts'
import { deliveryIdOf } from '../services/derived-ids.ts'
import { isAddress, type Letter, type Posted } from '../post/post.ts'
import { changeCase } from '../store/case-rows.ts'
import {
  anyDue,
  deleteJob,
  type Job,
  postponeJob,
  releaseJob,
  takeJobs,
} from '../store/job-rows.ts'
import {
  type DueDelivery,
  dueDeliveries,
  insertDeliveries,
  nextDue,
  putDelivery,
  recipientsOf,
  saysOtherwise,
} from '../store/notice-deliveries.ts'
import { moveNotices, noticeOf } from '../store/notice-rows.ts'
import type { NoticeTable } from '../store/notice-tables.ts'
import { allSites } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import type { WriteTx } from '../store/write.ts'
import { backOffMs, Bell, eachOf, pause } from './pace.ts'
import type { PostLink } from './post-link.ts'

const LEASE_MS = 120_000
/** People put on the list, and letters sent, before the next step is written down. */
const LISTED_AT_ONCE = 200
const SENT_AT_ONCE = 40
const WIDTH = 4
const JOBS_AT_ONCE = 4
/** After this many attempts at one letter, later decisions on its case no longer wait for it. */
const STUCK_AFTER = 6
/** After this many attempts a letter is given up: with the back-off below, some twenty hours. */
export const GIVEN_UP_AFTER = 30
const BACK_OFF = { baseMs: 1000, capMs: 60 * 60_000 }
/** Of letters altogether, while none leaves. */
const DOWN_BACK_OFF = { baseMs: 500, capMs: 60_000 }
const LOOK_AGAIN_MS = 1000

export interface TellOptions {
  readonly store: Store
  readonly link: PostLink
  readonly holder: string
  readonly log: Logger
}

/** Runs until the signal aborts; letters on their way then are finished first. It never rejects. */
export async function tellPeople(options: TellOptions, signal: AbortSignal): Promise<void> {
  const { store, log } = options
  const bell = new Bell()
  const stop = store.onMoved(() => bell.ring())
  while (!signal.aborted) {
    try {
      if ((await tellSome(options, signal)) === 0) await bell.wait(LOOK_AGAIN_MS, signal)
    } catch (error) {
      log.error({ err: error }, 'telling people met a defect')
      await bell.wait(LOOK_AGAIN_MS, signal)
    }
  }
  stop()
}

async function tellSome(options: TellOptions, signal: AbortSignal): Promise<number> {
  const { store, holder } = options
  if (!(await store.read((db) => anyDue(db, 'tell', instant(Date.now()))))) return 0
  const jobs = await store.write((tx) =>
    takeJobs(tx, {
      ...{ kind: 'tell', by: holder, limit: JOBS_AT_ONCE },
      ...{ leaseMs: LEASE_MS, stuckAfter: STUCK_AFTER },
    }),
  )
  for (const job of jobs) {
    const isDown = !signal.aborted && (await tellOne(options, job))
    if (isDown || signal.aborted) await store.write((tx) => releaseJob(tx, { ...job, by: holder }))
    if (isDown) await pause(backOffMs(isDown, DOWN_BACK_OFF), signal)
  }
  return jobs.length
}

/** One page of one wording: a list of people, then letters. Says how often in a row none could leave. */
async function tellOne(options: TellOptions, job: Job): Promise<number> {
  const { store } = options
  const key = { siteId: job.siteId, opId: job.key }
  const notice = await store.read((db) => noticeOf(db, key, 'complainant'))
  if (!notice) {
    await store.write((tx) => deleteJob(tx, job))
    return 0
  }
  if ((await store.write((tx) => list(tx, notice))) === LISTED_AT_ONCE) {
    await store.write((tx) => postponeJob(tx, { ...job, attempts: job.attempts - 1 }, 0))
    return 0
  }
  const want = { now: instant(Date.now()), limit: SENT_AT_ONCE }
  const due = await store.read((db) => dueDeliveries(db, notice, want))
  const failures = await sendAll(options, notice, due)
  if (failures === 0) await store.write((tx) => goOn(tx, job, notice))
  return failures
}

/** Puts the next people on the list; says how many. */
async function list(tx: WriteTx, notice: NoticeTable): Promise<number> {
  const undoes = await saysOtherwise(tx.db, notice)
  const found = await recipientsOf(tx.db, notice, { undoes, limit: LISTED_AT_ONCE })
  const deliveries = found.map((each) => ({
    ...each,
    deliveryId: deliveryIdOf(notice.notice_id, each.reader),
  }))
  await insertDeliveries(tx, notice, deliveries)
  return found.length
}

/** Ends the job where everybody is told, in the transaction that looked; else says when it is next due. */
async function goOn(tx: WriteTx, job: Job, notice: NoticeTable): Promise<void> {
  const next = await nextDue(tx.db, notice)
  const isMore = next !== null || (await list(tx, notice)) > 0
  await changeCase(tx, { siteId: notice.site_id, caseId: notice.case_id }, {})
  if (isMore) {
    const waitMs = next === null ? 0 : Math.max(0, Date.parse(next.at) - Date.parse(tx.now))
    await postponeJob(tx, { ...job, attempts: (next?.attempts ?? 0) - 1 }, waitMs)
    return
  }
  const done = { from: ['telling'], to: 'told', told: 'complainant' } as const
  await moveNotices(tx, { siteId: notice.site_id, opId: notice.op_id }, done)
  await deleteJob(tx, job)
}

async function sendAll(
  options: TellOptions,
  notice: NoticeTable,
  due: readonly DueDelivery[],
): Promise<number> {
  const { store, link } = options
  if (due.length === 0) return 0
  const site = (await store.read(allSites)).find(({ id }) => id === notice.site_id)
  const title = site?.title ?? notice.site_id
  const address = link.from ?? `comments@${URL.parse(site?.origin ?? '')?.hostname ?? 'localhost'}`
  let failures = 0
  await eachOf(due, WIDTH, async (delivery) => {
    // Once no letter leaves, the others of the page are left as they are.
    if (failures > 0) return
    const posted = await sendOne(link, { notice, delivery, from: { name: title, address } })
    if (posted.kind === 'down') failures = link.down(posted.why)
    else if (posted.kind === 'sent') link.up()
    await store.write((tx) => noteOne(tx, options, { notice, delivery, posted }))
  })
  return failures
}

type Outcome = Posted | { readonly kind: 'no-address' }

async function sendOne(
  { post }: PostLink,
  {
    notice: { subject, body, told_at: at },
    delivery: { deliveryId: id, address },
    from,
  }: {
    readonly notice: NoticeTable
    readonly delivery: DueDelivery
    readonly from: Letter['from']
  },
): Promise<Outcome> {
  if (address === null || !isAddress(address) || body === null || subject === null)
    return { kind: 'no-address' }
  return post.send({ id, from, to: address, subject, text: body, at: new Date(at ?? Date.now()) })
}

interface Attempt {
  readonly notice: NoticeTable
  readonly delivery: DueDelivery
  readonly posted: Outcome
}

type Failed = EntryData<'notice.failed'>['why']

/** Why a letter is given up after this, or undefined. */
function givenUp({ delivery, posted: { kind } }: Attempt): Failed | undefined {
  if (kind === 'no-address' || kind === 'refused') return kind
  return kind === 'later' && delivery.attempts + 1 >= GIVEN_UP_AFTER ? 'given-up' : undefined
}

/** Writes down what became of one letter: sent, given up, or when it is tried again. */
async function noteOne(tx: WriteTx, { link, log }: TellOptions, attempt: Attempt): Promise<void> {
  const { notice, delivery, posted } = attempt
  const { deliveryId, reader } = delivery
  const attempts = delivery.attempts + (posted.kind === 'down' ? 0 : 1)
  const why = givenUp(attempt)
  const failed = why === undefined ? undefined : ('failed' as const)
  const ended = posted.kind === 'sent' ? ('sent' as const) : failed
  const change =
    ended === undefined
      ? { due_at: instant(Date.parse(tx.now) + 1 + backOffMs(attempts, BACK_OFF)) }
      : { state: ended, ended_at: tx.now }
  if (!(await putDelivery(tx, { ...notice, reader }, { ...change, attempts }))) return
  const data = {
    ...{ noticeId: notice.notice_id, deliveryId },
    ...{ opId: notice.op_id, caseId: notice.case_id },
  }
  const site = notice.site_id
  if (ended === 'sent') tx.log({ kind: 'notice.sent', site, data: { ...data, via: link.post.via } })
  if (why === undefined) return
  tx.log({ kind: 'notice.failed', site, data: { ...data, attempts, why } })
  log.warn({ alarm: 'letter-given-up', deliveryId, why, attempts }, 'somebody could not be told')
}
