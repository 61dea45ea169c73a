/** What the console has to do while keys are pressed: a sync of 10,000 changes, again and again. */
import type { Filled } from './great-cache.ts'

const CHANGES = 10_000

export interface Load {
  /** Ends it and says how much was done. */
  stop(): Promise<string>
}

/** Starts the load; it goes on until stopped. */
export function startLoad({ desk }: Filled): Load {
  const stop = new AbortController()
  let syncs = 0
  const syncing = (async () => {
    while (!stop.signal.aborted) {
      await desk.stir(CHANGES)
      syncs++
    }
  })()
  return {
    stop: async () => {
      stop.abort()
      await syncing
      return `${syncs} syncs of ${CHANGES} changes`
    },
  }
}
