import { createStore } from 'zustand/vanilla'
import type { CaseView } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

/** How the case on the screen is read. The next case begins as every case does. */
export interface ReadingState {
  /** Whether a long comment is shown to its end. */
  readonly whole: boolean
  /** Whether the comment that it answers is opened. */
  readonly parentOpen: boolean
  /** Whether masked words are shown after all. */
  readonly bare: boolean
  /** The author's revision that is shown beside the one before it, or undefined. */
  readonly rev: number | undefined
  /** The case's texts that are here, by revision. */
  readonly texts: ReadonlyMap<number, string>
  /** Why an older text is not here. */
  readonly problem: Problem | undefined
}

const PLAIN: ReadingState = {
  whole: false,
  parentOpen: false,
  bare: false,
  rev: undefined,
  texts: new Map(),
  problem: undefined,
}

/** What a person has opened of the case before them. */
export function createReadingStore(client: Client) {
  const store = createStore<ReadingState>(() => PLAIN)
  /** Answers that come when another case, or the text itself, is read are dropped. */
  let asked = 0
  const fetch = async (no: number, bodyRev: number) => {
    const mine = asked
    const answer = await client.call('case.text', { no, bodyRev })
    if (mine !== asked) return
    if (!answer.ok) store.setState({ problem: answer.problem })
    else store.setState(({ texts }) => ({ texts: new Map(texts).set(bodyRev, answer.value.body) }))
  }
  return Object.assign(store, {
    /** Another case is read from now on. */
    begin: () => {
      asked++
      if (store.getState() !== PLAIN) store.setState(PLAIN, true)
    },
    showRest: () => {
      store.setState({ whole: true })
    },
    toggleParent: () => {
      store.setState(({ parentOpen }) => ({ parentOpen: !parentOpen }))
    },
    toggleMask: () => {
      store.setState(({ bare }) => ({ bare: !bare }))
    },
    /** Shows the newest change of the author's, then the one before it; after the first, the text. */
    stepBack: ({ no, case: { revisions, comment, olderTexts } }: CaseView) => {
      const { rev = revisions.bodyRev + 1, texts: kept } = store.getState()
      const next = rev - 1
      if (next < 2) {
        asked++
        store.setState({ rev: undefined, problem: undefined })
        return
      }
      const texts = new Map([
        ...kept,
        ...olderTexts.map(({ bodyRev, body }): [number, string] => [bodyRev, body]),
        [revisions.bodyRev, comment.body] as const,
      ])
      store.setState({ rev: next, texts, problem: undefined })
      for (const needed of [next, next - 1]) if (!texts.has(needed)) void fetch(no, needed)
    },
  })
}
export type ReadingStore = ReturnType<typeof createReadingStore>
