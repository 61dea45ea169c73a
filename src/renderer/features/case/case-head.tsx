import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import { byReason } from '../../../shared/domain/report.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { openReports } from '../../stores/picking.ts'
import { past } from '../../stores/sentences.ts'
import { standingDecision } from '../../stores/standing.ts'
import { ruleTitle } from '../../stores/terms-store.ts'
import { Severity } from '../../ui/severity.tsx'

const BACK = {
  'new-report': 'Back: reported again',
  edited: 'Back: edited since',
  overtaken: 'Back: edited in between',
  unanswered: 'Back: a report was left open',
} as const

/** The one line that says what this case is about. It keeps its box whatever the case. */
export function CaseHead({
  no,
  view,
}: {
  readonly no: number
  readonly view: CaseView | undefined
}) {
  const { queue } = useConsole().stores
  const row = useStore(queue, () => queue.row(no))
  const terms = useTerms()
  const severity = view?.case.severity ?? row?.severity
  return (
    <header className="chead">
      {severity ? <Severity level={severity} /> : null}
      <h1 id="ch" data-part="case-heading" tabIndex={-1}>
        {view ? caseTitle(view, terms) : row ? ruleTitle(terms, row.rule) : `Case ${no}`}
      </h1>
      {view?.case.reopened ? (
        <span className="chip back end">{BACK[view.case.reopened]}</span>
      ) : null}
    </header>
  )
}

/** The reasons of the open reports, the most frequent first; of a closed case what was decided. */
function caseTitle(view: CaseView, terms: readonly Terms[]): string {
  const titles = byReason(openReports(view)).map(({ rule }, i) => {
    const title = ruleTitle(terms, rule)
    return i === 0 ? title : title.toLowerCase()
  })
  if (titles.length > 0) return titles.join(', ')
  const standing = standingDecision(view)
  return standing ? past[standing.verb] : 'No open reports'
}
