import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeliveryView, ErrandView, UndoAnswer } from '../../shared/contract/models.ts'
import { UNDO_WINDOW_MS } from '../../shared/domain/delivery.ts'
import { HIDDEN_UNTIL_ANSWERED } from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import { type Deed, type DeedEntry, deedMaker } from './deeds.ts'

const KEPT = 50

/** Until when (the steady clock) something made here is held. */
interface Held {
  readonly opId: string
  readonly heldUntil: number
}

/** One decision of this device. */
export interface DecisionEntry extends Held {
  readonly kind: 'decision'
  readonly delivery: DeliveryView
}

/** One errand of this device, and whose comment and which case it is about. */
export interface ErrandEntry extends Held {
  readonly kind: 'errand'
  readonly errand: ErrandView
  readonly authorName: string
  readonly no: number
  readonly hides: boolean
  /** Of a case that was handed on: the colleague; undefined where whoever is next has it. */
  readonly to?: string
}

export type Entry = DecisionEntry | ErrandEntry | DeedEntry

export interface TapeState {
  /** The newest first. */
  readonly entries: readonly Entry[]
  /** Said in the place of the last decision until the next thing happens. */
  readonly remark: string | undefined
  /** What is read out, once each time it changes. */
  readonly said: string
}

/** What `z` found: what to do next is the caller's business. */
export type Undone =
  | {
      readonly result: 'withdrawn'
      readonly delivery: DeliveryView
      /** Those that were made together with it and are back, too. */
      readonly others?: readonly DeliveryView[] | undefined
    }
  | { readonly result: 'too-late'; readonly delivery: DeliveryView }
  | { readonly result: 'errand'; readonly errand: ErrandView; readonly entry: ErrandEntry }
  /** A deed was taken back, or cannot be: what is to be said of it. */
  | { readonly result: 'deed'; readonly said: string }
  | { readonly result: 'nothing' }

/** What was decided on this device, the last first: the one line above the decision bar. */
export function createTapeStore(client: Client, steady: () => number) {
  const store = createStore<TapeState>(() => ({ entries: [], remark: undefined, said: '' }))
  /** Undone by a restore that was made here. */
  const restored = new Set<string>()
  const deedOf = deedMaker()

  const put = (one: Entry) => {
    store.setState(({ entries }) => {
      const known = entries.some(({ opId }) => opId === one.opId)
      const next = known
        ? entries.map((entry) => (entry.opId === one.opId ? one : entry))
        : [one, ...entries]
      return { entries: next.slice(0, KEPT) }
    })
  }
  const putDelivery = (delivery: DeliveryView) => {
    if (isOwn(delivery)) put(entryOf(delivery, steady()))
  }
  const putErrand = (errand: ErrandView) => {
    const entry = store.getState().entries.find(({ opId }) => opId === errand.opId)
    if (entry?.kind === 'errand') put({ ...entry, errand })
  }
  client.on('delivery.changed', putDelivery)
  client.on('errand.changed', putErrand)
  /** Of which it was said that they can't be taken back: `z` is then about what came before. */
  const passed = new Set<string>()
  const target = () => lastThatStands(store.getState().entries, new Set([...restored, ...passed]))

  return Object.assign(store, {
    read: async () => {
      const answer = await client.call('decision.recent', { limit: KEPT })
      if (!answer.ok) return
      const others = store.getState().entries.filter(({ kind }) => kind !== 'decision')
      const decisions = answer.value.filter(isOwn).map((one) => entryOf(one, steady()))
      store.setState({ entries: inOrder([...others, ...decisions]) })
    },
    /** A decision is on disk. */
    made: (delivery: DeliveryView, restores: string | null) => {
      if (restores !== null) restored.add(restores)
      store.setState({ remark: undefined })
      putDelivery(delivery)
    },
    /** An errand is on disk. */
    asked: (errand: ErrandView, about: Pick<ErrandEntry, 'authorName' | 'no' | 'hides' | 'to'>) => {
      const heldUntil = errand.state === 'held' ? steady() + UNDO_WINDOW_MS : 0
      store.setState({ remark: undefined })
      put({ kind: 'errand', opId: errand.opId, errand, heldUntil, ...about })
    },
    /** Something took effect at once: it is said, and `z` is about it. */
    did: (deed: Deed) => {
      const [last] = store.getState().entries
      put(deedOf(deed, last ? madeAs(last) : 0))
      store.setState({ remark: deed.told, said: deed.told })
    },
    remark: (remark: string | undefined) => {
      store.setState(remark === undefined ? { remark } : { remark, said: remark })
    },
    say: (said: string) => {
      store.setState({ said })
    },
    /** What `z` is about, or undefined. */
    target,
    undo: undoer(client, store, { target, passed, put, putDelivery, putErrand }),
  })
}
export type TapeStore = ReturnType<typeof createTapeStore>

interface Puts {
  readonly target: () => Entry | undefined
  readonly passed: Set<string>
  readonly put: (one: Entry) => void
  readonly putDelivery: (delivery: DeliveryView) => void
  readonly putErrand: (errand: ErrandView) => void
}

/** The deliveries that an answer tells of. */
function deliveriesIn(answer: UndoAnswer): readonly DeliveryView[] {
  if (answer.result === 'withdrawn') return [answer.delivery, ...(answer.others ?? [])]
  return answer.result === 'too-late' ? [answer.delivery] : []
}

/** Takes the last thing back if it has not left. */
function undoer(client: Client, store: StoreApi<TapeState>, puts: Puts) {
  const { target, passed, putDelivery } = puts
  return async (): Promise<Undone> => {
    const last = target()
    if (!last) return { result: 'nothing' }
    if (last.kind === 'deed') return undoneDeed(last, puts)
    if (last.kind === 'errand' && !last.errand.canUndo) {
      passed.add(last.opId)
      return { result: 'errand', errand: last.errand, entry: last }
    }
    if (last.kind === 'decision' && !last.delivery.canUndo)
      return { result: 'too-late', delivery: last.delivery }
    const answer = await client.call('decision.undo', { opId: last.opId })
    if (!answer.ok) {
      store.setState({ remark: answer.problem.message, said: answer.problem.message })
      return { result: 'nothing' }
    }
    const { value } = answer
    if (value.result === 'errand') return undoneErrand(last, value.errand, puts)
    for (const delivery of deliveriesIn(value)) putDelivery(delivery)
    return value
  }
}

/** A deed is taken back where it can be; where not, it is said once, and `z` goes on to the one before. */
async function undoneDeed(last: DeedEntry, { passed, put }: Puts): Promise<Undone> {
  if (typeof last.undo === 'string') {
    passed.add(last.opId)
    return { result: 'deed', said: last.undo }
  }
  put({ ...last, state: 'withdrawn' })
  return { result: 'deed', said: await last.undo() }
}

function undoneErrand(last: Entry, errand: ErrandView, { passed, putErrand }: Puts): Undone {
  putErrand(errand)
  if (errand.state !== 'withdrawn') passed.add(last.opId)
  return last.kind === 'errand' ? { result: 'errand', errand, entry: last } : { result: 'nothing' }
}

/** A delete that hides a comment until a lead answers is told of by its escalation. */
const isOwn = ({ ground }: DeliveryView) => ground.code !== HIDDEN_UNTIL_ANSWERED

function entryOf(delivery: DeliveryView, now: number): DecisionEntry {
  const { opId, heldForMs } = delivery
  return { kind: 'decision', opId, delivery, heldUntil: now + heldForMs }
}

function madeAs(entry: Entry): number {
  if (entry.kind === 'deed') return entry.n
  return entry.kind === 'decision' ? entry.delivery.n : entry.errand.n
}

function stateOf(entry: Entry): string {
  if (entry.kind === 'deed') return entry.state
  return entry.kind === 'decision' ? entry.delivery.state : entry.errand.state
}

/** The newest first, by the device's counter. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => madeAs(b) - madeAs(a))
}

/** The newest entry that still means something: not withdrawn, not overtaken, not put right. */
export function lastThatStands(
  entries: readonly Entry[],
  restored: ReadonlySet<string> = new Set(),
): Entry | undefined {
  return entries.find((entry) => {
    const state = stateOf(entry)
    return state !== 'withdrawn' && state !== 'superseded' && !restored.has(entry.opId)
  })
}
