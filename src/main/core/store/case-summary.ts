import { z } from 'zod'
import { CaseRow, type ContestRow } from '../../../shared/contract/models.ts'
import { awaitsRuling } from '../../../shared/desk/contest.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { byGravity, byReason } from '../../../shared/domain/report.ts'
import { firstWords } from '../../../shared/domain/text.ts'
import { isAnswered } from './case-place.ts'

const WORDS = 160

/** A row of the queue as it is kept beside the case: all but the article's title. */
export const CaseSummary = CaseRow.omit({
  article: true,
  delivery: true,
  claim: true,
  removals: true,
  handed: true,
  aside: true,
})
export type CaseSummary = z.infer<typeof CaseSummary>

/** The row of the queue for a case; `severities` say how grave each rule is. */
export function summarise(item: CaseItem, severities: ReadonlyMap<string, number>): CaseSummary {
  const open = item.reports.filter(({ answeredBy }) => answeredBy === null)
  const standing = item.decisions.reduce<CaseItem['decisions'][number] | undefined>(
    (newest, decision) => (newest && newest.decRev > decision.decRev ? newest : decision),
    undefined,
  )
  return {
    no: item.no,
    caseId: item.caseId,
    severity: item.severity,
    rule: byGravity(byReason(open), severities)[0]?.rule ?? null,
    reports: item.openReportCount,
    readers: item.readers,
    authorName: item.comment.authorName,
    receivedAt: item.receivedAt,
    words: firstWords(item.comment.body, WORDS),
    standing: standing?.verb ?? null,
    reopened: item.reopened,
    contest: contestRow(item),
    answered: isAnswered(item),
  }
}

/** The oldest contest that is open, those for a lead first; else the newest that has ended. */
function contestRow({ contests, decisions }: CaseItem): ContestRow | null {
  const open = contests.filter(({ ending }) => ending === null)
  const contest = open.find(awaitsRuling) ?? open[0] ?? contests.at(-1)
  if (!contest) return null
  const { decision, kinds, first, ending } = contest
  const met = decisions.find(({ opId }) => opId === first)
  return {
    state: ending ? 'ended' : awaitsRuling(contest) ? 'waits' : 'edited',
    kinds,
    verbs: [met?.verb ?? null, decision.verb],
    ruled: ending?.verb ?? null,
    since: decision.arrivedAt,
  }
}
