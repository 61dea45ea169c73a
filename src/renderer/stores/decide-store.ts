import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CaseView, DeliveryView, ErrandView } from '../../shared/contract/models.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import { amenders } from './amend-actions.ts'
import { askers } from './ask-actions.ts'
import type { Amending } from './amending.ts'
import type { Asking } from './asking.ts'
import { createWriter, type Writer } from './decide-writer.ts'
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

export type Decide = { readonly at: 'idle' } | Picking | Amending | Asking

export const IDLE: Decide = { at: 'idle' }

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
  /** Told of each errand when it is on disk, with what it was. */
  readonly onErrand: (errand: ErrandView, asked: Asking) => void
}

/** What the parts of the store work with. */
export interface Deciding {
  readonly store: StoreApi<Decide>
  readonly around: DecideSurroundings
  readonly writer: Writer
  readonly show: (state: Decide) => void
  /** What was left unfinished on a case, until it is decided. */
  readonly drafts: Map<string, Amending | Asking>
  /** Writes a decision; `form` is opened again where it could not be kept. */
  readonly decide: (decision: NewDecision, form: Picking | Amending) => void
}

/** From the verb to a decision that is on disk, and from a question to one that is asked. */
export function createDecideStore(around: DecideSurroundings) {
  const store = createStore<Decide>(() => IDLE)
  const deciding = createDeciding(store, around)
  const { writer, show } = deciding
  const pick = pickers(deciding)
  const amend = amenders(deciding)
  const ask = askers(deciding)

  return Object.assign(store, {
    ...pick,
    amend,
    ask,
    /** Leaves without deciding. What was begun is kept for this case. */
    leave: () => {
      amend.keep()
      ask.keep()
      show(IDLE)
      writer.showUnkept()
    },
    /** A letter or digit: by what is open, a ground that decides, or the rule of a cut. */
    press: (key: string, at: number) => {
      const { at: form } = store.getState()
      if (form === 'amending') amend.rule(key, at)
      else if (form === 'asking') ask.rule(key)
      else pick.choose(key, at)
    },
    /** When every decision that was made is on disk or has come back. */
    written: writer.written,
  })
}

function createDeciding(store: StoreApi<Decide>, around: DecideSurroundings): Deciding {
  const { client, queue, onLeave, onMade, steady } = around
  const writer = createWriter(queue, onLeave)
  const drafts: Deciding['drafts'] = new Map()
  const show = (state: Decide) => {
    store.setState(state, true)
  }
  const decide: Deciding['decide'] = (decision, form) => {
    const { no } = form.view
    show(IDLE)
    writer.write({
      leaves: no,
      call: () => client.call('decision.record', decision),
      onMade: (delivery) => {
        drafts.delete(`amending ${no}`)
        onMade(delivery, decision.restores)
      },
      present: (problem) => {
        if (store.getState().at !== 'idle') return false // the open choice is finished first
        around.show(no)
        show({ ...form, problem, since: steady() })
        return true
      },
    })
    writer.showUnkept()
  }
  return { store, around, writer, show, drafts, decide }
}

function pickers({ store, around, show, decide: write }: Deciding) {
  const current = () => {
    const state = store.getState()
    return state.at === 'picking' ? state : undefined
  }
  const decide = (choice: Choice | undefined, at: number) => {
    const picking = current()
    if (!picking || !choice || at < picking.since) return
    const marked = picking.likeliest.length + picking.choices.indexOf(choice)
    write(decisionOf(picking, choice), { ...picking, marked })
  }
  return {
    /** Opens the grounds of a verb for a case as it was on the screen. */
    begin: (verb: PickedVerb, view: CaseView, restores: string | null = null) => {
      const terms = around.terms()
      if (terms) show(pickingOf(terms, verb, { view, restores }))
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
    choose: (key: string, at: number) => {
      const picking = current()
      if (picking) decide(choiceOfKey(picking, key), at)
    },
  }
}
