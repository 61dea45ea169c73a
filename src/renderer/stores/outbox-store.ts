import { createStore } from 'zustand/vanilla'
import type { Outbox, Reconnect } from '../../shared/contract/outbox.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface OutboxState {
  /** What waits on this machine; undefined until the core has answered. */
  readonly outbox: Outbox | undefined
  /** The steady clock when that was said: what is held is counted down from it. */
  readonly readAt: number
  /** The last time contact came back while something waited, or null. */
  readonly reconnect: Reconnect | null
}

/** What waits to be sent, and what became of what waited the last time. */
export function createOutboxStore(client: Client, steady: () => number) {
  const store = createStore<OutboxState>(() => ({
    ...{ outbox: undefined, readAt: 0, reconnect: null },
  }))
  client.on('reconnect.changed', (reconnect) => {
    store.setState({ reconnect })
  })
  let isReading = false
  let asked = 0
  /** One call at a time, and one more after it, however often it is asked for meanwhile. */
  const refresh = async () => {
    asked++
    if (isReading) return
    isReading = true
    for (let done = 0; done < asked;) {
      done = asked
      const answer = await client.call('outbox.get', {})
      if (answer.ok) store.setState({ outbox: answer.value, readAt: steady() })
    }
    isReading = false
  }
  return Object.assign(store, {
    refresh,
    read: async () => {
      const answer = await client.call('reconnect.get', {})
      if (answer.ok) store.setState({ reconnect: answer.value })
      await refresh()
    },
    /** The person has seen what became of it. */
    told: async (id: number) => {
      await client.call('reconnect.told', { id })
    },
  })
}
