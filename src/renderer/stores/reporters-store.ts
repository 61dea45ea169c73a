import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Reporter, Reporters } from '../../shared/desk/reporters.ts'
import { instant } from '../../shared/domain/instant.ts'
import type { Answer, Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

/** A mute that is being written. */
export interface MuteForm {
  readonly reader: string
  readonly days: number
  readonly reason: string
  /** What is missing, in words. */
  readonly wrong: string | undefined
}

export interface ReportersState {
  /** The case whose reporters are shown. */
  readonly no: number | undefined
  readonly found: Reporters | undefined
  /** Whether it is shown who they are. */
  readonly named: boolean
  readonly marked: number
  readonly busy: boolean
  readonly problem: Problem | undefined
  readonly form: MuteForm | undefined
}

const EMPTY: ReportersState = {
  ...{ no: undefined, found: undefined, named: false, marked: 0 },
  ...{ busy: false, problem: undefined, form: undefined },
}

const DAY_MS = 24 * 60 * 60_000
const MOST_WORDS = 2000

/** Those who reported one case: asked of the desk, and forgotten when another is looked at. */
export function createReportersStore(client: Client) {
  const store = createStore<ReportersState>(() => EMPTY)
  const marked = (): Reporter | undefined => {
    const { found, marked: at } = store.getState()
    return found?.reporters[at]
  }
  const read = async (named: boolean) => {
    const { no } = store.getState()
    if (no === undefined) return
    store.setState({ busy: true, problem: undefined })
    const answer = await client.call('reporters.get', { no, named })
    if (store.getState().no !== no) return
    if (answer.ok) store.setState({ busy: false, found: answer.value, named })
    else store.setState({ busy: false, problem: answer.problem })
  }
  return Object.assign(store, {
    marked,
    /** Shows those of a case, by pseudonym. */
    open: async (no: number) => {
      store.setState({ ...EMPTY, no })
      await read(false)
    },
    /** Shows who they are; the desk puts on the log that somebody looked. */
    name: () => read(true),
    close: () => {
      store.setState(EMPTY)
    },
    step: (by: 1 | -1) => {
      const { found, marked: at, form } = store.getState()
      const count = found?.reporters.length ?? 0
      if (count > 0 && !form) store.setState({ marked: (at + by + count) % count })
    },
    mark: (at: number) => {
      if (!store.getState().form) store.setState({ marked: at })
    },
    ...muters(client, store, { marked, read }),
  })
}

interface Reading {
  readonly marked: () => Reporter | undefined
  readonly read: (named: boolean) => Promise<void>
}

/** Muting a reader, and ending it. */
function muters(client: Client, store: StoreApi<ReportersState>, { marked, read }: Reading) {
  const finish = async (answer: Answer<unknown>) => {
    if (!answer.ok) {
      store.setState({ busy: false, problem: answer.problem })
      return
    }
    store.setState({ form: undefined })
    await read(store.getState().named)
  }
  return {
    /** Begins to mute the marked one, or ends their mute. */
    mute: async () => {
      const { busy, form } = store.getState()
      const one = marked()
      if (!one || busy || form) return
      if (one.mute) {
        store.setState({ busy: true, problem: undefined })
        await finish(await client.call('reader.end-mute', { muteId: one.mute.muteId }))
      } else {
        const fresh = { reader: one.reader, days: 7, reason: '', wrong: undefined }
        store.setState({ form: fresh, problem: undefined })
      }
    },
    fill: (parts: Partial<MuteForm>) => {
      const { form } = store.getState()
      if (form) store.setState({ form: { ...form, wrong: undefined, ...parts } })
    },
    /** Leaves the form, if there is one; false where there is none. */
    leaveForm: (): boolean => {
      const isOpen = store.getState().form !== undefined
      if (isOpen) store.setState({ form: undefined, problem: undefined })
      return isOpen
    },
    /** Mutes as the form says, or says what is missing. `now` is the desk's clock. */
    send: async (now: number) => {
      const { form, no, busy } = store.getState()
      if (!form || no === undefined || busy) return
      const wrong = missing(form)
      if (wrong !== undefined) {
        store.setState({ form: { ...form, wrong } })
        return
      }
      store.setState({ busy: true, problem: undefined })
      const { reader, days } = form
      // A moment earlier: the desk's clock may be a little behind what this machine makes of it.
      const until = instant(now + days * DAY_MS - 60_000)
      const reason = form.reason.trim()
      await finish(await client.call('reader.mute', { no, reader, until, reason }))
    },
  }
}

function missing({ reason }: MuteForm): string | undefined {
  const { length } = reason.trim()
  if (length === 0) return 'Say in a few words why. The reason is kept with the mute.'
  return length > MOST_WORDS ? `${length - MOST_WORDS} characters too many. Shorten it.` : undefined
}
