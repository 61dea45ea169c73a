import { createStore, type StoreApi } from 'zustand/vanilla'
import { type CaseRow, type QueueView, WHOLE_QUEUE } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import { above, createQueueLedger, type Place } from './queue-ledger.ts'
import type { Burst } from '../../shared/contract/bursts.ts'
import { bandOf } from './queue-fold.ts'
import { createRowCache } from './row-cache.ts'

/**
 * `order` is the cases one may go to, as numbers; `count` how many wait (one that was decided
 * counts until its decision is on disk); `fresh` those that came above the selected one and have
 * not been looked at.
 */
export interface QueueState extends Place {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly problem: Problem | undefined
  /** Which cases are listed. The order follows when the core has answered. */
  readonly view: QueueView
  /** Whether another view was asked for, whose order is not here yet. */
  readonly turning: boolean
  /** Changes whenever a cached row does. */
  readonly tick: number
}

const EMPTY: QueueState = {
  status: 'loading',
  problem: undefined,
  view: WHOLE_QUEUE,
  turning: false,
  order: [],
  count: 0,
  selected: undefined,
  fresh: new Set(),
  bands: new Map(),
  tick: 0,
}

/** Lists that hold also what was put aside. */
const LISTS_ALL: ReadonlySet<QueueView['place']> = new Set(['mine', 'contested'])

/** The queue: its order as numbers, the rows that were needed, and where one is in it. */
export function createQueueStore(client: Client) {
  const store = createStore<QueueState>(() => EMPTY)
  const ledger = createQueueLedger()
  const rows = createRowCache(client, () => {
    store.setState(({ tick }) => ({ tick: tick + 1 }))
  })
  const publish = (added: readonly number[] = []) => {
    store.setState((former) => ledger.place(former, added))
  }
  const published = (enter: (no: number) => void) => (no: number) => {
    enter(no)
    publish()
  }
  const goTo = (no: number) => {
    const { order, fresh } = store.getState()
    store.setState({ selected: no, fresh: above(order, no, [...fresh]) })
  }
  const { read, show } = createReader(client, store, ledger)
  const bands = createBands(client, store, { ledger, publish })
  client.on('queue.changed', (told) => {
    const added = ledger.change(told)
    if (added) publish(added)
    else void read()
  })

  return Object.assign(store, {
    read: async () => {
      await Promise.all([read(), bands.read()])
    },
    show: async (view: QueueView) => {
      bands.turn(view)
      await show(view)
    },
    /** Lists the cases of the band that a case is in beneath it, or no longer. */
    openBand: bands.open,
    row: (no: number): CaseRow | undefined => rows.get(no),
    /** Fetches those of these rows that are not here, to show them when they come. */
    need: rows.need,
    /** Goes to a case, at once or as soon as it is in the queue. */
    select: (no: number) => {
      const here = store.getState().order.includes(no)
      ledger.want(here ? undefined : no)
      if (here) goTo(no)
      else if (bandOf(store.getState().bands, no)) publish()
    },
    /** Goes down (or up) by `by` rows and stops at the ends. */
    move: (by: number) => {
      const { order, selected } = store.getState()
      const from = selected === undefined ? 0 : order.indexOf(selected)
      const to = order[Math.max(0, Math.min(order.length - 1, from + by))]
      if (to !== undefined && to !== selected) goTo(to)
    },
    /** A case that was handed on or put aside if it leaves this list with that, or null. */
    leavingWith: (no: number): number | null =>
      LISTS_ALL.has(store.getState().view.place) ? null : no,
    /** Whether a decision on it has been made here, on disk or not yet. */
    isLeaving: ledger.isLeaving,
    /** Takes a case out of sight while its decision is being written; the next takes its place. */
    leave: published(ledger.leave),
    /** Its decision is on disk: it counts no longer. */
    letGo: published(ledger.letGo),
    /** Its decision was not kept, or was taken back: it is where it was. */
    comeBack: published(ledger.comeBack),
  })
}
export type QueueStore = ReturnType<typeof createQueueStore>

interface Banded {
  readonly ledger: ReturnType<typeof createQueueLedger>
  readonly publish: () => void
}

/** The bursts of the queue: of the other places, which hold what is few, none is made. */
function createBands(client: Client, store: StoreApi<QueueState>, { ledger, publish }: Banded) {
  let bursts: readonly Burst[] = []
  const lay = (view: QueueView) => {
    ledger.fold(view.place === 'queue' ? bursts : [])
  }
  const read = async () => {
    const answer = await client.call('bursts.list', {})
    if (!answer.ok) return
    if (answer.value.length + bursts.length === 0) return
    bursts = answer.value
    lay(store.getState().view)
    publish()
  }
  client.on('bursts.changed', () => void read())
  return {
    read,
    turn: lay,
    open: (no: number, isOpen: boolean) => {
      const band = bandOf(store.getState().bands, no)
      if (!band || band.open === isOpen) return
      const [first] = band.nos
      ledger.openBand(band.burst.id, isOpen)
      if (!isOpen && first !== undefined) store.setState({ selected: first })
      publish()
    },
  }
}

/** Reads the order of the view that is shown, and changes the view. */
function createReader(
  client: Client,
  store: StoreApi<QueueState>,
  ledger: ReturnType<typeof createQueueLedger>,
) {
  /** Where one was in each place, to come back to. */
  const left = new Map<QueueView['place'], number | undefined>()
  const read = async () => {
    const { view } = store.getState()
    const answer = await client.call('queue.index', view)
    // Another view was asked for in the meantime: its answer is on the way.
    if (store.getState().view !== view) return
    if (!answer.ok) {
      const { status } = store.getState()
      store.setState({
        ...{ status: status === 'ready' ? status : 'failed', problem: answer.problem },
        turning: false,
      })
      return
    }
    ledger.replace(answer.value)
    store.setState((former) => ({
      ...ledger.place(former, []),
      status: 'ready',
      problem: undefined,
      turning: false,
    }))
  }
  return {
    read,
    /** Lists the cases of another view. What is in sight stays until they are here. */
    show: async (view: QueueView) => {
      const former = store.getState()
      if (former.view.place !== view.place) {
        left.set(former.view.place, former.selected)
        ledger.want(left.get(view.place))
      }
      ledger.turn()
      store.setState({ view, fresh: new Set(), turning: true })
      await read()
    },
  }
}
