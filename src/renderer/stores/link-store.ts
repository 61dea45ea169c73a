import { createStore } from 'zustand/vanilla'
import { problem } from '../../shared/domain/problem.ts'
import { type Client, connect } from '../../shared/rpc/connect.ts'
import type { Wire } from '../../shared/rpc/wire.ts'

/** Why there is no line to the program. */
export type Ending = 'wrong-token' | 'superseded' | 'lost'

/** Opens a line to the program: a wire and how it will end, or why there is none. */
export type Dial = () => Promise<{ readonly wire: Wire; readonly ended: Promise<Ending> } | Ending>

export interface LinkState {
  readonly line: 'connecting' | 'open' | Ending
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5000

/**
 * The line between this window and its program. It is opened again whenever it is lost, and
 * `client` goes on being the same; only after another window took over is it left alone.
 */
export function createLinkStore(dial: Dial) {
  const store = createStore<LinkState>(() => ({ line: 'connecting' }))
  /** Each puts one listener on a client and gives back how to take it off. */
  const listeners = new Set<(client: Client) => () => void>()
  let current: Client | undefined
  let onOpen: () => void = () => undefined

  const open = async (wait: number): Promise<void> => {
    const line = await dial()
    if (typeof line === 'string') {
      ended(line, wait)
      return
    }
    const client = connect(line.wire)
    for (const attach of listeners) attach(client)
    current = client
    store.setState({ line: 'open' })
    onOpen()
    ended(await line.ended, FIRST_WAIT_MS)
  }
  const ended = (ending: Ending, wait: number) => {
    current = undefined
    store.setState({ line: ending })
    if (ending !== 'lost') return
    setTimeout(() => void open(Math.min(wait * 2, LONGEST_WAIT_MS)), wait)
  }

  const client: Client = {
    call: async (method, input) =>
      current
        ? current.call(method, input)
        : { ok: false, problem: problem('desk-unreachable', 'This window has lost its program.') },
    on: (name, listener) => {
      const attach = (to: Client) => to.on(name, listener)
      listeners.add(attach)
      const off = current && attach(current)
      return () => {
        listeners.delete(attach)
        off?.()
      }
    },
    onClose: (listener) => {
      store.subscribe(({ line }, former) => {
        if (former.line === 'open' && line !== 'open') listener()
      })
    },
  }
  return Object.assign(store, {
    client,
    /** Opens the line; `each` is told every time it is open, to read everything anew. */
    start: (each: () => void) => {
      onOpen = each
      void open(FIRST_WAIT_MS)
    },
    /** Takes the program back from the window that took over. */
    retake: () => {
      store.setState({ line: 'connecting' })
      void open(FIRST_WAIT_MS)
    },
  })
}
export type LinkStore = ReturnType<typeof createLinkStore>
