import { createStore } from 'zustand/vanilla'
import type { TogetherItem } from '../../shared/contract/bursts.ts'
import type { DeliveryView } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import {
  type Ground,
  groundsFor,
  HIDDEN_UNTIL_ANSWERED,
  type Terms,
} from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export type TogetherVerb = 'delete' | 'keep'

/** Something that may ground all of them. */
export interface TogetherGround {
  readonly ground: Ground
  readonly key: string
  readonly title: string
}

interface Chosen {
  readonly nos: readonly number[]
  readonly title: string
  readonly verb: TogetherVerb
}

/** From the key to the preview: first the verb, then the rule, then what it would do to each. */
export type Together =
  | { readonly at: 'closed' }
  | ({ readonly at: 'verb' } & Omit<Chosen, 'verb'>)
  | ({ readonly at: 'ground'; readonly grounds: readonly TogetherGround[] } & Chosen)
  | ({
      readonly at: 'preview'
      readonly ground: TogetherGround
      readonly items: readonly TogetherItem[]
      /** Whether the items are here. */
      readonly ready: boolean
      readonly writing: boolean
      readonly problem: Problem | undefined
    } & Chosen)

export interface TogetherNeeds {
  readonly client: Client
  readonly terms: () => Terms | undefined
  /** Told when all are on disk. */
  readonly onMade: (made: readonly DeliveryView[]) => void
}

const VERB_KEYS: Readonly<Record<string, TogetherVerb>> = { d: 'delete', f: 'keep' }

/** Deciding the cases of a burst in one go. Nothing is made before the preview was seen. */
export function createTogetherStore({ client, terms, onMade }: TogetherNeeds) {
  const store = createStore<Together>(() => ({ at: 'closed' }))
  const show = (state: Together) => {
    store.setState(state, true)
  }
  const chooseVerb = (verb: TogetherVerb) => {
    const state = store.getState()
    const inForce = terms()
    if (state.at !== 'verb' || !inForce) return
    show({ ...chosen(state), at: 'ground', verb, grounds: groundsOf(inForce, verb) })
  }
  const preview = async (ground: TogetherGround, problem?: Problem) => {
    const state = store.getState()
    if (state.at !== 'ground' && state.at !== 'preview') return
    const { nos, verb, title } = state
    const waiting: Together = {
      ...{ at: 'preview', nos, verb, title, ground, items: [], ready: false },
      ...{ writing: false, problem },
    }
    show(waiting)
    const ask = { nos: [...nos], verb, ground: ground.ground }
    const answer = await client.call('bursts.preview', ask)
    if (store.getState() !== waiting) return
    if (answer.ok) show({ ...waiting, items: answer.value.items, ready: true })
    else show({ ...waiting, problem: answer.problem })
  }
  return Object.assign(store, {
    begin: (nos: readonly number[], title: string) => {
      show({ at: 'verb', nos, title })
    },
    close: () => {
      show({ at: 'closed' })
    },
    chooseVerb,
    chooseGround: (ground: TogetherGround) => void preview(ground),
    /** A letter: the verb's, then the rule's. */
    press: (key: string) => {
      const state = store.getState()
      const verb = VERB_KEYS[key]
      if (state.at === 'verb' && verb) chooseVerb(verb)
      if (state.at !== 'ground') return
      const ground = state.grounds.find((one) => one.key === key)
      if (ground) void preview(ground)
    },
    /** Makes a decision on each that is not left out; all of them, or none and why. */
    make: async (): Promise<void> => {
      const state = store.getState()
      if (state.at !== 'preview' || !state.ready || state.writing) return
      const decisions = state.items.flatMap(({ decision }) => decision ?? [])
      if (decisions.length === 0) return
      const writing: Together = { ...state, writing: true, problem: undefined }
      show(writing)
      const answer = await client.call('bursts.decide', { decisions })
      if (answer.ok) {
        show({ at: 'closed' })
        onMade(answer.value)
      } else if (store.getState() === writing) await preview(state.ground, answer.problem)
    },
  })
}
function chosen({ nos, title }: Omit<Chosen, 'verb'>): Omit<Chosen, 'verb'> {
  return { nos, title }
}

function groundsOf(terms: Terms, verb: TogetherVerb): TogetherGround[] {
  return groundsFor(terms, verb)
    .filter(({ code }) => code !== HIDDEN_UNTIL_ANSWERED)
    .map((entry) => ({
      ground: {
        kind: 'definition' in entry ? 'rule' : 'outcome',
        ...{ terms: terms.version, code: entry.code },
      },
      key: entry.key,
      title: entry.shortTitle,
    }))
}
