import { createStore } from 'zustand/vanilla'
import type { QueueView } from '../../shared/contract/models.ts'
import type { LeftOut } from '../../shared/desk/claims.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import type { BatchStore } from './batch-store.ts'
import { askOf, emptyForm, type TakeField, type TakeForm } from './take-form.ts'

/** A batch that was taken. */
export interface Taken {
  readonly asked: number
  readonly nos: readonly number[]
  readonly leftOut: LeftOut
  readonly until: string
  readonly alone: boolean
}

export interface TakeState {
  /** Undefined while the sheet has not been opened. */
  readonly form: TakeForm | undefined
  /** The field that is wrong, and how. */
  readonly wrong: { readonly field: TakeField; readonly words: string } | undefined
  /** Whether the desk is being asked. */
  readonly busy: boolean
  /** Why the desk could not be asked, or refused. */
  readonly problem: Problem | undefined
  readonly taken: Taken | undefined
}

const EMPTY: TakeState = {
  ...{ form: undefined, wrong: undefined, busy: false, problem: undefined, taken: undefined },
}

/** Taking a batch: what is filled in, what is wrong with it, and what became of it. */
export function createTakeStore(client: Client, batch: BatchStore) {
  const store = createStore<TakeState>(() => EMPTY)
  return Object.assign(store, {
    begin: (view: QueueView) => {
      store.setState({ ...EMPTY, form: emptyForm(view) })
    },
    fill: (parts: Partial<TakeForm>) => {
      const { form } = store.getState()
      if (form) store.setState({ form: { ...form, ...parts }, wrong: undefined })
    },
    /**
     * Asks the desk for it, or says what is wrong. `now` is the desk's clock. Once it is taken, `behind`
     * puts in place what the sheet leads to, before the sheet says so and the next key can come.
     */
    send: async (now: number, behind: () => void): Promise<void> => {
      const { form, busy } = store.getState()
      if (!form || busy) return
      const checked = askOf(form, now)
      if ('wrong' in checked) {
        store.setState({ wrong: { field: checked.field, words: checked.wrong } })
        return
      }
      store.setState({ busy: true, problem: undefined, wrong: undefined })
      const answer = await client.call('batch.take', checked.ask)
      if (!answer.ok) {
        store.setState({ busy: false, problem: answer.problem })
        return
      }
      const { taken, leftOut } = answer.value
      const { n, until, alone } = checked.ask
      await batch.read()
      behind()
      store.setState({ busy: false, taken: { asked: n, nos: taken, leftOut, until, alone } })
    },
  })
}
