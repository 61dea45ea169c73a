const QUIET_MS = 10 * 60_000

/**
 * What follows where the cache turns out not to be what it should. What has drifted is fetched anew
 * once; what still differs after that is said and left, for a third time would change nothing and
 * cost the desk everything again.
 */
export class DriftWatch {
  #fetchedAnew = false
  #quietUntil: number | undefined

  /** Takes up what a comparison showed, `now` on the monotonic clock in milliseconds. */
  found(isDrifted: boolean, now: number): 'nothing' | 'fetch anew' | 'give up' {
    if (!isDrifted) {
      this.#fetchedAnew = false
      this.#quietUntil = undefined
      return 'nothing'
    }
    if (this.#quietUntil !== undefined && now < this.#quietUntil) return 'nothing'
    if (!this.#fetchedAnew) {
      this.#fetchedAnew = true
      return 'fetch anew'
    }
    this.#quietUntil = now + QUIET_MS
    return 'give up'
  }
}
