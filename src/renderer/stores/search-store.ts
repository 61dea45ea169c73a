import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SearchHit } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { parseSearch } from '../../shared/domain/search-query.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import { type Offer, offeringFor, offersOf } from './search-offers.ts'

const A_PAGE = 50
/** How long after the last letter the core is asked, in milliseconds. */
const PAUSE_MS = 120

export interface SearchState {
  readonly text: string
  /** The newest first. Those of the text before stay until the new ones are here. */
  readonly hits: readonly SearchHit[]
  readonly more: boolean
  readonly looking: boolean
  /** Whether the hits are those of `text`. */
  readonly done: boolean
  readonly marked: number
  /** What an operator at the end of the text may go on with, and which of it is marked. */
  readonly offers: readonly Offer[]
  readonly offered: number
  /** What is wrong with what was typed, in a sentence. */
  readonly fault: string | undefined
  readonly problem: Problem | undefined
}

const EMPTY: SearchState = {
  ...{ text: '', hits: [], more: false, looking: false, done: false, marked: 0 },
  ...{ offers: [], offered: 0, fault: undefined, problem: undefined },
}

/**
 * Looking for comments by their words and by what they are. Nothing waits for it: an answer to an
 * older text is dropped.
 */
export function createSearchStore(client: Client, terms: () => readonly Terms[]) {
  const store = createStore<SearchState>(() => EMPTY)
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = async (before: number | null) => {
    const { text } = store.getState()
    store.setState({ looking: true })
    const answer = await client.call('search.comments', { text, before, limit: A_PAGE })
    if (store.getState().text !== text) return
    if (!answer.ok) {
      store.setState({ looking: false, problem: answer.problem })
      return
    }
    const { hits, more } = answer.value
    store.setState((former) => ({
      ...{ looking: false, done: true, problem: undefined, more },
      hits: before === null ? hits : [...former.hits, ...hits],
      marked: before === null ? 0 : former.marked,
    }))
  }
  const offer = offerer(client, store, terms)
  const type = (text: string) => {
    clearTimeout(timer)
    void offer(text)
    const { fault } = parseSearch(text)
    if (text.trim() === '' || fault !== undefined) {
      const { offers } = store.getState()
      store.setState({ ...EMPTY, text, fault, offers })
      return
    }
    store.setState({ text, looking: true, done: false, fault })
    timer = setTimeout(() => void ask(null), PAUSE_MS)
  }
  return Object.assign(store, {
    /** Looks for comments that hold all these words and are as the operators say. */
    type,
    /** Marks the next or the former of what is offered, and round from the end to the beginning. */
    stepOffer: (by: 1 | -1) => {
      const { offers, offered } = store.getState()
      if (offers.length > 0)
        store.setState({ offered: (offered + by + offers.length) % offers.length })
    },
    /** Takes what is offered: the marked one, or the one that is named. */
    takeOffer: (index = store.getState().offered) => {
      const taken = store.getState().offers[index]
      if (taken) type(taken.text)
    },
    /** Offers nothing more until something is typed. */
    dropOffers: () => {
      store.setState({ offers: [], offered: 0 })
    },
    /** Asks for those that are older than the last one here. */
    more: () => {
      const { more, looking, hits } = store.getState()
      const last = hits.at(-1)
      if (more && !looking && last) void ask(last.row.no)
    },
    mark: (marked: number) => {
      const { hits } = store.getState()
      if (hits.length > 0)
        store.setState({ marked: Math.max(0, Math.min(marked, hits.length - 1)) })
    },
  })
}

/** Offers what an operator at the end of a text may go on with; what must be asked for comes later. */
function offerer(client: Client, store: StoreApi<SearchState>, terms: () => readonly Terms[]) {
  return async (text: string): Promise<void> => {
    const offering = offeringFor(text, terms())
    const offers = offering && 'offers' in offering ? offering.offers : []
    store.setState({ offers, offered: 0 })
    if (!offering || !('ask' in offering)) return
    const answer = await client.call('search.suggest', offering.ask)
    if (store.getState().text !== text || !answer.ok) return
    store.setState({ offers: offersOf(text, answer.value.values), offered: 0 })
  }
}
