import { createStore } from 'zustand/vanilla'
import { defaultWords } from '../../shared/domain/default-words.ts'
import { type WordFinder, wordFinder } from '../../shared/domain/word-list.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface WordsState {
  /** Of each title that has a list of its own: what finds its words. */
  readonly finders: ReadonlyMap<string, WordFinder>
  readonly all: readonly WordFinder[]
}

const byDefault = wordFinder(defaultWords)

/** The word lists of the desk's titles, each made into its finder once. */
export function createWordsStore(client: Client) {
  const store = createStore<WordsState>(() => ({ finders: new Map(), all: [] }))
  const read = async () => {
    const answer = await client.call('words.list', {})
    if (!answer.ok) return
    const finders = new Map(answer.value.map(({ siteId, words }) => [siteId, wordFinder(words)]))
    store.setState({ finders, all: [...finders.values()] })
  }
  client.on('words.changed', () => void read())
  return Object.assign(store, { read })
}

/** What finds the listed words of a title; one without a list has the default one. */
export function finderOf({ finders }: WordsState, siteId: string): WordFinder {
  return finders.get(siteId) ?? byDefault
}

const onlyDefault: readonly WordFinder[] = [byDefault]

/** The finders of every title, for rows, which do not say whose they are. */
export function findersOfAll({ all }: WordsState): readonly WordFinder[] {
  return all.length > 0 ? all : onlyDefault
}
