import { useMemo } from 'react'
import type { CaseView } from '../../../shared/contract/models.ts'
import type { Ground } from '../../../shared/domain/terms.ts'
import { useDeskTime, useTerms } from '../../context.tsx'
import { VERB } from '../../stores/contest-words.ts'
import { wasOffline } from '../../stores/contest-line.ts'
import { type ContestPage, type Side, stands, textOf } from '../../stores/contests.ts'
import { clockTime, counted, exactTime } from '../../stores/sentences.ts'
import { withTokens } from '../../stores/standing.ts'
import { citedBy } from '../../stores/terms-store.ts'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { SeenText } from './seen-text.tsx'

const ORDER = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth']

export interface SideColumnProps {
  readonly view: CaseView
  readonly page: ContestPage
  readonly side: Side
  /** Its place among the decisions by when they were made, from 0; undefined of the only one. */
  readonly index: number | undefined
  /** The older text that the decision before it was made on, where its author edited in between. */
  readonly former: string | undefined
}

/** One of the decisions: what it was, on which text, by whom, when and why. */
export function SideColumn({ view, page, side, index, former }: SideColumnProps) {
  const terms = useTerms()
  const cuts = useMemo(() => withTokens(terms, side.ground.terms, side.cuts), [terms, side])
  const text = textOf(view, side.bodyRev)
  const id = `side-${side.opId}`
  return (
    <section aria-labelledby={id}>
      <h2 className="dec" id={id}>
        {index === undefined ? null : (
          <span className="n">{ORDER[index] ?? `No. ${index + 1}`}</span>
        )}
        <span className={`${side.verb}c`}>
          <Icon name={side.verb} />
        </span>
        {VERB[side.verb]}
        <Stand view={view} page={page} side={side} />
      </h2>
      {text === undefined ? (
        <p className="q2">That text is not on this machine.</p>
      ) : (
        <SeenText text={text} former={former} cuts={cuts} />
      )}
      <SideFacts view={view} side={side} changed={former !== undefined} />
    </section>
  )
}

function Stand({ view, page, side }: Pick<SideColumnProps, 'view' | 'page' | 'side'>) {
  if (stands(view, side))
    return (
      <span className={`chip ${side.verb} end`}>
        <Icon name={side.verb} />
        {page.matter === 'ended' ? 'stands' : 'stands for now'}
      </span>
    )
  return <span className="q3 small end">{standWords(page, side)}</span>
}

function standWords({ matter }: ContestPage, { kinds }: Side): string {
  if (matter === 'ended') return 'superseded'
  if (kinds.includes('set-aside')) return 'set aside'
  return kinds.includes('edited') && kinds.length === 1 ? 'not applied' : 'superseded for now'
}

interface SideFactsProps {
  readonly view: CaseView
  readonly side: Side
  readonly changed: boolean
}

function SideFacts({ view, side, changed }: SideFactsProps) {
  const { by, arrivedAt, publishedAt, bodyRev, note } = side
  const { editedAt } = view.case.comment
  const newest = bodyRev === view.case.revisions.bodyRev
  return (
    <dl className="kv">
      <dt>Decided by</dt>
      <dd>
        <Name of={by.name} />
        {wasOffline(side) ? ', offline' : ''}
      </dd>
      <dt>When</dt>
      <dd>
        <When side={side} />
      </dd>
      {arrivedAt === null ? null : <Timed title="Reached the desk" at={arrivedAt} />}
      {publishedAt === null ? null : <Timed title="On the site" at={publishedAt} />}
      <dt>Text they saw</dt>
      <dd>
        Revision {bodyRev}
        {newest && editedAt && changed ? <Edited at={editedAt} /> : null}
      </dd>
      <GroundFact ground={side.ground} />
      <dt>Reports by then</dt>
      <dd>{reportsBy(view, side)}</dd>
      {note === null ? null : (
        <>
          <dt>Their note</dt>
          <dd className="words" dir="auto">
            {note}
          </dd>
        </>
      )}
    </dl>
  )
}

/** By the desk's clock; and by its maker's, where that one said something else. */
function When({ side: { claimedAt, madeAt } }: { readonly side: Side }) {
  const desk = useDeskTime((now) => clockTime(madeAt, now))
  const own = useDeskTime((now) => (claimedAt === null ? '' : clockTime(claimedAt, now)))
  if (claimedAt === null || own === desk)
    return <time dateTime={madeAt}>{`${desk} by the desk’s clock`}</time>
  return (
    <time dateTime={madeAt} title={exactTime(madeAt)}>
      {`${own} by their laptop, ${desk} by the desk’s clock`}
    </time>
  )
}

function Timed({ title, at }: { readonly title: string; readonly at: string }) {
  const words = useDeskTime((now) => clockTime(at, now))
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <time dateTime={at} title={exactTime(at)}>
          {words}
        </time>
      </dd>
    </>
  )
}

function Edited({ at }: { readonly at: string }) {
  const words = useDeskTime((now) => clockTime(at, now))
  return (
    <>
      , edited by its author at {words} <span className="q3">(change marked above)</span>
    </>
  )
}

function GroundFact({ ground }: { readonly ground: Ground }) {
  const cited = citedBy(useTerms(), ground)
  return (
    <>
      <dt>{ground.kind === 'rule' ? 'Rule' : 'Reason'}</dt>
      <dd>
        {cited?.title ?? ground.code}
        {ground.kind === 'rule' ? `, terms ${ground.terms}` : ''}
      </dd>
    </>
  )
}

function reportsBy({ case: { reports, comment } }: CaseView, { madeAt }: Side): string {
  const then = reports.filter(({ receivedAt }) => receivedAt <= madeAt)
  const { editedAt } = comment
  const after = editedAt ? then.filter(({ receivedAt }) => receivedAt > editedAt).length : 0
  const since = after > 0 ? `, ${after} of them after the edit` : ''
  return `${counted(then.length, 'report')}${since}`
}
