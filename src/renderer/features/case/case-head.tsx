import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import { byGravity, byReason } from '../../../shared/domain/report.ts'
import { HeadClaim } from '../../claimed.tsx'
import { useConsole, useTerms } from '../../context.tsx'
import { AsideChip } from '../../handed.tsx'
import { openQuestion } from '../../stores/asking.ts'
import { openReports } from '../../stores/picking.ts'
import { past } from '../../stores/sentences.ts'
import { standingDecision } from '../../stores/standing.ts'
import { ruleTitle, severitiesIn } from '../../stores/terms-store.ts'
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
      {view ? <Marks view={view} /> : null}
    </header>
  )
}

/** Whose the case is, and why it is back or aside. */
function Marks({ view }: { readonly view: CaseView }) {
  return (
    <>
      <HeadClaim claim={view.claim} />
      {view.aside ? <AsideChip aside={view.aside} /> : <Back view={view} />}
    </>
  )
}

/** Why a decided case is open again. One that is hidden until a lead answers was never done with. */
function Back({ view }: { readonly view: CaseView }) {
  const { reopened } = view.case
  if (!reopened) return null
  const hidden = reopened === 'unanswered' && openQuestion(view)?.hides
  return <span className="chip back end">{hidden ? 'Hidden until answered' : BACK[reopened]}</span>
}

/** The reasons of the open reports, the gravest first; of a closed case what was decided. */
function caseTitle(view: CaseView, terms: readonly Terms[]): string {
  const titles = byGravity(byReason(openReports(view)), severitiesIn(terms)).map(({ rule }, i) => {
    const title = ruleTitle(terms, rule)
    return i === 0 ? title : title.toLowerCase()
  })
  if (titles.length > 0) return titles.join(', ')
  const standing = standingDecision(view)
  return standing ? past[standing.verb] : 'No open reports'
}
