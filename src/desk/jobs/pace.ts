import { setTimeout as sleep } from 'node:timers/promises'

/** Full jitter: anything from nothing to `baseMs`·2^attempt, at most `capMs`. */
export function backOffMs(
  attempt: number,
  {
    baseMs,
    capMs,
    random = Math.random,
  }: {
    readonly baseMs: number
    readonly capMs: number
    readonly random?: () => number
  },
): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30)))
}

/** Waits, or stops waiting when the signal says so. Never rejects. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
}

/** Runs `work` on every item, at most `width` at a time; rejects with the first failure. */
export async function eachOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
}

/** A bell that may be rung before anybody listens: nothing that happens in between is missed. */
export class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves at the next ring, or one since the last wait; after `ms`; or when `signal` aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const done = new AbortController()
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      await Promise.race([woken, pause(ms, AbortSignal.any([signal, done.signal]))])
      done.abort()
      this.#wake = undefined
    }
    this.#rung = false
  }
}
