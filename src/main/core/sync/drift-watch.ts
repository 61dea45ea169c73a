/** The first look waits until whoever has just started the console has their queue. */
const FIRST_AFTER_MS = 60_000
const EVERY_MS = 10 * 60_000

/**
 * When the cache is compared with what the desk says its cases come to, and what follows. What has
 * drifted is fetched anew once; what still differs after that is said and left, for a third time
 * would change nothing and cost the desk everything again.
 */
export class DriftWatch {
  #dueAt: number
  #fetchedAnew = false

  /** `now` is on the monotonic clock, here and below, in milliseconds. */
  constructor(now: number) {
    this.#dueAt = now + FIRST_AFTER_MS
  }

  isDue(now: number): boolean {
    return now >= this.#dueAt
  }

  /** Takes up what a comparison showed. */
  found(isDrifted: boolean, now: number): 'nothing' | 'fetch anew' | 'give up' {
    const before = this.#fetchedAnew
    this.#fetchedAnew = isDrifted
    if (isDrifted && !before) return 'fetch anew' // and look again as soon as that is whole
    this.#dueAt = now + EVERY_MS
    return isDrifted ? 'give up' : 'nothing'
  }
}
