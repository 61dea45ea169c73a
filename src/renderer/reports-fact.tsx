import { useMemo } from 'react'
import type { CaseView } from '../shared/contract/models.ts'
import type { Channel } from '../shared/domain/report.ts'
import { useTerms } from './context.tsx'
import { openReports } from './stores/picking.ts'
import { formerly, formerRule } from './stores/reading-words.ts'
import { type ReasonTold, reasonsTold, type Said } from './stores/reports-told.ts'
import { counted, inDigits } from './stores/sentences.ts'
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
  const reasons = useMemo(() => reasonsTold(reports), [reports])
  const more = openReportCount - open.length
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
        {reasons.map((reason) => (
          <Reason key={reason.rule ?? ''} reason={reason} />
        ))}
      </ul>
      {more > 0 ? (
        <p className="small q3">
          {counted(more, 'more report')} at the desk; they stay open and bring the case back.
        </p>
      ) : null}
    </section>
  )
}

function Reason({ reason }: { readonly reason: ReasonTold }) {
  const terms = useTerms()
  const { rule, count, said, more } = reason
  const former = formerRule(terms, rule)
  return (
    <li className="reason">
      <span className="n">{inDigits(count)}</span>
      <span>{former?.title ?? ruleTitle(terms, rule)}</span>
      <span className="q3 small">{reason.channels.map((one) => channels[one]).join(', ')}</span>
      {former ? <p className="small q3 gone">{formerly(former)}</p> : null}
      {said.length === 0 ? (
        <p className="said q3 small">No words given.</p>
      ) : (
        <Words said={said} silent={reason.silent} more={more} />
      )}
    </li>
  )
}

/** From so many on the list has a bar of its own, and the keys that move it. */
const MANY = 4

function Words({ said, silent, more }: Pick<ReasonTold, 'said' | 'silent' | 'more'>) {
  const rest = [
    more > 0 ? `${inDigits(more)} more in other words.` : '',
    silent > 0 ? `${inDigits(silent)} gave no words.` : '',
  ].filter((sentence) => sentence !== '')
  const many = said.length >= MANY
  return (
    <div
      className="said"
      {...(many && { tabIndex: 0, role: 'group', 'aria-label': 'In their own words' })}
    >
      <ul>
        {said.map((one) => (
          <Complaint key={one.words} said={one} />
        ))}
      </ul>
      {rest.length > 0 ? <p className="q3 small">{rest.join(' ')}</p> : null}
    </div>
  )
}

function Complaint({ said: { words, times, clipped } }: { readonly said: Said }) {
  return (
    <li>
      <span className="words" dir="auto">
        {clipped ? `${words}…` : words}
      </span>
      {times > 1 ? <span className="q3 small"> ×{inDigits(times)}</span> : null}
    </li>
  )
}
