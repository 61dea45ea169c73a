import type { Cancel, Clock } from '../ports.ts'

interface Hold {
  readonly until: number
  readonly cancel: Cancel
}

/** Decisions in their undo window, on the monotonic clock: a wall clock that jumps changes nothing. */
export class Holds {
  readonly #clock: Clock
  readonly #held = new Map<string, Hold>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Holds one for `ms`, then runs `release`. */
  hold(opId: string, ms: number, release: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#held.delete(opId)
      release()
    })
    this.#held.set(opId, { until: this.#clock.monotonic() + ms, cancel })
  }

  /** How long one is still held, in whole milliseconds; 0 where it is not. */
  left(opId: string): number {
    const hold = this.#held.get(opId)
    return hold ? Math.max(0, Math.ceil(hold.until - this.#clock.monotonic())) : 0
  }

  /** Lets one go without releasing it. */
  drop(opId: string): void {
    this.#held.get(opId)?.cancel()
    this.#held.delete(opId)
  }

  dropAll(): void {
    for (const opId of [...this.#held.keys()]) this.drop(opId)
  }
}
