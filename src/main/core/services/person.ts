import path from 'node:path'
import type { Emit } from '../../../shared/contract/contract.ts'
import type { SyncView } from '../../../shared/contract/models.ts'
import type { Outbox } from '../../../shared/contract/outbox.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { waitingStates } from '../../../shared/domain/delivery.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { may } from '../../../shared/domain/permission.ts'
import { type Problem, problem } from '../../../shared/domain/problem.ts'
import type { Log, Ports } from '../ports.ts'
import { Cache } from '../store/cache.ts'
import { type Journal, openJournal } from '../store/journal.ts'
import { SearchThread } from '../store/search-thread.ts'
import { LogPull } from '../sync/log-pull.ts'
import { SyncRunner } from '../sync/runner.ts'
import { Asides, type AsidesNeeds } from './asides.ts'
import { Batch, type BatchNeeds } from './batch.ts'
import { Claims } from './claims.ts'
import { Contested } from './contested.ts'
import { Counts } from './counts.ts'
import { Decide } from './decide.ts'
import { watchClock } from './clock-watch.ts'
import { DeskClock } from './desk-clock.ts'
import { ErrandDesk } from './errands.ts'
import { Hands } from './hands.ts'
import { LogBook } from './log.ts'
import { Looks } from './looks.ts'
import { carefulClock, despiteDamage, Mending } from './mending.ts'
import { Mine } from './mine.ts'
import { outboxOf } from './outbox.ts'
import { Queue } from './queue.ts'
import { Reconnects } from './reconnects.ts'
import { ReporterDesk } from './reporters.ts'

export interface PersonNeeds {
  readonly ports: Ports
  readonly folder: string
  readonly staff: Staff
  readonly token: string
  readonly emit: Emit
  readonly ended: (why: Problem) => void
  /** Told of the origins of the desk's sites. */
  readonly sites: (origins: readonly string[]) => void
}

/** Everything of the person who is signed in: their two files, and what works on them. */
export interface Person {
  readonly staff: Staff
  /** The desk, and what lets this person in. */
  readonly atDesk: { readonly desk: Ports['desk']; readonly token: string }
  readonly journal: Journal
  readonly cache: Cache
  readonly queue: Queue
  readonly counts: Counts
  readonly contested: Contested
  readonly decide: Decide
  readonly errands: ErrandDesk
  readonly claims: Claims
  readonly hands: Hands
  readonly asides: Asides
  readonly mine: Mine
  readonly batch: Batch
  readonly looks: Looks
  readonly reporters: ReporterDesk
  readonly sync: SyncRunner
  readonly deskClock: DeskClock
  readonly reconnects: Reconnects
  readonly log: LogBook
  readonly search: SearchThread
  /** What waits on this device. */
  outbox(): Outbox
  /** Puts right what broke where a file is damaged; answers whether that was it. */
  stumbled(error: unknown): boolean
  /** Does what reads the cache, once more where it had to be begun anew. */
  reading<T>(work: () => T): Promise<T>
  /** How many decisions the desk may not have yet. */
  waiting(): number
  /** Releases what was held and closes both files. The cache goes too where it may not stay. */
  close(how: 'keep-cache' | 'destroy-cache'): Promise<void>
}

/** Opens a person's files and starts to sync; without the desk, everything but that works. */
export async function openPerson(needs: PersonNeeds): Promise<Person> {
  const { folder, staff, token, ended, sites } = needs
  const stumbled = (error: unknown) => mending.stumbled(error)
  const ports = { ...needs.ports, clock: carefulClock(needs.ports.clock, stumbled) }
  const file = path.join(folder, 'cache.db')
  const journal = journalIn(folder, ports)
  const cache = await Cache.open(file, ports.cacheWriter)
  const deskClock = new DeskClock(ports.clock, () => journal.facts().offsetMs)
  const emit: Emit = (name, payload) => {
    needs.emit(name, payload)
    if (name === 'queue.changed' || name === 'case.changed') counts.changed()
  }
  const both = { ...ports, staff, journal, cache, deskClock }
  const claims = new Claims(both)
  const reconnects = new Reconnects({ ...both, emit: needs.emit })
  const contested = new Contested({ ...both, putAway: (opId, no) => moved([opId], no) })
  const own = ownOf({ ...both, claims, emit, queue: () => queue })
  const queue: Queue = new Queue({ cache, journal, claims, contested, mine: own.mine, emit })
  const counts = new Counts({ ...ports, cache, queue, emit: needs.emit })
  const moved = (opIds: readonly string[], no?: number) => {
    tellMoved(opIds, { journal, queue, decide, errands, emit, no })
    emit('sync.changed', sync.view())
    reconnects.moved(opIds)
  }
  const released = () => sync.tell({ type: 'mail' })
  const decide: Decide = new Decide({ ...both, moved, released })
  const errands: ErrandDesk = new ErrandDesk({ ...both, decide, moved, released })
  const search = new SearchThread(ports.searchWorker, file, () => mending.remakeCache())
  const say = (told: Problem) => sync.note(told)
  const { log, pulling } = logOf({ ...needs, ports, journal, cache, queue, search, say })
  const sync: SyncRunner = new SyncRunner({
    ...both,
    ...lastWords({ decide, errands, journal }),
    caughtUp: () => pulling.kick(),
    ...{ token, queue, decide, emit, moved, stumbled, ended, sites, contact: reconnects },
  })
  const taking = takingOf({ ...ports, token, cache, claims, queue, emit, sync })
  const mending: Mending = new Mending({ ...ports, journal, cache, queue, sync, file })
  await despiteDamage(cache, () => taking.batch.watch())
  mending.watch()
  const unwatch = watchClock(both, () => emit('sync.changed', sync.view()))
  return {
    atDesk: { desk: ports.desk, token },
    ...{ staff, journal, cache, queue, counts, contested, decide, errands, sync, log, search },
    ...{ ...taking, ...own, deskClock, reconnects, stumbled },
    outbox: () => outboxOn({ journal, cache, decide, errands, sync, deskClock }),
    reading: (work) => mending.reading(work),
    waiting: () => waitingIn(journal),
    close: async (how) => {
      const stops = [() => mending.close(), unwatch, () => sync.stop(), () => pulling.stop()]
      for (const stop of stops) stop()
      for (const part of [decide, errands, taking.batch, counts, reconnects]) part.close()
      own.asides.close()
      releaseQuietly(journal, needs.ports.log)
      journal.close()
      await search.close()
      await (how === 'keep-cache' ? cache.close() : cache.destroy())
    },
  }
}

/** What is left to send when there is no later. */
function lastWords({ decide, errands, journal }: Pick<Person, 'decide' | 'errands' | 'journal'>) {
  return {
    releaseAll: () => {
      for (const one of [decide, errands]) one.releaseAll()
    },
    waiting: () => waitingIn(journal),
  }
}

/** What waits on this device, and why. */
function outboxOn(
  from: Pick<Person, 'journal' | 'cache' | 'decide' | 'errands' | 'sync' | 'deskClock'>,
): Outbox {
  const { journal, cache, decide, errands, sync, deskClock } = from
  return outboxOf({
    ...{ journal, read: cache.read, offsetMs: deskClock.offsetMs() },
    heldForMs: (opId) => Math.max(decide.heldForMs(opId), errands.heldForMs(opId)),
    askedForMs: (opId) => Math.round(sync.askedForMs(opId)),
    offline: !IN_TOUCH.has(sync.view().state),
  })
}

/** The states of sync in which the desk answered last. */
const IN_TOUCH: ReadonlySet<SyncView['state']> = new Set(['first-sync', 'syncing', 'synced'])

/** What was handed on and put aside, and what is this person's own of it. */
function ownOf(
  needs: Omit<AsidesNeeds, 'moved'> & {
    readonly claims: Claims
    readonly emit: Emit
    readonly queue: () => Queue
  },
) {
  const moved = (nos: readonly number[]) => {
    needs.queue().refresh(nos)
    needs.emit('case.changed', { nos: [...nos] })
  }
  const hands = new Hands(needs)
  const asides = new Asides({ ...needs, moved })
  return { hands, asides, mine: new Mine({ hands, asides, claims: needs.claims }) }
}

/** What takes cases in earnest, and what only looks at them. */
function takingOf(needs: BatchNeeds & { readonly sync: Pick<SyncRunner, 'view'> }) {
  const online = () => IN_TOUCH.has(needs.sync.view().state)
  const { claims } = needs
  const looks = new Looks({ ...needs, online })
  return { claims, batch: new Batch(needs), looks, reporters: new ReporterDesk(needs) }
}

interface LogNeeds extends PersonNeeds {
  readonly journal: Journal
  readonly cache: Cache
  readonly queue: Queue
  readonly search: SearchThread
  readonly say: (told: Problem) => void
}

const lostEntries = (entries: number, from: number, file: string): Problem =>
  problem(
    'history-lost',
    `The desk was put back from a backup, and ${entries === 1 ? 'an entry' : `${entries} entries`} of its log from number ${from} on ${entries === 1 ? 'is' : 'are'} no longer in it. Consoles send again what they still have. This device keeps the old entries in ${file}. Tell whoever keeps the desk.`,
  )

/** The log in sight, and what keeps its copy. */
function logOf(needs: LogNeeds) {
  const { ports, folder, staff, token, emit, search, queue, journal, cache, say } = needs
  const both = { ...ports, token, journal, cache }
  const log = new LogBook({ ...both, staff, emit, thread: search })
  const pulling = new LogPull({
    ...both,
    whole: may(staff.role, 'log.read'),
    grew: () => {
      emit('log.changed', { size: cache.read.log.copy().have })
    },
    broke: (n, why) => {
      log.broke(n, why)
    },
    lost: (entries, from, file) => {
      say(lostEntries(entries, from, path.join(folder, file)))
    },
    remade: () => {
      queue.restart()
    },
  })
  return { log, pulling }
}

/** The journal in a person's folder. */
export function journalIn(folder: string, { clock }: Pick<Ports, 'clock'>): Journal {
  return openJournal(path.join(folder, 'journal.db'), () => instant(clock.now()))
}

/** How many decisions in a journal the desk may not have yet. */
export function waitingIn(journal: Journal): number {
  const all = [journal.deliveries.counts(), journal.errands.counts()]
  return all.reduce(
    (total, counts) => waitingStates.reduce((sum, state) => sum + (counts.get(state) ?? 0), total),
    0,
  )
}

interface Told {
  readonly journal: Journal
  readonly queue: Queue
  readonly decide: Decide
  readonly errands: ErrandDesk
  readonly emit: Emit
  /** A case that moved although nothing of this device is about it. */
  readonly no?: number | undefined
}

function tellMoved(opIds: readonly string[], told: Told): void {
  const { journal, queue, decide, errands, emit } = told
  const nos = new Set<number>(told.no === undefined ? [] : [told.no])
  const views: (() => void)[] = []
  for (const opId of opIds) {
    const delivery = journal.deliveries.get(opId)
    const errand = delivery ? undefined : journal.errands.get(opId)
    const no = (delivery ?? errand)?.caseNo
    if (no != null && no > 0) nos.add(no)
    views.push(() => {
      if (delivery) emit('delivery.changed', decide.view(delivery))
      else if (errand) emit('errand.changed', errands.view(errand))
    })
  }
  queue.refresh([...nos])
  for (const tell of views) tell()
  if (nos.size > 0) emit('case.changed', { nos: [...nos] })
}

/** Nobody is told any more: the next start reads it, and does it where the disk does not let us now. */
function releaseQuietly(journal: Journal, log: Log): void {
  const { deliveries, errands } = journal
  try {
    journal.write(() => {
      for (const opId of deliveries.inState('held')) deliveries.step(opId, 'held', 'release')
      for (const opId of errands.inState('held')) errands.step(opId, 'held', 'release')
    })
  } catch (error) {
    log.error('not-released', { why: String(error) })
  }
}
