/** Takes a page of the platform's events in: reports become cases, edits become revisions. */
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { severityOf } from '../../shared/domain/report.ts'
import { RuleCode, type Terms } from '../../shared/domain/terms.ts'
import type { CommentInPlace, EventPage, PlatformEvent } from '../../shared/platform/platform.ts'
import { sha256 } from '../log/entry-text.ts'
import {
  caseByComment,
  type CaseRow,
  changeCase,
  countCases,
  insertCase,
  putArticle,
  putAuthor,
} from '../store/case-rows.ts'
import { decisionsOfCase } from '../store/decision-rows.ts'
import { countReports, insertReports, knownReports, type NewReport } from '../store/report-rows.ts'
import { currentTerms, putPlatformCursor } from '../store/site-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader, WriteTx } from '../store/write.ts'
import { caseIdOf, freshSalt, readerOf, reportIdOf } from './derived-ids.ts'
import { keepRevision, revise, withdraw } from './revise.ts'
import { inForce } from './standing.ts'

type ReportEvent = Extract<PlatformEvent, { type: 'report' }>

/** Comments as they were read for a page, by id. One that the platform no longer has is not in it. */
export type CommentsRead = ReadonlyMap<string, CommentInPlace>

/** What became of a page. */
export interface Taken {
  readonly reports: number
  readonly cases: number
  /** Reports of comments that the platform no longer had: nothing is left to judge. */
  readonly lost: number
}

/** The comments that must be read before a page can be taken in. */
export async function commentsToRead(
  db: Reader,
  siteId: string,
  events: readonly PlatformEvent[],
): Promise<string[]> {
  const wanted = new Set<string>()
  for (const event of events) {
    const case_ = await caseByComment(db, siteId, event.commentId)
    const isNew = !case_ && event.type === 'report'
    const isNewer = case_ !== undefined && event.bodyRev > case_.bodyRev
    if (isNew || (isNewer && event.type !== 'author-deleted')) wanted.add(event.commentId)
  }
  return [...wanted]
}

/** Takes the page and the platform's cursor in, in one transaction: both or neither. */
export async function takePage(
  store: Store,
  siteId: string,
  given: { readonly page: EventPage; readonly comments: CommentsRead },
): Promise<Taken> {
  return store.write(async (tx) => {
    const terms = await currentTerms(tx.db, siteId)
    const taking = new Taking(tx, { siteId, terms, readerKey: store.keys.reader })
    const ids = given.page.events.flatMap((event) =>
      event.type === 'report' ? [event.reportId] : [],
    )
    const known = await knownReports(tx.db, siteId, ids)
    for (const event of given.page.events) {
      if (event.type !== 'report') await taking.change(event, given.comments)
      else if (!known.has(event.reportId)) {
        known.add(event.reportId)
        await taking.report(event, given.comments)
      }
    }
    const taken = await taking.finish()
    await putPlatformCursor(tx, siteId, given.page.next)
    return taken
  })
}

/** One page being taken in: what it has touched so far. */
class Taking {
  readonly #tx: WriteTx
  readonly #siteId: string
  readonly #readerKey: string
  readonly #severities: ReadonlyMap<string, number>
  readonly #cases = new Map<string, CaseRow>()
  readonly #touched = new Map<string, CaseRow>()
  readonly #articles = new Set<string>()
  readonly #reports: NewReport[] = []
  #opened = 0
  #lost = 0

  constructor(
    tx: WriteTx,
    given: {
      readonly siteId: string
      readonly terms: Terms | undefined
      readonly readerKey: string
    },
  ) {
    this.#tx = tx
    this.#siteId = given.siteId
    this.#readerKey = given.readerKey
    this.#severities = new Map(given.terms?.rules.map(({ code, severity }) => [code, severity]))
  }

  async #known(commentId: string): Promise<CaseRow | undefined> {
    const met = this.#cases.get(commentId)
    if (met) return met
    const found = await caseByComment(this.#tx.db, this.#siteId, commentId)
    if (found) this.#cases.set(commentId, found)
    return found
  }

  async report(event: ReportEvent, comments: CommentsRead): Promise<void> {
    const found = comments.get(event.commentId)
    const known = await this.#known(event.commentId)
    if (!known && !found) {
      this.#lost++
      return
    }
    const report = this.#reportOf(event)
    let case_ = known
    if (!case_ && found) case_ = await this.#open(found, report)
    else if (case_ && found) case_ = await revise(this.#tx, case_, { found, why: 'edited' })
    if (!case_) return
    this.#cases.set(event.commentId, case_)
    await this.#add({ ...report, caseId: case_.caseId }, case_)
  }

  #reportOf(event: ReportEvent): NewReport {
    const rule = RuleCode.safeParse(event.rule).data ?? null
    const receivedAt = event.at < this.#tx.now ? event.at : this.#tx.now
    return {
      reportId: reportIdOf(this.#siteId, event.reportId),
      caseId: caseIdOf(this.#siteId, event.commentId),
      platformReportId: event.reportId,
      rule,
      severity: severityOf([{ rule }], this.#severities),
      words: event.words,
      wordsSalt: freshSalt(),
      spans: event.spans,
      bodyRev: event.bodyRev,
      receivedAt,
      reader: readerOf(this.#readerKey, this.#siteId, event.reporter),
      reporter: event.reporter,
      email: event.email,
      answeredBy: null,
    }
  }

  async #open(found: CommentInPlace, report: NewReport): Promise<CaseRow> {
    await putArticle(this.#tx, this.#siteId, found.article)
    await putAuthor(this.#tx, this.#siteId, found.comment.author)
    const { caseId, severity, receivedAt } = report
    const case_ = await insertCase(this.#tx, this.#siteId, { caseId, found, severity, receivedAt })
    this.#tx.log({
      kind: 'case.opened',
      site: this.#siteId,
      data: { caseId, commentId: case_.commentId, severity },
    })
    await keepRevision(this.#tx, case_, found)
    this.#articles.add(case_.articleId)
    this.#opened++
    return case_
  }

  /** Keeps a report; one on a comment that stands deleted is answered by that decision at once. */
  async #add(report: NewReport, case_: CaseRow): Promise<void> {
    const { reportId, caseId, rule, receivedAt } = report
    this.#tx.log({
      kind: 'report.received',
      site: this.#siteId,
      data: {
        reportId,
        caseId,
        channel: 'report-link',
        rule,
        receivedAt,
        ingestedAt: this.#tx.now,
        wordsCommit: bodyCommit(sha256, report.wordsSalt, report.words),
      },
    })
    this.#touched.set(caseId, case_)
    const standing =
      case_.decRev > 0 ? inForce(await decisionsOfCase(this.#tx.db, case_)) : undefined
    if (standing?.settled.verb !== 'delete' || standing.settled.bodyRev !== case_.bodyRev) {
      this.#reports.push(report)
      return
    }
    const { opId } = standing.settled
    this.#reports.push({ ...report, answeredBy: opId })
    this.#tx.log({
      kind: 'report.answered-by-standing',
      site: this.#siteId,
      data: { reportId, caseId, opId },
    })
  }

  async change(
    event: Exclude<PlatformEvent, { type: 'report' }>,
    comments: CommentsRead,
  ): Promise<void> {
    const case_ = await this.#known(event.commentId)
    if (!case_) return
    const found = comments.get(event.commentId)
    if (event.type === 'author-deleted')
      this.#cases.set(event.commentId, await withdraw(this.#tx, case_))
    else if (found)
      this.#cases.set(event.commentId, await revise(this.#tx, case_, { found, why: 'edited' }))
  }

  /** Writes what was gathered, counts anew, and brings back what has an open report. */
  async finish(): Promise<Taken> {
    await insertReports(this.#tx, this.#siteId, this.#reports)
    for (const { commentId } of this.#touched.values()) {
      const case_ = this.#cases.get(commentId)
      if (!case_) continue
      const open = await countReports(this.#tx, case_)
      const back = open > 0 && case_.state === 'closed' && !case_.deletedByAuthor
      await changeCase(this.#tx, case_, back ? { state: 'open', reopened: 'new-report' } : {})
    }
    await countCases(this.#tx, this.#siteId, this.#articles)
    return { reports: this.#reports.length, cases: this.#opened, lost: this.#lost }
  }
}
