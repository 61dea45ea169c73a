import { createStore } from 'zustand/vanilla'
import type { CaseView } from '../../shared/contract/models.ts'
import { instant } from '../../shared/domain/instant.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import { type AsideTime, asideTimes, typedTime } from './aside-times.ts'
import type { Writer } from './decide-writer.ts'
import { asideSaid } from './flow-words.ts'
import { markedOf } from './marked.ts'
import type { createOverlayStore } from './overlay-store.ts'
import type { QueueStore } from './queue-store.ts'
import type { TapeStore } from './tape-store.ts'

export interface AsideState {
  /** The case as it was on the screen. */
  readonly view: CaseView | undefined
  /** What is offered, fixed from the moment the sheet opens. */
  readonly times: readonly AsideTime[]
  /** Why it could not be put aside a moment ago, or what is wrong with what was typed. */
  readonly problem: string | undefined
}

export interface AsideNeeds {
  readonly client: Client
  readonly writer: Writer
  readonly queue: QueueStore
  readonly overlay: ReturnType<typeof createOverlayStore>
  readonly tape: TapeStore
  /** The desk's clock, in milliseconds since 1970. */
  readonly deskNow: () => number
  readonly show: (no: number) => void
  readonly idle: () => boolean
}

/** What may be taken: what is typed where it is a time, else what is offered. */
export function asideEntries(
  times: readonly AsideTime[],
  query: string,
  now: number,
): { readonly entries: readonly AsideTime[]; readonly wrong: string | undefined } {
  const typed = typedTime(query, now)
  if (typed === undefined) return { entries: times, wrong: undefined }
  if (typeof typed !== 'string') return { entries: [typed], wrong: undefined }
  const words = query.trim().toLowerCase()
  const entries = times.filter(({ title }) => title.toLowerCase().includes(words))
  return { entries, wrong: entries.length > 0 ? undefined : typed }
}

/** Putting a case aside until a time, and taking it out again. */
export function createPuttingAside(needs: AsideNeeds) {
  const { client, writer, queue, overlay, tape, deskNow, show, idle } = needs
  const store = createStore<AsideState>(() => ({ view: undefined, times: [], problem: undefined }))
  const open = (view: CaseView, problem?: string) => {
    store.setState({ view, times: asideTimes(deskNow()), problem })
    overlay.open('aside')
  }
  const put = (view: CaseView, { at }: AsideTime) => {
    const { no } = view
    overlay.close()
    writer.write({
      leaves: queue.leavingWith(no),
      call: () => client.call('case.aside', { no, until: instant(at) }),
      onMade: ({ former }) => {
        const undo = () => undoPut(needs, no, former)
        tape.did({ told: asideSaid.put(at, deskNow()), icon: 'clock', undo })
      },
      present: (problem) => {
        if (!idle()) return false // what is open is finished first
        show(no)
        open(view, problem.message)
        return true
      },
    })
  }
  return Object.assign(store, {
    /** Opens the times for a case as it was on the screen; one that is aside is taken out again. */
    begin: async (view: CaseView) => {
      if (view.aside) await takeOut(needs, view)
      else open(view)
    },
    /** Puts it aside until the marked one of those that fit what is typed. */
    take: (query: string, marked: number) => {
      const { view, times } = store.getState()
      const { entries } = asideEntries(times, query, deskNow())
      const entry = entries[markedOf(marked, entries.length)]
      if (view && entry) put(view, entry)
    },
  })
}

/** Takes a case out again. */
async function takeOut(
  { client, tape, queue, deskNow }: AsideNeeds,
  { no, aside }: CaseView,
): Promise<void> {
  const answer = await client.call('case.aside-end', { no })
  if (!answer.ok) {
    tape.remark(answer.problem.message)
    return
  }
  queue.comeBack(no)
  const until = aside?.back === null ? aside.until : undefined
  const again = async () => {
    if (until === undefined || Date.parse(until) <= deskNow())
      return 'Its time is up by now. Press s to put it aside anew.'
    const put = await client.call('case.aside', { no, until })
    return put.ok ? asideSaid.putAgain : put.problem.message
  }
  tape.did({ told: asideSaid.out, icon: 'clock', undo: again })
}

/** As it was before: in the queue, or aside until an earlier choice. */
async function undoPut(
  { client, queue, deskNow }: AsideNeeds,
  no: number,
  former: string | null,
): Promise<string> {
  const isStill = former !== null && Date.parse(former) > deskNow()
  const answer = isStill
    ? await client.call('case.aside', { no, until: former })
    : await client.call('case.aside-end', { no })
  if (!answer.ok) return answer.problem.message
  if (!isStill) queue.comeBack(no)
  return isStill ? asideSaid.putAgain : asideSaid.outAgain
}
