/** Complaints become cases, edits become revisions: by whichever door they come. */
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { severityOf } from '../../shared/domain/report.ts'
import { invariant } from '../../shared/domain/problem.ts'
import { RuleCode, type Terms } from '../../shared/domain/terms.ts'
import type { CommentInPlace, PlatformEvent } from '../../shared/platform/platform.ts'
import { sha256 } from '../log/entry-text.ts'
import { putArticle } from '../store/article-rows.ts'
import { putAuthor } from '../store/author-rows.ts'
import { caseByComment, type CaseRow, changeCase, insertCase } from '../store/case-rows.ts'
import { decisionsOfCase } from '../store/decision-rows.ts'
import { insertMutedReports, type NewMutedReport } from '../store/mute-rows.ts'
import { countReports, insertReports, type NewReport } from '../store/report-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { caseIdOf, freshSalt, readerOf, reportIdOf } from './derived-ids.ts'
import { Mutes } from './muted.ts'
import { tellMore } from './notices.ts'
import { keepRevision, revise, withdraw } from './revise.ts'
import { inForce } from './standing.ts'

type ReportEvent = Extract<PlatformEvent, { type: 'report' }>

/** Comments as they were read beforehand, by id. One that the platform no longer has is not in it. */
export type CommentsRead = ReadonlyMap<string, CommentInPlace>

/** What became of what was taken in. */
export interface Taken {
  readonly reports: number
  readonly cases: number
  /** Reports of comments that the platform no longer had: nothing is left to judge. */
  readonly lost: number
  /** Reports of muted readers, which are kept and change nothing. */
  readonly setAside: number
  /** The place in the feed of the case touched last, or 0. */
  readonly seq: number
}

/** A complaint of the staff's own. */
export interface Raised {
  readonly opId: string
  readonly commentId: string
  readonly rule: string | null
  readonly words: string
  /** When the key was pressed: knowledge starts then. */
  readonly at: string
  readonly by: { readonly actor: string; readonly device: string }
}

/** Complaints being taken in, in one transaction: what they have touched so far. */
export class Intake {
  readonly #tx: WriteTx
  readonly #siteId: string
  readonly #readerKey: string
  readonly #severities: ReadonlyMap<string, number>
  readonly #cases = new Map<string, CaseRow>()
  readonly #touched = new Map<string, CaseRow>()
  readonly #reports: NewReport[] = []
  readonly #mutes: Mutes
  readonly #muted: NewMutedReport[] = []
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
    this.#mutes = new Mutes(tx, given.siteId)
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
    const report = this.#reportOf(event)
    const muteId = await this.#mutes.on(report)
    if (muteId !== undefined) {
      this.#setAside({ report, commentId: event.commentId, muteId })
      return
    }
    const found = comments.get(event.commentId)
    const known = await this.#known(event.commentId)
    if (!known && !found) {
      this.#lost++
      return
    }
    let case_ = known
    if (!case_ && found) case_ = await this.#open(found, report)
    else if (case_ && found) case_ = await revise(this.#tx, case_, { found, why: 'edited' })
    if (!case_) return
    this.#cases.set(event.commentId, case_)
    await this.#add({ ...report, caseId: case_.caseId }, case_)
  }

  /** Takes a complaint of the staff's own in: on the case that there is, else on a new one. */
  async raise(
    raised: Raised,
    found: CommentInPlace | undefined,
  ): Promise<{ readonly caseId: string; readonly reportId: string }> {
    const { commentId, rule, by } = raised
    const known = await this.#known(commentId)
    const bodyRev = known?.bodyRev ?? found?.comment.bodyRev
    invariant(bodyRev !== undefined, 'a comment without a case was read before it is raised')
    const report: NewReport = {
      reportId: reportIdOf(this.#siteId, raised.opId),
      caseId: known?.caseId ?? caseIdOf(this.#siteId, commentId),
      channel: 'staff',
      rule,
      severity: severityOf([{ rule }], this.#severities),
      words: raised.words,
      wordsSalt: freshSalt(),
      spans: [],
      bodyRev,
      receivedAt: raised.at,
      reader: readerOf(this.#readerKey, this.#siteId, by.actor),
      identity: null,
      answeredBy: null,
    }
    const case_ = known ?? (found && (await this.#open(found, report)))
    invariant(case_ !== undefined, 'a comment without a case was read before it is raised')
    this.#cases.set(commentId, case_)
    await this.#add(report, case_, by)
    return report
  }

  #reportOf(event: ReportEvent): NewReport {
    const rule = RuleCode.safeParse(event.rule).data ?? null
    const receivedAt = event.at < this.#tx.now ? event.at : this.#tx.now
    return {
      reportId: reportIdOf(this.#siteId, event.reportId),
      caseId: caseIdOf(this.#siteId, event.commentId),
      channel: 'report-link',
      rule,
      severity: severityOf([{ rule }], this.#severities),
      words: event.words,
      wordsSalt: freshSalt(),
      spans: event.spans,
      bodyRev: event.bodyRev,
      receivedAt,
      reader: readerOf(this.#readerKey, this.#siteId, event.reporter),
      identity: {
        platformReportId: event.reportId,
        reporter: event.reporter,
        email: event.email,
      },
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
    this.#opened++
    return case_
  }

  /** Keeps a report of a muted reader, and lets it change nothing. */
  #setAside(muted: NewMutedReport): void {
    const { report, muteId } = muted
    const { reportId, caseId } = report
    this.#logReceived(report)
    this.#muted.push(muted)
    const data = { reportId, caseId, mute: muteId }
    this.#tx.log({ kind: 'report.set-aside', site: this.#siteId, data })
  }

  #logReceived(report: NewReport, by?: Raised['by']): void {
    const { reportId, caseId, channel, rule, receivedAt } = report
    this.#tx.log({
      kind: 'report.received',
      site: this.#siteId,
      ...by,
      data: {
        ...{ reportId, caseId, channel, rule, receivedAt, ingestedAt: this.#tx.now },
        wordsCommit: bodyCommit(sha256, report.wordsSalt, report.words),
      },
    })
  }

  /** Keeps a report; one on a comment that stands deleted is answered by that decision at once. */
  async #add(report: NewReport, case_: CaseRow, by?: Raised['by']): Promise<void> {
    const { reportId, caseId } = report
    this.#logReceived(report, by)
    this.#touched.set(caseId, case_)
    const standing =
      case_.decRev > 0 ? inForce(await decisionsOfCase(this.#tx.db, case_)) : undefined
    if (standing?.settled.verb !== 'delete' || standing.settled.bodyRev !== case_.bodyRev) {
      this.#reports.push(report)
      return
    }
    const { opId, decRev } = standing.settled
    this.#reports.push({ ...report, answeredBy: opId })
    this.#tx.log({
      kind: 'report.answered-by-standing',
      site: this.#siteId,
      data: { reportId, caseId, opId },
    })
    await tellMore(this.#tx, { ...case_, opId, decRev })
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
    await insertMutedReports(this.#tx, this.#siteId, this.#muted)
    let seq = 0
    for (const { commentId } of this.#touched.values()) {
      const case_ = this.#cases.get(commentId)
      if (!case_) continue
      const open = await countReports(this.#tx, case_)
      const back = open > 0 && case_.state === 'closed' && !case_.deletedByAuthor
      seq = await changeCase(this.#tx, case_, back ? { state: 'open', reopened: 'new-report' } : {})
    }
    const [reports, setAside] = [this.#reports.length, this.#muted.length]
    return { reports, setAside, cases: this.#opened, lost: this.#lost, seq }
  }
}
