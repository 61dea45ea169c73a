import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { LogDetail, LogLine } from '../../../shared/contract/log-views.ts'
import type { Terms } from '../../../shared/domain/terms.ts'
import { useConsole, useTerms } from '../../context.tsx'
import {
  type Decided,
  decidedIn,
  entrySentence,
  madeWords,
  whatWords,
} from '../../stores/log-words.ts'
import { exactTime, longDay, inDigits } from '../../stores/sentences.ts'
import { withTokens } from '../../stores/standing.ts'
import { citedBy } from '../../stores/terms-store.ts'
import { CutText, type ShownCut } from '../../ui/cut-text.tsx'
import { CutMark } from '../../ui/cut-mark.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** One entry as a page: what was seen, what was done to it, under which rule, and the proof. */
export function LogEntry() {
  const { log, cases } = useConsole().stores
  const detail = useStore(log, (state) => state.detail)
  const problem = useStore(log, (state) => state.detailProblem)
  const no = detail?.line.no
  useEffect(() => {
    // Its article is among what the log can be narrowed to.
    if (no != null) void cases.fetch(no)
  }, [cases, no])
  return (
    <article className="entry" aria-label="The entry">
      {problem ? <p className="q2">{problem.message}</p> : null}
      {detail ? <Page detail={detail} /> : null}
    </article>
  )
}

function Page({ detail }: { readonly detail: LogDetail }) {
  const { line } = detail
  const { icon } = whatWords(line)
  return (
    <>
      <h2 className="t" dir="auto">
        {icon ? (
          <span className={`${icon}c`}>
            <Icon name={icon} />
          </span>
        ) : null}{' '}
        {entrySentence(line)}
      </h2>
      <Facts detail={detail} />
      <Seen detail={detail} />
      <Under detail={detail} />
      <Proof detail={detail} />
    </>
  )
}

function Facts({ detail: { line } }: { readonly detail: LogDetail }) {
  const { dispatch } = useConsole()
  const { entry, n, no, articleTitle } = line
  const made = madeWords(line)
  return (
    <div className="q2 small">
      <p>
        Entry {inDigits(n)} · {exactTime(entry.at)} by the desk’s clock
        {entry.device ? ` · device ${entry.device}` : ''}
      </p>
      {made === undefined ? null : <p>{made}</p>}
      {articleTitle === null ? null : <p>Under {articleTitle}</p>}
      {no === null ? null : (
        <button type="button" className="btn" onClick={(e) => dispatch('result.open', e.timeStamp)}>
          <Kbd of="result.open" /> Open its case
        </button>
      )}
    </div>
  )
}

function Seen({ detail: { seen, unseen, line } }: { readonly detail: LogDetail }) {
  const decided = useDecided(line)
  if (seen) return <SeenText seen={seen} decided={decided} />
  return unseen === null ? null : (
    <section aria-labelledby="ex">
      <h3 id="ex">The text</h3>
      <p className="q2">{unseen}</p>
    </section>
  )
}

/** The decision in an entry, with the words that were put in where they are on this machine: the log holds none. */
function useDecided(line: LogLine): Decided | undefined {
  const { cases } = useConsole().stores
  const view = useStore(cases, () => (line.no === null ? undefined : cases.view(line.no)))
  const decided = decidedIn(line)
  const item = view?.case
  const made = [...(item?.decisions ?? []), ...(item?.contests ?? []).map((one) => one.decision)]
  const cuts = made.find(({ opId }) => opId === decided?.opId)?.cuts
  return decided && cuts ? { ...decided, cuts } : decided
}

interface SeenTextProps {
  readonly seen: NonNullable<LogDetail['seen']>
  readonly decided: Decided | undefined
}

function SeenText({ seen, decided }: SeenTextProps) {
  const terms = useTerms()
  return (
    <section aria-labelledby="ex">
      <h3 id="ex">
        Exactly what was seen
        <span className="end">
          revision {seen.bodyRev}, {seen.proved ? <Proved /> : <b className="alertc">not proved</b>}
        </span>
      </h3>
      <div className="body words" dir="auto" data-part="seen">
        <CutText text={seen.body} marks={[]} cuts={struck(terms, seen.body, decided)} />
      </div>
      <p className="small q3">{outcome(decided?.verb)}</p>
      {seen.proved ? null : (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <b>This text is not the one the entry commits to. Do not rely on it.</b>
        </p>
      )}
    </section>
  )
}

/** What the decision took from sight: of a delete all of it, of an amend its cuts. */
function struck(
  terms: readonly Terms[],
  body: string,
  decided: Decided | undefined,
): readonly ShownCut[] {
  if (!decided || body.length === 0) return []
  if (decided.verb === 'delete')
    return [{ span: [0, body.length], after: null, className: 'cut gone' }]
  return withTokens(terms, decided.ground.terms, decided.cuts).map((cut) => ({
    span: cut.span,
    after: <CutMark cut={cut} />,
  }))
}

function Proved() {
  return (
    <span className="goodc" title="Its commitment in the log matches this text and no other">
      proved
    </span>
  )
}

function outcome(verb: string | undefined): string {
  if (verb === 'delete') return 'Struck: all of it. Readers see that a moderator removed it.'
  if (verb === 'amend') return 'Struck: what was cut, with what stands in its place for readers.'
  if (verb === 'keep') return 'Nothing was changed.'
  return verb === 'restore' ? 'It was put back as it was written.' : ''
}

function Under({ detail: { line } }: { readonly detail: LogDetail }) {
  const versions = useTerms()
  const decided = decidedIn(line)
  if (!decided) return null
  const { ground } = decided
  const cited = citedBy(versions, ground)
  const from = versions.find(({ version }) => version === ground.terms)?.effectiveFrom
  const rule = cited && 'definition' in cited ? cited : undefined
  return (
    <section aria-labelledby="ru">
      <h3 id="ru">
        Under
        <span className="end">
          terms {ground.terms}
          {from === undefined ? '' : `, in force from ${longDay(from)}`}
        </span>
      </h3>
      <p>
        <b>
          {cited?.title ?? ground.code}
          {rule ? `, S${rule.severity}` : ''}.
        </b>{' '}
        {rule ? <span className="words">{rule.definition}</span> : null}
      </p>
    </section>
  )
}

function Proof({ detail }: { readonly detail: LogDetail }) {
  return (
    <details>
      <summary>Proof</summary>
      <dl className="proof-kv">
        <dt>This entry’s hash</dt>
        <dd className="mono">{detail.hash}</dd>
        <dt>The hash before it</dt>
        <dd className="mono">{detail.previous}</dd>
        <dt>Its exact text</dt>
        <dd className="mono">{detail.text}</dd>
      </dl>
    </details>
  )
}
