import type { Chance, Clock, Desk, Log } from '../ports.ts'
import { backoff } from './backoff.ts'

/** The desk says at once where it stands: a stream of which nothing has come by then is held back. */
const FIRST_SIGN_MS = 10_000
/** The desk says something at least every 15 s. */
const WATCHDOG_MS = 40_000
/** A stream that has been heard for so long is one that can be kept. */
const STEADY_MS = 10_000
/** After so many in a row that could not be kept, something on the way does not let them be. */
const MOST_BROKEN = 3
/** How long it is asked instead of listened to, before listening is tried again. */
const ASK_FOR_MS = 5 * 60_000
/** Between two questions, so that a busy desk is not asked without a pause. */
const BETWEEN_MS = 1000

export interface LiveNeeds {
  readonly desk: Desk
  readonly token: string
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  /** Where this device stands in the feed; null before the first page. */
  readonly cursor: () => string | null
  /** Told that the desk may have something new. */
  readonly news: () => void
}

/**
 * Hears from the desk that there is something new, until stopped. It listens to a stream of pokes;
 * where one cannot be kept, for a proxy holds it back or cuts it, it asks and is kept waiting for the
 * answer, and now and then tries to listen again. Neither brings rows: there is one way that those
 * come in. Losing the stream is itself news, for something may have been missed.
 */
export class Live {
  readonly #needs: LiveNeeds
  readonly #stop = new AbortController()

  constructor(needs: LiveNeeds) {
    this.#needs = needs
    void this.#run()
  }

  stop(): void {
    this.#stop.abort()
  }

  async #run(): Promise<void> {
    const { chance, news, log } = this.#needs
    const { signal } = this.#stop
    for (let broken = 0; !signal.aborted;) {
      broken = (await this.#listen()) ? 0 : broken + 1
      if (!this.#stop.signal.aborted) news()
      if (broken < MOST_BROKEN) {
        await this.#pause(backoff(broken, chance.unit()))
        continue
      }
      log.info('live-given-up', { broken })
      await this.#ask()
      broken = MOST_BROKEN - 1 // one try, before it is asked again
    }
  }

  /** Listens once; answers whether the stream could be kept. */
  async #listen(): Promise<boolean> {
    const { desk, token, clock, log, news } = this.#needs
    const connection = new AbortController()
    const signal = AbortSignal.any([connection.signal, this.#stop.signal])
    const watch = (ms: number) => clock.after(ms, () => connection.abort())
    const began = clock.monotonic()
    let isSteady = false
    let cancel = watch(FIRST_SIGN_MS)
    try {
      await desk.live(
        token,
        (isNews) => {
          isSteady = clock.monotonic() - began >= STEADY_MS
          cancel()
          cancel = watch(WATCHDOG_MS)
          if (isNews) news()
        },
        signal,
      )
    } catch (error) {
      if (!signal.aborted) log.info('live-lost', { why: String(error) })
    } finally {
      cancel()
    }
    return isSteady
  }

  /** Asks again and again, for a while, whether there is something after where this device stands. */
  async #ask(): Promise<void> {
    const { desk, token, clock, chance, log, news, cursor } = this.#needs
    const { signal } = this.#stop
    const until = clock.monotonic() + ASK_FOR_MS
    for (let failures = 0; !signal.aborted && clock.monotonic() < until;) {
      const from = cursor()
      try {
        if (from !== null && (await desk.awaitChange(token, from, signal))) news()
        failures = 0
      } catch (error) {
        failures++
        if (!this.#stop.signal.aborted) {
          log.info('question-lost', { why: String(error) })
          news()
        }
      }
      await this.#pause(failures === 0 ? BETWEEN_MS : backoff(failures, chance.unit()))
    }
  }

  #pause(ms: number): Promise<void> {
    const { clock } = this.#needs
    const { signal } = this.#stop
    return new Promise((resolve) => {
      const cancel = clock.after(ms, resolve)
      signal.addEventListener(
        'abort',
        () => {
          cancel()
          resolve()
        },
        { once: true },
      )
    })
  }
}
