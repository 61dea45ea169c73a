import type { CaseRow, CaseView, DeliveryView } from '../../../src/shared/contract/models.ts'
import type { NewDecision } from '../../../src/shared/domain/decision.ts'

const hex = (n: number) => n.toString(16).padStart(64, '0')
export const opId = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const AT = '2026-05-12T13:00:00.000Z'

export interface CaseParts {
  readonly body?: string
  readonly authorName?: string
  readonly rule?: string | null
  readonly reports?: number
  readonly bodyRev?: number
  readonly spans?: [number, number][]
  readonly severity?: number
}

/** A whole case by its number; only what a test names differs from the plainest one. */
export function aCase(no: number, parts: CaseParts = {}): CaseView {
  const { body = `Comment ${no}`, authorName = `reader_${no}`, rule = 'CON-ABU' } = parts
  const { reports = 1, bodyRev = 1, spans = [], severity = 3 } = parts
  const author = { keep: 0, amend: 0, delete: 0, restore: 0 }
  return {
    no,
    case: {
      ...{ t: 'case', seq: no, no, caseId: `case_${no}000`, siteId: 'courier', state: 'open' },
      ...{ severity, receivedAt: AT, firstSeenAt: null, revisions: { bodyRev, decRev: 0 } },
      comment: {
        ...{ id: `c${no}`, articleId: 'a1', authorId: `u${no}`, authorName, body },
        ...{ salt: hex(no), bodyCommit: hex(no * 1000 + bodyRev), postedAt: AT, editedAt: null },
        ...{ url: `http://127.0.0.1/a#c${no}`, deletedByAuthor: false, position: 1, total: 2 },
      },
      ...{ reportCount: reports, openReportCount: reports, readers: reports },
      reports: Array.from({ length: reports }, (_, i) => ({
        ...{ id: `rep_${no}-${i}00`, channel: 'report-link', rule, words: `Words ${i}`, spans },
        ...{ bodyRev, receivedAt: AT, answeredBy: null },
      })),
      ...{
        neighbours: [],
        decisions: [],
        escalations: [],
        reopened: null,
        claim: null,
        handed: null,
      },
      ...{ contests: [], olderTexts: [] },
    },
    article: {
      ...{ t: 'article', seq: 1, siteId: 'courier', articleId: 'a1', title: 'Ferry refit slips' },
      ...{ slug: 'Ferry refit', url: 'http://127.0.0.1/a', publishedAt: AT },
      ...{ paragraph: 'The Inner Sound ferry will not sail.' },
    },
    author: {
      ...{ t: 'author', seq: 1, siteId: 'courier', authorId: `u${no}`, name: authorName },
      ...{ since: AT, counts: author, decisions: [] },
    },
    authorCases: [],
    ownNotes: [],
    articleCases: 2,
    ...{ delivery: null, claim: null, handed: null, aside: null },
    likeliest: rule === null ? [] : [rule],
  }
}

/** The row of a case. */
export function rowOf(view: CaseView): CaseRow {
  const { case: item, article } = view
  return {
    ...{ no: view.no, caseId: item.caseId, severity: item.severity },
    ...{ rule: item.reports[0]?.rule ?? null, reports: item.openReportCount },
    ...{ readers: item.readers, article: article?.slug ?? '' },
    ...{ authorName: item.comment.authorName, receivedAt: item.receivedAt },
    ...{ words: item.comment.body.slice(0, 80), standing: null, reopened: item.reopened },
  }
}

/** A decision as it is answered when it is on disk: held for eight seconds. */
export function heldDelivery(
  view: CaseView,
  { verb, ground, caseId }: NewDecision,
  n: number,
): DeliveryView {
  return {
    ...{ opId: opId(n), n, no: view.no, caseId, verb, ground },
    ...{ authorName: view.case.comment.authorName, state: 'held', madeAt: AT, heldForMs: 8000 },
    ...{ canUndo: true, publication: null, publishedAt: null, problem: null },
  }
}

/** The same case after a decision of it was settled. */
export function decided(view: CaseView, delivery: DeliveryView): CaseView {
  const { opId: id, verb, ground, madeAt } = delivery
  const settled = {
    ...{ opId: id, decRev: 1, verb, ground, cuts: [], restores: null, bodyRev: 1 },
    ...{ answers: view.case.reports.map((report) => report.id) },
    ...{ by: { id: 'stf_ishbel', name: 'Ishbel Corrie' }, at: madeAt },
    ...{ publication: 'published' as const, publishedAt: madeAt },
  }
  const reports = view.case.reports.map((report) => ({ ...report, answeredBy: id }))
  return { ...view, case: { ...view.case, state: 'closed', decisions: [settled], reports } }
}
