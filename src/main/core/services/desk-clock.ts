import type { Clock } from '../ports.ts'

/** From how many milliseconds on a clock that has moved is told of. */
const MOVED_MS = 1500

/** What was last measured of the desk's clock, over a restart too: its own minus the device's. */
export type Measured = () => number | null

/**
 * The desk's clock, as well as this device can tell. Once the desk was met in this run, it goes on by
 * what has elapsed since, sleep included, and nobody who sets the device's clock moves it. Before
 * that there is only the device's clock, put right by what was measured in an earlier run.
 */
export class DeskClock {
  readonly #clock: Clock
  readonly #measured: Measured
  #met: { readonly desk: number; readonly elapsed: number } | undefined
  #told: number | null = null

  constructor(clock: Clock, measured: Measured) {
    this.#clock = clock
    this.#measured = measured
  }

  /** Takes up that it was `desk` on the desk's clock a moment ago; answers the offset measured. */
  met(desk: number): number {
    this.#met = { desk, elapsed: this.#clock.elapsed() }
    return this.#round()
  }

  /** Milliseconds since 1970. */
  now(): number {
    if (!this.#met) return this.#clock.now() + (this.#measured() ?? 0)
    return this.#met.desk + this.#clock.elapsed() - this.#met.elapsed
  }

  /** The desk's clock minus the device's, in whole milliseconds; null if never measured. */
  offsetMs(): number | null {
    if (!this.#met) return this.#measured()
    return this.#round()
  }

  /** Whether the device's clock was set since this was last asked. */
  wasSet(): boolean {
    const before = this.#told
    this.#told = this.offsetMs()
    return before !== null && this.#told !== null && Math.abs(before - this.#told) > MOVED_MS
  }

  #round(): number {
    return Math.round(this.now() - this.#clock.now())
  }
}
