import { createStore } from 'zustand/vanilla'
import type { QueueCounts } from '../../shared/contract/models.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface CountsState {
  /** Undefined until the core has answered. */
  readonly counts: QueueCounts | undefined
}

/** How many cases are where, for the masthead and the filters. */
export function createCountsStore(client: Client) {
  const store = createStore<CountsState>(() => ({ counts: undefined }))
  client.on('counts.changed', (counts) => {
    store.setState({ counts })
  })
  return Object.assign(store, {
    read: async () => {
      const answer = await client.call('queue.counts', {})
      if (answer.ok) store.setState({ counts: answer.value })
    },
  })
}
