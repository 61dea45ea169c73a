import type { Problem } from '../../../shared/domain/problem.ts'
import type { Cancel, Clock } from '../ports.ts'

const NOTE_MS = 60_000

/**
 * What is said beside how sync stands: the newest thing, for a minute. Lost history stays until the
 * end, and nothing else is said over it.
 */
export class Notes {
  readonly #clock: Clock
  readonly #changed: () => void
  #note: Problem | null = null
  #forget: Cancel = () => undefined

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  get current(): Problem | null {
    return this.#note
  }

  say(told: Problem): void {
    const isAlarm = told.code === 'history-lost'
    if (!isAlarm && this.#note?.code === 'history-lost') return
    this.#note = told
    this.#forget()
    this.#forget = isAlarm
      ? () => undefined
      : this.#clock.after(NOTE_MS, () => {
          this.#note = null
          this.#changed()
        })
    this.#changed()
  }

  /** Nobody is told any more. */
  stop(): void {
    this.#forget()
  }
}
