import { createStore } from 'zustand/vanilla'
import type { DeliveryView } from '../../shared/contract/models.ts'
import type { Client } from '../../shared/rpc/connect.ts'

const KEPT = 50

/** One decision of this device, and until when (the steady clock) it is held. */
export interface Entry {
  readonly delivery: DeliveryView
  readonly heldUntil: number
}

export interface TapeState {
  /** The newest first. */
  readonly entries: readonly Entry[]
  /** Said in the place of the last decision until the next thing happens. */
  readonly remark: string | undefined
  /** What is read out, once each time it changes. */
  readonly said: string
}

/** What `z` found: what to do next is the caller's business. */
export type Undone =
  | { readonly result: 'withdrawn'; readonly delivery: DeliveryView }
  | { readonly result: 'too-late'; readonly delivery: DeliveryView }
  | { readonly result: 'nothing' }

/** What was decided on this device, the last first: the one line above the decision bar. */
export function createTapeStore(client: Client, steady: () => number) {
  const store = createStore<TapeState>(() => ({ entries: [], remark: undefined, said: '' }))
  /** Undone by a restore that was made here. */
  const restored = new Set<string>()

  const entry = (delivery: DeliveryView): Entry => ({
    delivery,
    heldUntil: steady() + delivery.heldForMs,
  })
  const put = (delivery: DeliveryView) => {
    store.setState(({ entries }) => {
      const known = entries.some((one) => one.delivery.opId === delivery.opId)
      const next = known
        ? entries.map((one) => (one.delivery.opId === delivery.opId ? entry(delivery) : one))
        : [entry(delivery), ...entries]
      return { entries: next.slice(0, KEPT) }
    })
  }
  client.on('delivery.changed', put)
  const target = () => lastThatStands(store.getState().entries, restored)

  return Object.assign(store, {
    read: async () => {
      const answer = await client.call('decision.recent', { limit: KEPT })
      if (answer.ok) store.setState({ entries: answer.value.map(entry) })
    },
    /** A decision is on disk. */
    made: (delivery: DeliveryView, restores: string | null) => {
      if (restores !== null) restored.add(restores)
      store.setState({ remark: undefined })
      put(delivery)
    },
    remark: (remark: string | undefined) => {
      store.setState(remark === undefined ? { remark } : { remark, said: remark })
    },
    say: (said: string) => {
      store.setState({ said })
    },
    /** The decision that `z` is about, or undefined. */
    target,
    /** Takes the last decision back if it has not left. */
    undo: async (): Promise<Undone> => {
      const last = target()
      if (!last) return { result: 'nothing' }
      if (!last.delivery.canUndo) return { result: 'too-late', delivery: last.delivery }
      const answer = await client.call('decision.undo', { opId: last.delivery.opId })
      if (!answer.ok) {
        store.setState({ remark: answer.problem.message, said: answer.problem.message })
        return { result: 'nothing' }
      }
      if (answer.value.result !== 'nothing') put(answer.value.delivery)
      return answer.value
    },
  })
}
export type TapeStore = ReturnType<typeof createTapeStore>

/** The newest decision that still means something: not withdrawn, not overtaken, not put right. */
export function lastThatStands(
  entries: readonly Entry[],
  restored: ReadonlySet<string> = new Set(),
): Entry | undefined {
  return entries.find(
    ({ delivery: { state, opId } }) =>
      state !== 'withdrawn' && state !== 'superseded' && !restored.has(opId),
  )
}
