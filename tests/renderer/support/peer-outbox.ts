import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { Outbox, Reconnect } from '../../../src/shared/contract/outbox.ts'

/** What the peer has waiting, and the last time that it came back. A test sets both. */
export interface PeerOutbox {
  outbox: Outbox
  reconnect: Reconnect | null
}

export const nothingWaits = (): PeerOutbox => ({
  outbox: { items: [], count: 0, oldest: null, sights: 0 },
  reconnect: null,
})

type OutboxHandlers = Pick<Handlers, 'outbox.get' | 'reconnect.get' | 'reconnect.told'>

export function outboxHandlers(of: PeerOutbox): OutboxHandlers {
  return {
    'outbox.get': () => of.outbox,
    'reconnect.get': () => of.reconnect,
    'reconnect.told': () => {
      if (of.reconnect) of.reconnect = { ...of.reconnect, told: true }
      return {}
    },
  }
}
