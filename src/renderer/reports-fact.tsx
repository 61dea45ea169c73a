import type { CaseView } from '../shared/contract/models.ts'
import { byReason, type Channel, type Report } from '../shared/domain/report.ts'
import { useTerms } from './context.tsx'
import { openReports } from './stores/picking.ts'
import { counted } from './stores/sentences.ts'
import { ruleTitle } from './stores/terms-store.ts'
import { Ago } from './when.tsx'

const channels: Readonly<Record<Channel, string>> = {
  'report-link': 'report link',
  'e-mail': 'e-mail',
  phone: 'phone',
  social: 'social',
  'legal-letter': 'legal letter',
  regulator: 'regulator',
  staff: 'staff',
}

/** Who complains, of what: folded by reason, in the reporters' own words. */
export function ReportsFact({ view }: { readonly view: CaseView }) {
  const open = openReports(view)
  const { openReportCount, readers, receivedAt } = view.case
  const reports = open.length > 0 ? open : view.case.reports
  return (
    <section className="fact" aria-labelledby="f-rep">
      <h2 id="f-rep">
        {open.length > 0
          ? counted(openReportCount, 'report')
          : counted(view.case.reportCount, 'report') + ', answered'}
        <span className="end">
          {open.length > 0 ? `${counted(readers, 'reader')}, ` : ''}first <Ago at={receivedAt} />
        </span>
      </h2>
      <ul>
        {byReason(reports).map(({ rule, count }) => (
          <Reason
            key={rule ?? ''}
            rule={rule}
            count={count}
            reports={reports.filter((report) => report.rule === rule)}
          />
        ))}
      </ul>
      {openReportCount > open.length ? (
        <p className="small q3">
          {counted(openReportCount - open.length, 'more report')} at the desk; they stay open and
          bring the case back.
        </p>
      ) : null}
    </section>
  )
}

interface ReasonProps {
  readonly rule: string | null
  readonly count: number
  readonly reports: readonly Report[]
}

function Reason({ rule, count, reports }: ReasonProps) {
  const terms = useTerms()
  const said = reports.filter(({ words }) => words.trim() !== '')
  const doors = [...new Set(reports.map(({ channel }) => channels[channel]))]
  return (
    <li className="reason">
      <span className="n">{count}</span>
      <span>{ruleTitle(terms, rule)}</span>
      <span className="q3 small">{doors.join(', ')}</span>
      <div className="said">
        {said.length === 0 ? (
          <span className="q3 small">No words given.</span>
        ) : (
          <ul>
            {said.map(({ id, words }) => (
              <li key={id} className="words" dir="auto">
                {words.length > 1000 ? `${words.slice(0, 1000)}…` : words}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
