import { createStore } from 'zustand/vanilla'
import type { QueueStore } from './queue-store.ts'

/** How many of the next cases are shown. */
const AHEAD = 3

/** Whether the words of the next cases are shown beside the one on the screen. */
export interface PeekState {
  readonly open: boolean
}

/** Looking ahead without moving. It closes by itself as soon as one moves or begins to decide. */
export function createPeek(
  queue: QueueStore,
  deciding: { readonly subscribe: (told: () => void) => unknown },
) {
  const store = createStore<PeekState>(() => ({ open: false }))
  const close = () => {
    if (store.getState().open) store.setState({ open: false })
  }
  queue.subscribe((now, former) => {
    if (now.selected !== former.selected || now.view !== former.view) close()
  })
  deciding.subscribe(close)
  return Object.assign(store, {
    toggle: () => {
      store.setState(({ open }) => ({ open: !open }))
    },
    close,
  })
}

/** The cases after this one, as far as they are shown. */
export function ahead(order: readonly number[], selected: number | undefined): readonly number[] {
  if (selected === undefined) return []
  const at = order.indexOf(selected)
  return at < 0 ? [] : order.slice(at + 1, at + 1 + AHEAD)
}
