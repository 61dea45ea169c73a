import type { DeliveryView, ErrandView } from '../../shared/contract/models.ts'
import { instant } from '../../shared/domain/instant.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import type { Asking } from './asking.ts'
import { createBatchStore } from './batch-store.ts'
import { around, type CaseStore, createCaseStore } from './case-store.ts'
import { createClockStore, type TimeSource } from './clock-store.ts'
import { createCountsStore } from './counts-store.ts'
import { createDecideStore } from './decide-store.ts'
import { createDraftsStore, type DraftsStore } from './drafts-store.ts'
import { createHanding } from './handing.ts'
import { createLogStore } from './log-store.ts'
import { createOutboxStore } from './outbox-store.ts'
import { createOverlayStore } from './overlay-store.ts'
import { createPainted } from './painted.ts'
import { createPeek } from './peek-store.ts'
import { createPlaceStore } from './place-store.ts'
import { createPuttingAside } from './putting-aside.ts'
import { createQueueStore, type QueueStore } from './queue-store.ts'
import { createReportersStore } from './reporters-store.ts'
import { createReadingStore, type ReadingStore } from './reading-store.ts'
import { createSearchStore } from './search-store.ts'
import { madeSentence, nextSentence } from './sentences.ts'
import { createSessionStore, type SessionStore } from './session-store.ts'
import { createSettingsStore, type Shelf } from './settings-store.ts'
import { createSyncStore } from './sync-store.ts'
import { createTakeStore } from './take-store.ts'
import { createTaking, type Taking } from './taking.ts'
import { togetherSentence } from './burst-words.ts'
import { createTogetherStore } from './together-store.ts'
import { createTapeStore, type TapeStore } from './tape-store.ts'
import { createTermsStore, ruleTitle, termsInForce, titleOf } from './terms-store.ts'
import { createWordsStore } from './words-store.ts'

/** What the stores need of the world, so that a test can hold it still. */
export interface Surroundings {
  readonly time: TimeSource
  readonly shelf: Shelf
}

/** All that the window knows, over one line to the core. Each call makes its own; there is no other. */
export function createStores(client: Client, { time, shelf }: Surroundings) {
  const session = createSessionStore(client)
  const sync = createSyncStore(client, () => time.steady())
  const terms = createTermsStore(client)
  const words = createWordsStore(client)
  const reading = createReadingStore(client)
  const queue = createQueueStore(client)
  const cases = createCaseStore(client)
  const counts = createCountsStore(client)
  const log = createLogStore(client)
  const batch = createBatchStore(client)
  const place = createPlaceStore()
  const outbox = createOutboxStore(client, () => time.steady())
  const tape = createTapeStore(client, () => time.steady())
  const clock = createClockStore(time)
  const taking = createTaking({ batch, tape, clock, sync })
  const drafts = createDraftsStore(client)
  const decide = decideOver({ client, time, queue, cases, terms, tape, taking, drafts })
  const overlay = createOverlayStore()
  const flow = flowOver({ client, queue, cases, tape, taking, decide, overlay })
  const readDesk = deskReader(
    cases,
    [terms, words, queue, tape, sync, counts, batch, outbox, drafts],
    log,
  )
  keepReady(queue, cases, reading)
  keepBatch({ batch, counts, place })
  onSignIn(session, readDesk)

  return {
    ...{ session, sync, terms, words, reading, queue, cases, tape, decide, counts, log, batch },
    take: createTakeStore(client, batch),
    outbox,
    reporters: createReportersStore(client),
    search: createSearchStore(client, () => terms.getState().versions),
    place,
    settings: createSettingsStore(shelf),
    clock,
    taking,
    overlay,
    ...flow,
    peek: createPeek(queue, decide),
    together: togetherOver({ client, terms, tape, taking }),
    painted: createPainted(),
    /** Reads everything anew: at the start, and whenever contact with the core was lost. */
    readAll: () => {
      void session.read()
      readDesk()
    },
    /** The number of the case that should be on the screen. */
    shown: (): number | undefined => cases.getState().visiting ?? queue.getState().selected,
  }
}
export type Stores = ReturnType<typeof createStores>

type TogetherParts = Pick<DecideParts, 'client' | 'terms' | 'tape' | 'taking'>

/** The store in which a burst is decided together, and what is said when it is. */
function togetherOver({ client, terms, tape, taking }: TogetherParts) {
  return createTogetherStore({
    client,
    terms: () => termsInForce(terms.getState().versions, instant(taking.deskNow())),
    onMade: (made) => {
      for (const delivery of made) tape.made(delivery, null)
      const [first] = made
      const ground = first ? titleOf(terms.getState().versions, first.ground) : ''
      tape.say(togetherSentence(made, ground, 'z'))
    },
  })
}

interface DecideParts extends Pick<Surroundings, 'time'> {
  readonly client: Client
  readonly queue: QueueStore
  readonly cases: CaseStore
  readonly terms: ReturnType<typeof createTermsStore>
  readonly tape: TapeStore
  readonly taking: Taking
  readonly drafts: DraftsStore
}

/** The store in which decisions are made, and what is said and shown when they are. */
function decideOver(parts: DecideParts) {
  const { client, time, queue, cases, terms, tape, taking, drafts } = parts
  const said = { terms, queue }
  return createDecideStore({
    ...{ client, queue, taking, cutsDrafts: drafts },
    terms: () => termsInForce(terms.getState().versions, instant(taking.deskNow())),
    steady: () => time.steady(),
    show: (no) => {
      showCase({ queue, cases }, no)
    },
    onLeave: () => {
      cases.visit(undefined)
    },
    say: (remark) => {
      tape.remark(remark)
    },
    did: tape.did,
    onErrand: (errand, asked) => {
      tellErrand(tape, errand, asked)
    },
    onMade: (delivery, restores) => {
      tape.made(delivery, restores)
      tape.say(announcement(said, delivery))
    },
  })
}

type FlowParts = Pick<DecideParts, 'client' | 'queue' | 'cases' | 'tape' | 'taking'> & {
  readonly decide: ReturnType<typeof createDecideStore>
  readonly overlay: ReturnType<typeof createOverlayStore>
}

/** Handing a case on and putting one aside. */
function flowOver({ client, queue, cases, tape, taking, decide, overlay }: FlowParts) {
  const common = {
    ...{ client, writer: decide.writer, overlay, tape, queue, deskNow: taking.deskNow },
    show: (no: number) => {
      showCase({ queue, cases }, no)
    },
    idle: () => decide.getState().at === 'idle' && overlay.getState().over === 'nothing',
  }
  return { handing: createHanding(common), aside: createPuttingAside(common) }
}

/** Reads what the core knows for the person who is signed in. */
function deskReader(
  cases: CaseStore,
  readable: readonly { readonly read: () => Promise<void> }[],
  log: ReturnType<typeof createLogStore>,
): () => void {
  return () => {
    cases.refresh()
    for (const store of readable) void store.read()
    void log.readCheck()
  }
}

function onSignIn(session: SessionStore, act: () => void): void {
  session.subscribe((now, former) => {
    if (now.session?.state === 'signed-in' && former.session?.state !== 'signed-in') act()
  })
}

/** What is put on the tape and read out when an errand is on disk. */
function tellErrand(tape: TapeStore, errand: ErrandView, asked: Asking): void {
  const { view, hide, neighbour } = asked
  const authorName = neighbour?.authorName ?? view.case.comment.authorName
  tape.asked(errand, { authorName, no: view.no, hides: hide })
  tape.say(ERRAND_SAID[errand.kind])
}

const ERRAND_SAID = {
  escalate: 'A lead is asked. Undo with z.',
  answer: 'Answered. Undo with z.',
  raise: 'Raised as a case. Undo with z.',
  note: 'Noted. Undo with z.',
  hand: 'Handed on. Undo with z.',
} as const

/** Puts a case on the screen: where it stands in the queue, or as a visit where it does not. */
export function showCase({ queue, cases }: Pick<Stores, 'queue' | 'cases'>, no: number): void {
  const queued = queue.getState().order.includes(no)
  cases.visit(queued ? undefined : no)
  if (queued) queue.select(no)
}

/** Fetches cases before one comes to them, so that the next is there in the same frame. */
function keepReady(queue: QueueStore, cases: CaseStore, reading: ReadingStore): void {
  let before: number | undefined
  const prepare = () => {
    const { order, selected } = queue.getState()
    const shown = cases.getState().visiting ?? selected
    cases.focusNeighbour(undefined)
    if (shown !== before) reading.begin()
    before = shown
    if (shown === undefined) return
    cases.need(shown, selected === undefined ? [] : around(order, selected))
  }
  queue.subscribe((now, former) => {
    if (now.selected !== former.selected || now.order !== former.order) prepare()
  })
  cases.subscribe((now, former) => {
    if (now.visiting !== former.visiting) prepare()
  })
}

/** Reads the batch anew when its number is another, and at every change while one looks at it. */
function keepBatch({ batch, counts, place }: Pick<Stores, 'batch' | 'counts' | 'place'>): void {
  counts.subscribe((now, former) => {
    if (now.counts === former.counts) return
    const moved = now.counts?.batch !== batch.getState().batch?.nos.length
    if (moved || place.getState().at === 'batch') void batch.read()
  })
}

/** What is read out when a decision is on disk: what was done, how to undo it, what is next. */
function announcement(
  { terms, queue }: Pick<Stores, 'terms' | 'queue'>,
  delivery: DeliveryView,
): string {
  const { versions } = terms.getState()
  const { selected } = queue.getState()
  const next = selected === undefined ? undefined : queue.row(selected)
  const made = madeSentence(delivery, titleOf(versions, delivery.ground))
  return `${made} ${nextSentence(next, next && ruleTitle(versions, next.rule))}`.trim()
}
