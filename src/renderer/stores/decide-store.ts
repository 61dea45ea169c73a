import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CaseView } from '../../shared/contract/models.ts'
import { amenders } from './amend-actions.ts'
import { askers } from './ask-actions.ts'
import { type Decide, type DecideSurroundings, type Deciding, IDLE } from './deciding.ts'
import { createWriter } from './decide-writer.ts'
import { type Rulers, rulers } from './ruling-actions.ts'
import {
  type Choice,
  choiceOfKey,
  decisionOf,
  markable,
  type PickedVerb,
  pickingOf,
  stepped,
} from './picking.ts'

/** From the verb to a decision that is on disk, and from a question to one that is asked. */
export function createDecideStore(around: DecideSurroundings) {
  const store = createStore<Decide>(() => IDLE)
  const deciding = createDeciding(store, around)
  const { writer, show } = deciding
  const ruling = rulers(deciding)
  const pick = pickers(deciding, ruling)
  const amend = amenders(deciding, ruling)
  const ask = askers(deciding)

  return Object.assign(store, {
    ...pick,
    amend,
    ask,
    ruling,
    /** Writes what else takes a case out of the queue. */
    writer,
    /** Leaves without deciding. What was begun is kept for this case. */
    leave: () => {
      if (amend.putDown()) return
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
        around.cutsDrafts.decided(form.view.case.caseId)
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

function pickers({ store, around, show, decide: write }: Deciding, ruling: Rulers) {
  const current = () => {
    const state = store.getState()
    return state.at === 'picking' ? state : undefined
  }
  const decide = (choice: Choice | undefined, at: number) => {
    const picking = current()
    if (!picking || !choice || at < picking.since) return
    if (picking.rules && picking.verb !== 'restore') {
      const { view, verb, rules } = picking
      show(IDLE)
      ruling.arm({ view, page: rules }, { verb, ground: choice.ground, cuts: [] })
      return
    }
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
