import { useStore } from 'zustand'
import { type CaseView, WHOLE_QUEUE } from '../shared/contract/models.ts'
import { may } from '../shared/domain/permission.ts'
import { useConsole } from './context.tsx'
import { AmendView } from './features/amend/amend-view.tsx'
import { AskPanel } from './features/ask/ask-panel.tsx'
import { BatchEnding } from './features/batch/batch-ending.tsx'
import { BatchView } from './features/batch/batch-view.tsx'
import { CaseBody } from './features/case/case-body.tsx'
import { CaseHead } from './features/case/case-head.tsx'
import { Facts } from './features/case/facts.tsx'
import { NoCase } from './features/case/no-case.tsx'
import { useLooking } from './features/case/use-looking.ts'
import { usePainted } from './features/case/use-painted.ts'
import { useSeen } from './features/case/use-seen.ts'
import { ContestView, useContest } from './features/contested/contest-view.tsx'
import { DecisionBar } from './features/decide/decision-bar.tsx'
import { Picker } from './features/decide/picker.tsx'
import { Peek } from './features/flow/peek.tsx'
import { LogView } from './features/log/log-view.tsx'
import { Masthead } from './features/masthead/masthead.tsx'
import { AtRest } from './features/plain/at-rest.tsx'
import { Banner } from './features/plain/banner.tsx'
import { QueueView } from './features/queue/queue-view.tsx'
import { SearchView } from './features/search/search-view.tsx'
import { ComingBack, NextTry, Skew } from './features/status/line-facts.tsx'
import { StatusLine } from './features/status/status-line.tsx'
import { Tape } from './features/tape/tape.tsx'
import { sameView } from './stores/filters.ts'

/** Where decisions are made: the queue, one case, its facts, and what was decided last. */
export function Desk() {
  const { stores, link } = useConsole()
  const selected = useStore(stores.queue, (state) => state.selected)
  const visiting = useStore(stores.cases, (state) => state.visiting)
  const role = useStore(stores.session, (state) => state.session?.staff?.role)
  const lost = useStore(link, (state) => state.line === 'lost' || state.line === 'connecting')
  const no = role && !may(role, 'queue.read') ? undefined : (visiting ?? selected)
  return (
    <div className="app">
      <Banner lost={lost} />
      <Masthead />
      <Place no={no} />
      <StatusLine>
        <NextTry />
        <ComingBack />
        <BatchEnding />
        <Skew />
      </StatusLine>
    </div>
  )
}

/** What has the window between the masthead and the status line. */
function Place({ no }: { readonly no: number | undefined }) {
  const { place, queue } = useConsole().stores
  const at = useStore(place, (state) => state.at)
  const whole = useStore(queue, (state) => sameView(state.view, WHOLE_QUEUE))
  if (at === 'log') return <LogView />
  if (at === 'search') return <SearchView />
  if (at === 'batch') return <BatchView />
  if (no !== undefined) return <WithCase no={no} />
  return whole ? <Alone /> : <NothingListed />
}

/** The list is empty as it is narrowed; the way back is in it. */
function NothingListed() {
  usePainted(undefined)
  return (
    <>
      <QueueView />
      <main className="desk listless" aria-labelledby="ch">
        <AtRest />
        <Tape />
      </main>
    </>
  )
}

function Alone() {
  usePainted(undefined)
  return (
    <main className="desk alone" aria-labelledby="ch">
      <AtRest />
      <Tape />
    </main>
  )
}

function WithCase({ no }: { readonly no: number }) {
  const { cases, decide, terms } = useConsole().stores
  const judgeable = useStore(terms, ({ versions }) => versions.length > 0)
  // Selected by what is cached and not by the tick: a neighbour that arrives changes nothing here.
  const cached = useStore(cases, () => cases.view(no))
  // A first sync may bring a case a moment before its rules are read: no verb could be pressed.
  const view = judgeable ? cached : undefined
  const amending = useStore(decide, (state) => state.at === 'amending')
  const contest = useContest(view)
  usePainted(view)
  useSeen(view?.no)
  useLooking(view?.no)
  if (amending)
    return (
      <>
        <QueueView />
        <AmendView />
      </>
    )
  return (
    <>
      <QueueView />
      {view && contest ? (
        <ContestView view={view} page={contest}>
          <Tape />
        </ContestView>
      ) : (
        <Case no={no} view={view} />
      )}
      <Picker />
      <AskPanel />
      <Peek />
    </>
  )
}

function Case({ no, view }: { readonly no: number; readonly view: CaseView | undefined }) {
  return (
    <>
      <main className="desk" aria-labelledby="ch" data-case={view?.no}>
        <CaseHead no={no} view={view} />
        <Body no={no} view={view} />
        <Tape />
        <DecisionBar view={view} />
      </main>
      <Facts view={view} />
    </>
  )
}

function Body({ no, view }: { readonly no: number; readonly view: CaseView | undefined }) {
  return view ? <CaseBody view={view} /> : <NoCase no={no} />
}
