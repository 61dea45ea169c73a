import { createStore } from 'zustand/vanilla'
import type { SessionView } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface SessionState {
  /** Undefined until the core has answered. */
  readonly session: SessionView | undefined
  /** Whether a sign-in or sign-out is on its way. */
  readonly busy: boolean
  /** Why the last sign-in, sign-out or look at the session failed. */
  readonly problem: Problem | undefined
}

/** Who is signed in, to which desk. */
export function createSessionStore(client: Client) {
  const store = createStore<SessionState>(() => ({
    session: undefined,
    busy: false,
    problem: undefined,
  }))
  const asked = async (call: ReturnType<typeof client.call<'session.get'>>) => {
    store.setState({ busy: true, problem: undefined })
    const answer = await call
    if (answer.ok) store.setState({ session: answer.value, busy: false })
    else store.setState({ problem: answer.problem, busy: false })
  }
  client.on('session.changed', (session) => {
    store.setState({ session })
  })
  return Object.assign(store, {
    read: () => asked(client.call('session.get', {})),
    /** Signs in at the desk; what went wrong is in `problem`, in words. */
    signIn: (name: string, password: string) =>
      asked(client.call('session.sign-in', { name, password })),
    signOut: () => asked(client.call('session.sign-out', {})),
  })
}
export type SessionStore = ReturnType<typeof createSessionStore>
