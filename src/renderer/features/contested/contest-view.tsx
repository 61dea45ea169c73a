import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole, useDeskTime } from '../../context.tsx'
import { contestHeading, standsSentence } from '../../stores/contest-words.ts'
import {
  type ContestPage,
  contestPage,
  endingOf,
  type Side,
  sidesOf,
  textOf,
} from '../../stores/contests.ts'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { Severity } from '../../ui/severity.tsx'
import { Ago } from '../../when.tsx'
import { UnderArticle } from '../../under-article.tsx'
import { Happenings } from './happenings.tsx'
import { PartyBar } from './party-bar.tsx'
import { RulingBar } from './ruling-bar.tsx'
import { SeenText } from './seen-text.tsx'
import { SideColumn } from './side-column.tsx'

/** What a case is under *contested* to whoever looks at it there; undefined anywhere else. */
export function useContest(view: CaseView | undefined): ContestPage | undefined {
  const { queue, session } = useConsole().stores
  const here = useStore(queue, (state) => state.view.place === 'contested')
  const staff = useStore(session, (state) => state.session?.staff)
  return view && here ? contestPage(view, staff) : undefined
}

/** It scrolls and may hold nothing to press: the keyboard must reach it all the same. */
const SCROLLABLE = { tabIndex: 0 }

export interface ContestViewProps {
  readonly view: CaseView
  readonly page: ContestPage
}

/**
 * Decisions that differ, side by side on the text each was made on, and what becomes of them. The
 * tape, as everywhere, stands above the bar.
 */
export function ContestView({
  view,
  page,
  children,
}: ContestViewProps & { readonly children: ReactNode }) {
  return (
    <main className="desk contest" aria-labelledby="ch" data-case={view.no}>
      <Top view={view} page={page} />
      <div
        className="cbody"
        data-part="case-body"
        role="region"
        aria-label="The decisions"
        {...SCROLLABLE}
      >
        <Pair view={view} page={page} />
        <Now view={view} page={page} />
        <Happenings view={view} page={page} />
      </div>
      {children}
      {page.matter === 'to-rule' ? (
        <RulingBar key={view.no} view={view} page={page} />
      ) : (
        <PartyBar view={view} page={page} />
      )}
    </main>
  )
}

function Top({ view, page }: ContestViewProps) {
  const { comment, severity } = view.case
  return (
    <header className="top">
      <p className="under">
        <Severity level={severity} />
        <span>Under</span>
        <UnderArticle view={view} />
        <span>
          Comment {comment.position} of {comment.total}, by <Name of={comment.authorName} />
        </span>
      </p>
      <h1 id="ch" data-part="case-heading" tabIndex={-1}>
        {contestHeading(view, page)}
      </h1>
      <Stands view={view} page={page} />
    </header>
  )
}

const NEXT: Readonly<Record<ContestPage['matter'], string>> = {
  'to-rule': 'Your ruling is a new decision; none of these is changed.',
  waits: 'A lead will rule; you are told here.',
  again: 'Yours was made on the text before. It was not applied.',
  ended: '',
}

function Stands({ view, page }: ContestViewProps) {
  const strong = useDeskTime((now) => standsSentence(view, page, now).strong)
  const rest = useDeskTime((now) => standsSentence(view, page, now).rest)
  const ending = page.matter === 'ended' ? endingOf(page.contests) : null
  return (
    <div className="note">
      <Icon name="two" />
      <p>
        {ending?.words ? (
          <>
            <b>{ending.by.name}</b> <Ago at={ending.at} />:{' '}
            <span className="words" dir="auto">
              {ending.words}
            </span>{' '}
          </>
        ) : null}
        <b>{strong}</b> {rest} {NEXT[page.matter]}
      </p>
    </div>
  )
}

function Pair({ view, page }: ContestViewProps) {
  const sides = sidesOf(view, page.contests)
  return (
    <div className="pair" data-count={sides.length}>
      {sides.map((side, i) => (
        <SideColumn
          key={side.opId}
          view={view}
          page={page}
          side={side}
          index={sides.length > 1 ? i : undefined}
          former={formerText(view, sides, side)}
        />
      ))}
    </div>
  )
}

/** The newest text before this side's that another side was made on. */
function formerText(view: CaseView, sides: readonly Side[], side: Side): string | undefined {
  const older = sides.map(({ bodyRev }) => bodyRev).filter((rev) => rev < side.bodyRev)
  return older.length === 0 ? undefined : textOf(view, Math.max(...older))
}

/** The text that is there now, where none of the decisions was made on it. */
function Now({ view, page }: ContestViewProps) {
  const { revisions, comment } = view.case
  const newest = Math.max(...sidesOf(view, page.contests).map(({ bodyRev }) => bodyRev))
  if (newest === revisions.bodyRev) return null
  return (
    <section className="now" aria-labelledby="now">
      <h2 id="now">
        The text that is there now <span className="q3">revision {revisions.bodyRev}</span>
        {comment.editedAt ? (
          <span className="q3 small end">
            edited <Ago at={comment.editedAt} />
          </span>
        ) : null}
      </h2>
      <SeenText text={comment.body} former={textOf(view, newest)} />
    </section>
  )
}
