/** Wakes those who wait for news: a long poll is answered when something happens, not on a beat. */
export class Bell {
  readonly #waiting = new Set<() => void>()
  #closed = false

  /** Wakes everyone who waits now. */
  ring(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  /** Wakes everyone; from now on nobody waits. */
  close(): void {
    this.#closed = true
    this.ring()
  }

  /** Ends at the next ring, after `ms`, or when the signal aborts; false once it is closed. */
  wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.#closed || ms <= 0 || signal.aborted) return Promise.resolve(false)
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve(!this.#closed)
      }
      const timer = setTimeout(wake, ms)
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
}
