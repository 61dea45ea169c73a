import { createStore } from 'zustand/vanilla'
import type { SyncView } from '../../shared/contract/models.ts'
import type { Client } from '../../shared/rpc/connect.ts'

/** What came of the last time that a person asked for a sync. */
type Came = 'nothing' | 'asked' | 'no line' | 'synced'

export interface SyncState {
  readonly sync: SyncView | undefined
  /** When the line is tried again, on the steady clock; undefined while trying, or while there is one. */
  readonly tryAt: number | undefined
  readonly came: Came
}

/** What sync is doing, as the core last said. */
export function createSyncStore(client: Client, steady: () => number) {
  const store = createStore<SyncState>(() => ({
    ...{ sync: undefined, tryAt: undefined, came: 'nothing' },
  }))
  const show = (sync: SyncView) => {
    const { nextTryMs } = sync
    store.setState(({ came }) => ({
      sync,
      tryAt: nextTryMs === null ? undefined : steady() + nextTryMs,
      came: cameOf(came, sync),
    }))
  }
  client.on('sync.changed', (sync) => {
    show(sync)
  })
  const take = async (call: ReturnType<typeof client.call<'sync.get'>>) => {
    const answer = await call
    if (answer.ok) show(answer.value)
  }
  return Object.assign(store, {
    read: () => take(client.call('sync.get', {})),
    /** Sends what waits and asks for what is new, at once. What is held for undo stays held. */
    now: () => {
      store.setState({ came: 'asked' })
      return take(client.call('sync.now', { release: false }))
    },
  })
}
function cameOf(came: Came, { state, nextTryMs }: SyncView): Came {
  if (came === 'asked' && state === 'offline') return nextTryMs === null ? 'asked' : 'no line'
  if (came === 'asked') return state === 'synced' ? 'synced' : 'asked'
  return came === 'no line' && state !== 'offline' ? 'nothing' : came
}

export type SyncStore = ReturnType<typeof createSyncStore>
