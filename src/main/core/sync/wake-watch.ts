import type { Cancel, Clock } from '../ports.ts'

const LOOK_EVERY_MS = 5000
/** A busy machine may be late by some seconds; one that slept is later, or its clocks disagree. */
const LATE_MS = 20_000

/**
 * Notices that the device has slept: a timer came far too late, by its monotonic clock or by its wall
 * clock. Which of the two goes on in sleep depends on the system. A wall clock that is set forward
 * looks the same, and does no harm.
 */
export class WakeWatch {
  readonly #clock: Clock
  readonly #woke: () => void
  #cancel: Cancel

  constructor(clock: Clock, woke: () => void) {
    this.#clock = clock
    this.#woke = woke
    this.#cancel = this.#look()
  }

  stop(): void {
    this.#cancel()
  }

  #look(): Cancel {
    const { now, monotonic } = this.#times()
    return this.#clock.after(LOOK_EVERY_MS, () => {
      const then = this.#times()
      const took = Math.max(then.now - now, then.monotonic - monotonic)
      this.#cancel = this.#look()
      if (took > LOOK_EVERY_MS + LATE_MS) this.#woke()
    })
  }

  #times() {
    return { now: this.#clock.now(), monotonic: this.#clock.monotonic() }
  }
}
