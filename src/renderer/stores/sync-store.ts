import { createStore } from 'zustand/vanilla'
import type { SyncView } from '../../shared/contract/models.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface SyncState {
  readonly sync: SyncView | undefined
}

/** What sync is doing, as the core last said. */
export function createSyncStore(client: Client) {
  const store = createStore<SyncState>(() => ({ sync: undefined }))
  client.on('sync.changed', (sync) => {
    store.setState({ sync })
  })
  const take = async (call: ReturnType<typeof client.call<'sync.get'>>) => {
    const answer = await call
    if (answer.ok) store.setState({ sync: answer.value })
  }
  return Object.assign(store, {
    read: () => take(client.call('sync.get', {})),
    /** Sends what waits and asks for what is new, at once. What is held for undo stays held. */
    now: () => take(client.call('sync.now', { release: false })),
  })
}
export type SyncStore = ReturnType<typeof createSyncStore>
