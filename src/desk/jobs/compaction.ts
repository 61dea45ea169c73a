/** Tombstones are kept for consoles that were away; after a month they go. */
import type { Logger } from 'pino'
import { instant } from '../../shared/domain/instant.ts'
import { anyGoneBefore, forgetGone } from '../store/gone-rows.ts'
import type { Store } from '../store/store.ts'
import { pause } from './pace.ts'

/** How long a console may be away and still be told what left meanwhile, in milliseconds. */
const KEPT_MS = 30 * 24 * 60 * 60_000
const EVERY_MS = 60 * 60_000

/** Forgets what left more than 30 days ago; answers how many rows that were. */
export async function compact(store: Store): Promise<number> {
  const before = (now: number) => instant(now - KEPT_MS)
  if (!(await store.read((db) => anyGoneBefore(db, before(Date.now()))))) return 0
  return store.write((tx) => forgetGone(tx, before(Date.parse(tx.now))))
}

/**
 * Compacts now and every hour, until the signal aborts; it never rejects. It takes no lease: what
 * another process has compacted already is not there to be compacted again.
 */
export async function keepCompact(
  { store, log }: { readonly store: Store; readonly log: Logger },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const forgotten = await compact(store)
      if (forgotten > 0) log.info({ forgotten }, 'what left a month ago is no longer told')
    } catch (error) {
      log.error({ err: error }, 'compaction failed; it is tried again in an hour')
    }
    await pause(EVERY_MS, signal)
  }
}
