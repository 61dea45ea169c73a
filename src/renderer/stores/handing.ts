import { createStore } from 'zustand/vanilla'
import type { HandPerson } from '../../shared/contract/flow.ts'
import type { CaseView } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import type { Writer } from './decide-writer.ts'
import { handedSentence } from './flow-words.ts'
import { markedOf } from './marked.ts'
import type { createOverlayStore } from './overlay-store.ts'
import type { QueueStore } from './queue-store.ts'
import type { TapeStore } from './tape-store.ts'

/** Somebody a case can be handed to; without an id, whoever is next. */
export interface HandEntry {
  readonly id: string | null
  readonly name: string
  readonly why: string
}

export interface HandingState {
  /** The case as it was on the screen. */
  readonly view: CaseView | undefined
  readonly people: readonly HandPerson[]
  /** What is said with it; nobody has to. */
  readonly words: string
  /** Why this very hand could not be kept a moment ago. */
  readonly problem: Problem | undefined
}

export interface HandingNeeds {
  readonly client: Client
  readonly writer: Writer
  readonly queue: QueueStore
  readonly overlay: ReturnType<typeof createOverlayStore>
  readonly tape: TapeStore
  /** Puts a case on the screen, be it in the queue or not. */
  readonly show: (no: number) => void
  /** Whether nothing else is open. */
  readonly idle: () => boolean
}

const NEXT: HandEntry = { id: null, name: 'Whoever is next', why: 'no reason needed' }
const WHY = { gave: 'handed it on', 'at-work': 'at work now' } as const

/** Who can be handed a case, narrowed to what was typed: whoever is next first, then the likeliest. */
export function handEntries(people: readonly HandPerson[], query: string): readonly HandEntry[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const all = [
    NEXT,
    ...people.map(({ id, name, role, why }) => ({ id, name, why: why ? WHY[why] : role })),
  ]
  return all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
}

/** Handing a case on: whom to, and a word with it for whoever wants to say one. */
export function createHanding(needs: HandingNeeds) {
  const { client, writer, queue, overlay, tape, show, idle } = needs
  const store = createStore<HandingState>(() => ({
    ...{ view: undefined, people: [], words: '', problem: undefined },
  }))
  let asked: Promise<void> = Promise.resolve()

  const open = (parts: Partial<HandingState>) => {
    store.setState({ words: '', problem: undefined, ...parts })
    overlay.open('hand')
  }
  const send = (view: CaseView, { id, name }: HandEntry, words: string) => {
    const { no } = view
    overlay.close()
    writer.write({
      leaves: queue.leavingWith(no),
      call: () =>
        client.call('case.hand', { no, to: id, words: words.trim() === '' ? null : words.trim() }),
      onMade: (errand) => {
        const { authorName } = view.case.comment
        tape.asked(errand, { authorName, no, hides: false, ...(id !== null && { to: name }) })
        tape.say(handedSentence(id === null ? null : name))
      },
      present: (problem) => {
        if (!idle()) return false // what is open is finished first
        show(no)
        open({ view, words, problem })
        return true
      },
    })
  }
  return Object.assign(store, {
    /** Opens the list for a case as it was on the screen. */
    begin: (view: CaseView) => {
      open({ view })
      asked = client.call('hand.people', { no: view.no }).then((answer) => {
        if (answer.ok) store.setState({ people: answer.value })
      })
    },
    write: (words: string) => {
      store.setState({ words })
    },
    /** Hands it to the marked one of those that fit what is typed; waits until the list is there. */
    take: async (query: string, marked: number) => {
      const { view } = store.getState()
      await asked
      const { words, people, view: still } = store.getState()
      if (!view || view !== still || overlay.getState().over !== 'hand') return
      const entries = handEntries(people, query)
      const entry = entries[markedOf(marked, entries.length)]
      if (entry) send(view, entry, words)
    },
  })
}
