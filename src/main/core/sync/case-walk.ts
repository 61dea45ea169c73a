import type { Cancel, Clock, Log } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import { DriftWatch } from './drift-watch.ts'

/** The first slice waits until whoever has just started the console has their queue. */
const FIRST_AFTER_MS = 60_000
/** Between two slices, so that pages and searches have the disk for themselves nearly all the time. */
const NEXT_AFTER_MS = 1000
/** Between the end of a walk and the beginning of the next. */
const AGAIN_AFTER_MS = 10 * 60_000

export interface CaseWalkNeeds {
  readonly clock: Clock
  readonly log: Log
  readonly cache: Cache
  /** Whether sync has nothing to do: only then is there time for this. */
  readonly isResting: () => boolean
  /** Told that the cache is to be fetched anew; its cursor has been forgotten. */
  readonly anew: () => void
}

/**
 * Has all cases of the cache checked, a slice at a time, whenever sync rests. The sums that are
 * compared with the desk's cannot tell of a row that rotted; this finds it.
 */
export class CaseWalk {
  readonly #needs: CaseWalkNeeds
  readonly #drift = new DriftWatch()
  #cancel: Cancel
  #stopped = false
  #isClean = true

  constructor(needs: CaseWalkNeeds) {
    this.#needs = needs
    this.#cancel = this.#after(FIRST_AFTER_MS)
  }

  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  #after(ms: number): Cancel {
    return this.#needs.clock.after(ms, () => void this.#step())
  }

  async #step(): Promise<void> {
    const wait = this.#needs.isResting() ? await this.#slice() : NEXT_AFTER_MS
    if (!this.#stopped) this.#cancel = this.#after(wait)
  }

  /** Checks a slice; answers how long to wait for the next. */
  async #slice(): Promise<number> {
    const { cache, log, anew } = this.#needs
    try {
      const checked = await cache.check()
      if (this.#stopped) return 0
      if (checked === 'remade') anew()
      else if (checked.unsound.length > 0) await this.#found(checked.unsound)
      else return this.#passed(checked.isLast)
    } catch (error) {
      log.error('check-failed', { why: String(error) })
    }
    return AGAIN_AFTER_MS
  }

  #passed(isLast: boolean): number {
    if (!isLast) return NEXT_AFTER_MS
    if (this.#isClean) this.#drift.found(false, this.#needs.clock.monotonic())
    this.#isClean = true
    return AGAIN_AFTER_MS
  }

  async #found(sites: readonly string[]): Promise<void> {
    const { cache, clock, log, anew } = this.#needs
    this.#isClean = false
    const next = this.#drift.found(true, clock.monotonic())
    if (next === 'nothing') return
    log.error('cache-drifted', { sites, next })
    if (next === 'give up') return
    await cache.forget()
    this.#isClean = true // the walk begins again over what is fetched
    anew()
  }
}
