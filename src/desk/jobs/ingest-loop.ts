/** Follows the platform's events for as long as the desk runs. */
import type { Logger } from 'pino'
import { defaultNotices } from '../../shared/domain/default-notices.ts'
import { defaultTerms } from '../../shared/domain/default-terms.ts'
import { instant } from '../../shared/domain/instant.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import type { CommentInPlace, PlatformHello } from '../../shared/platform/platform.ts'
import { commentsToRead, takePage } from '../services/ingest.ts'
import { beginTemplates } from '../services/templates.ts'
import { addTerms } from '../services/terms.ts'
import {
  anyDue,
  hastenJobs,
  insertJob,
  releaseJob,
  renewLease,
  takeJobs,
} from '../store/job-rows.ts'
import { allSites, platformCursor, putSite } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import { backOffMs, eachOf, pause } from './pace.ts'
import type { PlatformLink } from './platform-link.ts'

const LEASE_MS = 30_000
const RENEW_MS = 10_000
const POLL_WAIT_S = 20
const PAGE = 500
/** Comments read at once: enough to fill a fast link, few enough not to be a flood. */
const READ_WIDTH = 8
const BACK_OFF = { baseMs: 500, capMs: 60_000 }

export interface IngestOptions {
  readonly store: Store
  readonly link: PlatformLink
  /** The title this desk is meant for; undefined takes whichever the platform says. */
  readonly siteId: string | undefined
  readonly holder: string
  readonly log: Logger
}

/** Runs until the signal aborts. Failures are said, waited out and tried again; it never rejects. */
export async function followEvents(options: IngestOptions, signal: AbortSignal): Promise<void> {
  let attempt = 0
  while (!signal.aborted) {
    try {
      await follow(options, signal, () => (attempt = 0))
    } catch (error) {
      if (isOver(signal)) return
      options.link.down(error)
      await pause(backOffMs(++attempt, BACK_OFF), signal)
    }
  }
}

/** Asked anew each time: while a call was awaited the answer may have changed. */
const isOver = (signal: AbortSignal) => signal.aborted

/** Stops where the platform is for another title than this desk. */
async function greet({ store, siteId }: IngestOptions, hello: PlatformHello): Promise<string> {
  const { site } = hello
  const sites = await store.read(allSites)
  const expected = siteId ?? sites[0]?.id ?? site.id
  if (site.id !== expected)
    throw new ProblemError(
      problem(
        'desk-nonsense',
        `The platform is for ${site.id}, this desk for ${expected}: check --platform and --site.`,
      ),
    )
  const known = sites.find(({ id }) => id === site.id)
  if (known?.title !== site.title || known.origin !== site.origin)
    await store.write((tx) => putSite(tx, site))
  return site.id
}

async function follow(
  options: IngestOptions,
  signal: AbortSignal,
  onSuccess: () => void,
): Promise<void> {
  const { store, link } = options
  const siteId = await greet(options, await link.platform.hello(signal))
  await store.write(async (tx) => {
    await addTerms(tx, siteId, defaultTerms)
    await beginTemplates(tx, siteId, defaultNotices)
    const job = { siteId, kind: 'ingest', key: 'events', caseId: null, rank: 0 } as const
    await insertJob(tx, job)
  })
  const comeBack = async () => {
    onSuccess()
    if (link.up()) await store.write((tx) => hastenJobs(tx, siteId))
  }
  await comeBack()
  while (!signal.aborted) {
    if (await takeLease(options)) await pagesUnderLease(options, { siteId, signal, comeBack })
    else await pause(1000, signal)
  }
}

async function takeLease({ store, holder }: IngestOptions): Promise<boolean> {
  const now = instant(Date.now())
  if (!(await store.read((db) => anyDue(db, 'ingest', now)))) return false
  const want = { kind: 'ingest', by: holder, limit: 1, leaseMs: LEASE_MS, stuckAfter: 1 } as const
  return (await store.write((tx) => takeJobs(tx, want))).length > 0
}

interface Following {
  readonly siteId: string
  readonly signal: AbortSignal
  readonly comeBack: () => Promise<void>
}

/** Whatever ends it, the lease is given back, so that this process or another goes on at once. */
async function pagesUnderLease(options: IngestOptions, following: Following): Promise<void> {
  const { store, holder } = options
  const { siteId } = following
  try {
    await pages(options, following)
  } finally {
    await store.write((tx) => releaseJob(tx, { siteId, kind: 'ingest', key: 'events', by: holder }))
  }
}

/** Takes pages in while this process holds the lease. */
async function pages(options: IngestOptions, following: Following): Promise<void> {
  const { store, holder } = options
  const { siteId, signal } = following
  let held = true
  let renewedAt = Date.now()
  while (held && !signal.aborted) {
    await onePage(options, following)
    if (Date.now() - renewedAt < RENEW_MS) continue
    const job = { siteId, kind: 'ingest', key: 'events', by: holder } as const
    held = await store.write((tx) => renewLease(tx, job, LEASE_MS))
    renewedAt = Date.now()
  }
}

async function onePage(options: IngestOptions, following: Following): Promise<void> {
  const { store, link, log } = options
  const { siteId, signal, comeBack } = following
  const after = await store.read((db) => platformCursor(db, siteId))
  const page = await link.platform.events(after, { limit: PAGE, waitS: POLL_WAIT_S, signal })
  await comeBack()
  if (page.events.length === 0 && page.next === after) return
  const ids = await store.read((db) => commentsToRead(db, siteId, page.events))
  const comments = new Map<string, CommentInPlace>()
  await eachOf(ids, READ_WIDTH, async (id) => {
    const found = await link.platform.comment(id, signal)
    if (found) comments.set(id, found)
  })
  const { lost, reports, cases, setAside } = await takePage(store, siteId, { page, comments })
  if (reports > 0) log.info({ reports, cases }, 'reports taken in')
  if (setAside > 0) log.info({ setAside }, 'reports of muted readers set aside')
  if (lost > 0) log.warn({ lost }, 'reports of comments that the platform has no more')
}
