import { createStore } from 'zustand/vanilla'
import type { CaseView, DeliveryView } from '../../shared/contract/models.ts'
import type { Answer } from '../../shared/domain/problem.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import {
  type Choice,
  choiceOfKey,
  decisionOf,
  markable,
  type PickedVerb,
  type Picking,
  pickingOf,
  stepped,
} from './picking.ts'
import type { QueueStore } from './queue-store.ts'

export type Decide = { readonly at: 'idle' } | Picking

const IDLE: Decide = { at: 'idle' }

export interface DecideSurroundings {
  readonly client: Client
  readonly queue: QueueStore
  readonly terms: () => Terms | undefined
  readonly steady: () => number
  /** Puts a case on the screen, be it in the queue or not. */
  readonly show: (no: number) => void
  /** Told when a case is decided, before it is on disk: the next one takes its place. */
  readonly onLeave: () => void
  /** Told of each decision when it is on disk. */
  readonly onMade: (delivery: DeliveryView, restores: string | null) => void
}

/** From the verb to a decision that is on disk. */
export function createDecideStore(around: DecideSurroundings) {
  const store = createStore<Decide>(() => IDLE)
  const current = () => {
    const state = store.getState()
    return state.at === 'picking' ? state : undefined
  }
  const show = (state: Decide) => {
    store.setState(state, true)
  }
  const writer = createWriter(around, (unkept) => {
    if (current()) return false // the open choice is finished first
    around.show(unkept.view.no)
    show({ ...unkept, since: around.steady() })
    return true
  })
  const decide = (choice: Choice | undefined, at: number) => {
    const picking = current()
    if (!picking || !choice || at < picking.since) return
    show(IDLE)
    writer.write(picking, choice)
    writer.showUnkept()
  }

  return Object.assign(store, {
    /** Opens the grounds of a verb for a case as it was on the screen. */
    begin: (verb: PickedVerb, view: CaseView, restores: string | null = null) => {
      const terms = around.terms()
      if (terms) show(pickingOf(terms, verb, { view, restores }))
    },
    /** Leaves without deciding. */
    leave: () => {
      show(IDLE)
      writer.showUnkept()
    },
    mark: (marked: number) => {
      const picking = current()
      if (picking) show({ ...picking, marked })
    },
    /** Marks the next (or the one before), round the ends. */
    step: (by: 1 | -1) => {
      const picking = current()
      if (picking) show(stepped(picking, by))
    },
    /** Decides by the marked ground; a press from before the list was there is not for it. */
    take: (at: number) => {
      const picking = current()
      if (picking) decide(markable(picking)[picking.marked], at)
    },
    /** Decides by a ground's own letter, or by its digit among the likeliest. */
    press: (key: string, at: number) => {
      const picking = current()
      if (picking) decide(choiceOfKey(picking, key), at)
    },
    /** When every decision that was made is on disk or has come back. */
    written: writer.written,
  })
}
export type DecideStore = ReturnType<typeof createDecideStore>

/**
 * Writes decisions by the core. The case is out of sight at once and counts until the core has it
 * on disk; one that could not be kept comes back with its choice and the reason.
 */
function createWriter(
  { client, queue, onLeave, onMade }: DecideSurroundings,
  present: (unkept: Picking) => boolean,
) {
  const unkept: Picking[] = []
  const writing = new Set<Promise<void>>()

  const showUnkept = () => {
    const [next] = unkept
    if (next && present(next)) unkept.shift()
  }
  const settle = (picking: Picking, answer: Answer<DeliveryView>) => {
    const { no } = picking.view
    if (answer.ok) {
      queue.letGo(no)
      onMade(answer.value, picking.restores)
      return
    }
    queue.comeBack(no)
    unkept.push({ ...picking, problem: answer.problem })
    showUnkept()
  }
  return {
    showUnkept,
    write: (picking: Picking, choice: Choice) => {
      const marked = picking.likeliest.length + picking.choices.indexOf(choice)
      queue.leave(picking.view.no)
      onLeave()
      const done = client.call('decision.record', decisionOf(picking, choice)).then((answer) => {
        settle({ ...picking, marked }, answer)
      })
      writing.add(done)
      void done.finally(() => writing.delete(done))
    },
    written: async () => {
      await Promise.allSettled([...writing])
    },
  }
}
