import { createStore } from 'zustand/vanilla'
import type { SearchHit } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

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
  readonly problem: Problem | undefined
}

const EMPTY: SearchState = {
  ...{ text: '', hits: [], more: false, looking: false, done: false, marked: 0 },
  problem: undefined,
}

/** Looking for comments by their words. Nothing waits for it: an answer to an older text is dropped. */
export function createSearchStore(client: Client) {
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
  return Object.assign(store, {
    /** Looks for comments that hold all these words. */
    type: (text: string) => {
      clearTimeout(timer)
      if (text.trim() === '') {
        store.setState({ ...EMPTY, text })
        return
      }
      store.setState({ text, looking: true, done: false })
      timer = setTimeout(() => void ask(null), PAUSE_MS)
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
