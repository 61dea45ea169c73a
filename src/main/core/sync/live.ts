import type { Chance, Clock, Desk, Log } from '../ports.ts'
import { backoff } from './backoff.ts'

const WATCHDOG_MS = 40_000

export interface LiveNeeds {
  readonly desk: Desk
  readonly token: string
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  /** Told that the desk may have something new. */
  readonly news: () => void
}

/**
 * Listens for pokes until stopped. The desk says something at least every 15 s; after 40 s of
 * silence the connection is given up for dead. A poke carries no data: there is one way that rows
 * come in. Losing the connection is itself news, for something may have been missed.
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
    const { clock, chance, news } = this.#needs
    const { signal } = this.#stop
    for (let failures = 1; !signal.aborted; failures++) {
      if (await this.#listen()) failures = 0
      if (!this.#stop.signal.aborted) news()
      await pause(backoff(failures, chance.unit()), clock, signal)
    }
  }

  /** Listens once; answers whether anything was heard. */
  async #listen(): Promise<boolean> {
    const { desk, token, clock, log, news } = this.#needs
    const connection = new AbortController()
    const signal = AbortSignal.any([connection.signal, this.#stop.signal])
    const watch = () => clock.after(WATCHDOG_MS, () => connection.abort())
    let heardAny = false
    let cancel = watch()
    try {
      await desk.live(
        token,
        (isNews) => {
          heardAny = true
          cancel()
          cancel = watch()
          if (isNews) news()
        },
        signal,
      )
    } catch (error) {
      if (!signal.aborted) log.info('live-lost', { why: String(error) })
    } finally {
      cancel()
    }
    return heardAny
  }
}

function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve)
    signal.addEventListener('abort', () => {
      cancel()
      resolve()
    })
  })
}
