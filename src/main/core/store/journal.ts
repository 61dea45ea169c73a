import Database from 'better-sqlite3'
import { z } from 'zod'
import type { LogHead } from '../../../shared/desk/desk.ts'
import { type Problem, problem } from '../../../shared/domain/problem.ts'
import { Deliveries } from './deliveries.ts'
import { Errands } from './errands.ts'
import { journalSchema } from './journal-schema.ts'
import { foreignness, migrate } from './migrate.ts'
import { prepareAll } from './prepared.ts'
import { Seen } from './seen.ts'
import { isDamage, writing } from './store-problem.ts'

/** Every statement over what the device knows of itself and the desk, by name. */
export const deviceSql = {
  next: `UPDATE device SET n = n + 1 WHERE one = 1 RETURNING n`,
  get: `SELECT epoch, log_size AS logSize, log_head AS logHead, offset_ms AS offsetMs,
    synced_at AS syncedAt FROM device WHERE one = 1`,
  hello: `UPDATE device SET epoch = ?, log_size = ?, log_head = ?, offset_ms = ? WHERE one = 1`,
  synced: `UPDATE device SET synced_at = ? WHERE one = 1`,
} as const

const DeviceFacts = z.object({
  epoch: z.string().nullable(),
  logSize: z.int().nullable(),
  logHead: z.string().nullable(),
  offsetMs: z.int().nullable(),
  syncedAt: z.string().nullable(),
})
export type DeviceFacts = z.infer<typeof DeviceFacts>

/**
 * What one person decided on this device for one desk. Everything in it was on disk, flushed,
 * before anyone was told of it. It holds no comment text.
 */
export class Journal {
  readonly deliveries: Deliveries
  readonly errands: Errands
  readonly seen: Seen
  /** Why decisions cannot be recorded here, or undefined. */
  readonly damage: Problem | undefined
  readonly #db: Database.Database
  readonly #device

  constructor(db: Database.Database, at: () => string, damage?: Problem) {
    this.#db = db
    this.damage = damage
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('recursive_triggers = ON')
    migrate(db, journalSchema)
    this.deliveries = new Deliveries(db, at)
    this.errands = new Errands(db, at)
    this.seen = new Seen(db)
    this.#device = prepareAll(db, deviceSql)
  }

  /** All of `work` or nothing, flushed to disk when this returns. Disk failures are problems. */
  write<T>(work: () => T): T {
    return writing(() => this.#db.transaction(work).immediate())
  }

  /** The device's next number; only inside `write`. */
  nextN(): number {
    return z.object({ n: z.int() }).parse(this.#device.next.get()).n
  }

  facts(): DeviceFacts {
    return DeviceFacts.parse(this.#device.get.get())
  }

  /** Keeps what the desk said of itself. */
  keepHello({ epoch, size, head }: LogHead, offsetMs: number): void {
    this.#device.hello.run(epoch, size, head, offsetMs)
  }

  keepSynced(at: string): void {
    this.#device.synced.run(at)
  }

  close(): void {
    this.#db.close()
  }
}

/**
 * Opens a journal. A damaged or foreign one is left as it lies, never deleted: an empty one in
 * memory stands in, which says why no decision can be recorded.
 */
export function openJournal(file: string, at: () => string): Journal {
  const { db, why } = trust(file)
  if (why === undefined) return new Journal(db, at)
  db.close()
  const told = problem(
    'store-damaged',
    `The file that holds your decisions cannot be used: ${why}. Nothing was deleted. Copy ${file} to a safe place and show it to whoever looks after Linesman; moved away, a new one is begun.`,
  )
  return new Journal(new Database(':memory:'), at, told)
}

function trust(file: string): { readonly db: Database.Database; readonly why?: string } {
  const db = writing(() => new Database(file))
  try {
    const why = foreignness(db, journalSchema) ?? unsoundness(db)
    return why === undefined ? { db } : { db, why }
  } catch (error) {
    if (isDamage(error)) return { db, why: 'it is damaged' }
    db.close()
    return writing(() => {
      throw error
    })
  }
}

function unsoundness(db: Database.Database): string | undefined {
  const verdict = db.pragma('quick_check(1)', { simple: true })
  return verdict === 'ok' ? undefined : 'it is damaged'
}
