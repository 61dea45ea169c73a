import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Changes } from '../../../shared/desk/desk.ts'
import type { AuthorItem, CaseItem, FeedItem, GoneItem } from '../../../shared/desk/feed.ts'
import { digestMark } from '../../../shared/domain/digest.ts'
import { sha256 } from '../sha256.ts'
import { dropBeside, keepBeside } from './beside-rows.ts'
import { cachePageSql } from './cache-page-sql.ts'
import { BurstsTouched } from './burst-rows.ts'
import { keepArticle, keepAuthor } from './named-rows.ts'
import { placeOfPage } from './page-order.ts'
import type { PageOutcome, QueuePlace } from './page-outcome.ts'
import { type Prepared, prepareAll } from './prepared.ts'
import { readPage } from './read-page.ts'
import { ReceivedSpans } from './received-spans.ts'
import { searchTags } from './search-tags.ts'
import { keepWords } from './word-list-rows.ts'
import { type Share, type ShareChange, SiteSums } from './site-sums.ts'
import { summarise } from './case-summary.ts'
import { isEscalated, placeRank } from './case-place.ts'

const CursorRow = z.object({
  cursor: z.string().nullable(),
  epoch: z.string().nullable(),
  have: z.int(),
  round: z.int(),
  whole: z.int(),
})
const BeforeRow = z.object({
  caseId: z.string(),
  bodyRev: z.int(),
  siteId: z.string(),
  mark: z.int(),
  round: z.int(),
  tags: z.string(),
  state: z.string(),
  authorId: z.string(),
  articleId: z.string(),
})
type BeforeRow = z.infer<typeof BeforeRow>
const SeverityRows = z
  .array(z.object({ code: z.string(), severity: z.int() }))
  .transform((rows) => rows.map(({ code, severity }): [string, number] => [code, severity]))
const NoRow = z.object({ no: z.int() })

type Applied = Extract<PageOutcome, { kind: 'applied' }>

interface Tally {
  readonly places: Map<number, QueuePlace>
  readonly gone: Set<number>
  readonly beside: Set<number>
  readonly reindex: Set<number>
  readonly shares: ShareChange[]
  readonly spans: ReceivedSpans
  readonly bursts: BurstsTouched
  round: number
  terms: boolean
}

/** Applies pages of changes to the cache: the page, its index rows and the cursor, or nothing. */
export class CachePages {
  readonly #db: Database.Database
  readonly #sql: Readonly<Record<keyof typeof cachePageSql, Prepared>>
  readonly #sums: SiteSums

  /** Of each rule in the newest terms; read when the first case after a change of them comes. */
  #severity: ReadonlyMap<string, number> | undefined

  constructor(db: Database.Database) {
    this.#db = db
    this.#sql = prepareAll(db, cachePageSql)
    this.#sums = new SiteSums(db)
  }

  /**
   * Applies a page as it came from the desk; the last one is compared with what it comes to. One that
   * makes sense and has more behind it tells `following` the next cursor, before anything is written.
   */
  apply(text: string, following?: (cursor: string) => void): PageOutcome {
    const page = readPage(text)
    if (typeof page === 'string') return { kind: 'nonsense', why: page }
    if (page.more) following?.(page.next)
    return this.#db.transaction(() => this.#applyIfNext(page)).immediate()
  }

  /** Starts again, in this epoch if one is named: what is here stays until the new rows are whole. */
  forget(epoch: string | null = null): void {
    this.#db.transaction(() => {
      this.#sql.forget.run(epoch)
      this.#sql.forgetSettled.run()
      this.#sums.restart()
    })()
  }

  #applyIfNext(page: Changes): PageOutcome {
    const { cursor, epoch, have, round, whole } = CursorRow.parse(this.#sql.cursor.get())
    const place = placeOfPage({ cursor, epoch }, page)
    if (place === 'other-epoch') return { kind: place, epoch: page.epoch }
    if (place === 'stale') return { kind: place }
    const tally: Tally = {
      places: new Map(),
      gone: new Set(),
      beside: new Set(),
      reindex: new Set(),
      shares: [],
      spans: new ReceivedSpans(),
      bursts: new BurstsTouched(),
      round,
      terms: false,
    }
    for (const item of page.items) this.#put(item, tally)
    if (!page.more && whole === 0) this.#sweep(tally)
    this.#index(tally)
    this.#sums.change(tally.shares)
    tally.spans.write(this.#sql)
    const bursts = tally.bursts.write(this.#sql)
    const total = have + page.items.length
    this.#sql.advance.run(page.next, page.epoch, total, page.more ? whole : 1)
    const outcome = { ...applied(page, total, tally), bursts }
    if (page.more || !page.digests) return outcome
    return { ...outcome, drifted: this.#sums.differ(page.digests) }
  }

  #put(item: FeedItem, tally: Tally): void {
    switch (item.t) {
      case 'case':
        this.#putCase(item, tally)
        break
      case 'article':
        keepArticle(this.#sql, item, tally.round)
        break
      case 'author':
        this.#putAuthor(item, tally)
        break
      case 'terms': {
        const { siteId, terms } = item
        const row = [siteId, terms.version, terms.effectiveFrom, JSON.stringify(terms)]
        this.#sql.putTerms.run(...row, tally.round)
        tally.terms = true
        this.#severity = undefined
        break
      }
      case 'words':
        keepWords(this.#sql, item, tally.round)
        break
      case 'notices':
        // Nothing here shows the words of notices: they are written at the desk.
        break
      case 'gone':
        this.#drop(item, tally)
        break
    }
  }

  #putCase(item: CaseItem, tally: Tally): void {
    const { no, revisions, comment } = item
    const before = BeforeRow.optional().parse(this.#sql.before.get(no))
    if (before?.caseId !== item.caseId) this.#leaveOldNumber(item, tally)
    const tags = searchTags(item)
    const received = Date.parse(item.receivedAt)
    noteFound({ item, tags, received }, before, tally)
    const mark = markOf(item)
    this.#sql.putCase.run(
      ...[no, item.caseId, item.siteId, item.state, placeRank(item)],
      ...[comment.authorId, item.siteId, revisions.bodyRev, revisions.decRev],
      ...[comment.articleId, comment.authorId, tally.round, item.severity, mark, received, tags],
      isEscalated(item) ? 1 : 0,
      ...[JSON.stringify(summarise(item, this.#severities())), JSON.stringify(item)],
    )
    tally.shares.push({ no, before: shareOf(before, tally), now: { siteId: item.siteId, mark } })
    this.#putRules(item)
    keepBeside(this.#sql, item, before !== undefined)
    for (const { opId, decRev, publication, publishedAt } of item.decisions)
      this.#sql.putSettled.run(opId, no, decRev, publication, publishedAt)
    tally.places.set(no, { no, open: item.state === 'open' })
    tally.gone.delete(no)
  }

  #severities(): ReadonlyMap<string, number> {
    this.#severity ??= new Map(SeverityRows.parse(this.#sql.severities.all()))
    return this.#severity
  }

  /** A restored desk may give a case another number than it had before. */
  #leaveOldNumber({ no, caseId }: CaseItem, tally: Tally): void {
    for (const old of z.array(NoRow).parse(this.#sql.caseNo.all(caseId)))
      if (old.no !== no) this.#dropCase(old.no, tally)
  }

  /** The reasons of a case in the queue, by which it is found and counted. */
  #putRules(item: CaseItem): void {
    this.#sql.dropRules.run(item.no)
    if (item.state !== 'open' || isEscalated(item)) return
    const open = item.reports.filter(({ answeredBy }) => answeredBy === null)
    for (const rule of new Set(open.map((report) => report.rule ?? NO_RULE)))
      this.#sql.putRule.run(rule, item.no)
  }

  #putAuthor(item: AuthorItem, tally: Tally): void {
    const { moved, shown } = keepAuthor(this.#sql, item, tally.round)
    for (const no of moved) tally.places.set(no, { no, open: true })
    for (const no of shown) tally.beside.add(no)
  }

  #drop(item: GoneItem, tally: Tally): void {
    if (item.what === 'article') this.#sql.dropArticle.run(item.id)
    else if (item.what === 'author') this.#sql.dropAuthor.run(item.id)
    else
      for (const { no } of z.array(NoRow).parse(this.#sql.caseNo.all(item.id)))
        this.#dropCase(no, tally)
  }

  #dropCase(no: number, tally: Tally): void {
    const before = BeforeRow.optional().parse(this.#sql.before.get(no))
    tally.shares.push({ no, before: shareOf(before, tally), now: undefined })
    if (before) tally.bursts.add(before)
    this.#sql.dropCase.run(no)
    this.#sql.dropSettled.run(no)
    this.#sql.dropRules.run(no)
    dropBeside(this.#sql, no)
    tally.places.delete(no)
    tally.gone.add(no)
    tally.reindex.add(no)
  }

  /** Drops what an earlier round left and this whole one did not bring. */
  #sweep(tally: Tally): void {
    if (tally.round === 1) return
    for (const { no } of z.array(NoRow).parse(this.#sql.leftOver.all(tally.round)))
      this.#dropCase(no, tally)
    this.#sql.leftArticles.run(tally.round)
    this.#sql.leftAuthors.run(tally.round)
    if (this.#sql.leftTerms.run(tally.round).changes > 0) tally.terms = true
    this.#sql.leftWords.run(tally.round)
  }

  #index({ reindex }: Tally): void {
    if (reindex.size === 0) return
    const nos = JSON.stringify([...reindex])
    this.#sql.dropBodies.run(nos)
    this.#sql.indexBodies.run(nos)
  }
}

/** What a row adds to the sums: those count from nothing in each round, so an older one adds nothing. */
function shareOf(row: BeforeRow | undefined, { round }: Tally): Share | undefined {
  return row?.round === round ? row : undefined
}

function markOf({ caseId, state, revisions }: CaseItem): number {
  return digestMark(sha256, { caseId, state, ...revisions })
}

interface FoundBy {
  readonly item: CaseItem
  readonly tags: string
  readonly received: number
}

/** Notes by what a case is found from now on, and whose bursts it may change. */
function noteFound(
  { item, tags, received }: FoundBy,
  before: BeforeRow | undefined,
  tally: Tally,
): void {
  const { no, caseId, siteId, comment, revisions, state } = item
  const isAsIndexed =
    before?.caseId === caseId && before.bodyRev === revisions.bodyRev && before.tags === tags
  if (!isAsIndexed) tally.reindex.add(no)
  tally.spans.add(no, received)
  if (state === 'open' || before?.state === 'open') tally.bursts.add({ siteId, ...comment })
}

/** Stands in the place of a rule where a report names none. */
const NO_RULE = 'none'

function applied(page: Changes, have: number, tally: Tally): Omit<Applied, 'bursts'> {
  return {
    kind: 'applied',
    places: [...tally.places.values()],
    gone: [...tally.gone],
    beside: [...tally.beside],
    terms: tally.terms,
    words: page.items.some(({ t }) => t === 'words'),
    more: page.more,
    left: page.left,
    have,
    epoch: page.epoch,
  }
}
