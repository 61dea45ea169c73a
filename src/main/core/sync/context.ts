import type { Emit } from '../../../shared/contract/contract.ts'
import type { Decide } from '../services/decide.ts'
import type { DeskClock } from '../services/desk-clock.ts'
import type { Queue } from '../services/queue.ts'
import type { Reconnects } from '../services/reconnects.ts'
import type { Clock, Desk, Log } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'

/** What the parts of sync work on: one person's files, and the desk as that person. */
export interface SyncContext {
  readonly desk: Desk
  readonly token: string
  readonly clock: Clock
  readonly deskClock: DeskClock
  readonly log: Log
  readonly journal: Journal
  readonly cache: Cache
  readonly queue: Queue
  readonly decide: Decide
  readonly emit: Emit
  /** Told when contact is lost and when it is back. */
  readonly contact: Reconnects
  /** Told of the origins of the desk's sites, as it names them in every hello. */
  readonly sites: (origins: readonly string[]) => void
  /** Told of every delivery that moved, after it is on disk. */
  readonly moved: (opIds: readonly string[]) => void
}
