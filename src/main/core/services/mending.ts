import { ProblemError } from '../../../shared/domain/problem.ts'
import type { Cancel, Clock, Log } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import { SearchThread } from '../store/search-thread.ts'
import { CACHE_REMADE, isDamage } from '../store/store-problem.ts'
import type { SyncRunner } from '../sync/runner.ts'
import type { Queue } from './queue.ts'

/** When the whole cache is looked over, in milliseconds after it was opened. */
const LOOK_OVER_AFTER_MS = 60_000
/** How soon a step is tried again that the disk refused. */
const AGAIN_MS = 5000

export interface MendingNeeds {
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
  readonly cache: Cache
  readonly queue: Queue
  readonly sync: SyncRunner
  /** The cache's file. */
  readonly file: string
  readonly searchWorker: URL
}

/**
 * Puts right what a damaged file breaks while the program runs. A damaged cache is set aside and
 * fetched again; a damaged journal is left as it lies, and nothing can be decided until it is
 * rescued. Both are said.
 */
export class Mending {
  readonly #needs: MendingNeeds
  #remaking: Promise<void> | undefined
  #closed = false
  #cancel: Cancel = () => undefined

  constructor(needs: MendingNeeds) {
    this.#needs = needs
  }

  /** Says whether the cache had to be begun anew at the start, and looks it over once, later. */
  watch(): void {
    const { journal, cache, clock } = this.#needs
    journal.onDamage(() => {
      this.#journalBroke()
    })
    const seen = cache.wasRemade
    cache.opened().then(
      () => {
        if (cache.wasRemade && !seen) this.#say()
      },
      () => undefined, // whoever asks the writer next is told
    )
    if (seen) this.#say()
    this.#cancel = clock.after(LOOK_OVER_AFTER_MS, () => {
      void this.#lookOver()
    })
  }

  close(): void {
    this.#closed = true
    this.#cancel()
  }

  /** Takes up an error; answers whether a damaged file was behind it. */
  stumbled(error: unknown): boolean {
    if (!isDamage(error)) return false
    if (this.#needs.journal.holdsTogether()) this.remakeCache()
    return true
  }

  /** Sets the cache aside and has it fetched again. */
  remakeCache(): void {
    if (this.#closed) return
    this.#remaking ??= this.#remake()
  }

  /** Does what reads the cache; where that is damaged, once more over the one begun in its place. */
  async reading<T>(work: () => T): Promise<T> {
    try {
      return work()
    } catch (error) {
      if (!this.stumbled(error)) throw error
      await this.#remaking
      return work()
    }
  }

  /** What was decided is in the file that is left: the queue is shown as the desk has it. */
  #journalBroke(): void {
    const { journal, queue, sync, log } = this.#needs
    log.error('journal-damaged')
    queue.refresh([...queue.own.overlays.keys()])
    if (journal.damage) sync.note(journal.damage)
  }

  async #remake(): Promise<void> {
    const { cache, queue, sync, log } = this.#needs
    log.error('cache-remade')
    try {
      const remade = cache.remake()
      queue.restart()
      await remade
      if (this.#closed) return
      this.#say()
      sync.tell({ type: 'now' })
    } catch (error) {
      log.error('cache-not-remade', { why: String(error) })
    } finally {
      this.#remaking = undefined
    }
  }

  #say(): void {
    if (!this.#closed) this.#needs.sync.note(CACHE_REMADE)
  }

  /** On a thread of its own, which is gone afterwards: no search waits for it. */
  async #lookOver(): Promise<void> {
    const { searchWorker, file } = this.#needs
    const thread = new SearchThread(searchWorker, file, () => {
      this.remakeCache()
    })
    await thread.check()
    await thread.close()
  }
}

/** Does what reads the cache; where that is damaged, begins it anew and does it once more. */
export async function despiteDamage<T>(cache: Cache, work: () => T): Promise<T> {
  try {
    return work()
  } catch (error) {
    if (!isDamage(error)) throw error
    await cache.remake()
    return work()
  }
}

/**
 * A clock whose timers never end the program over a disk: a step that the disk refused is tried
 * again, and one that met a damaged file is given up once `stumbled` has taken it up.
 */
export function carefulClock(clock: Clock, stumbled: (error: unknown) => boolean): Clock {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    elapsed: () => clock.elapsed(),
    after: (ms, run) => {
      const attempt = () => {
        try {
          run()
        } catch (error) {
          if (stumbled(error)) return
          if (!(error instanceof ProblemError)) throw error
          cancel = clock.after(AGAIN_MS, attempt)
        }
      }
      let cancel = clock.after(ms, attempt)
      return () => {
        cancel()
      }
    },
  }
}
