import Database from 'better-sqlite3'
import { z } from 'zod'
import type { LogHead } from '../../../shared/desk/desk.ts'
import { type Problem, problem, ProblemError } from '../../../shared/domain/problem.ts'
import { AsideRows } from './asides.ts'
import { Deliveries } from './deliveries.ts'
import { Drafts } from './drafts.ts'
import { Errands } from './errands.ts'
import { journalSchema } from './journal-schema.ts'
import { MadeTogether } from './made-together.ts'
import { foreignness, migrate } from './migrate.ts'
import { type Prepared, prepareAll } from './prepared.ts'
import { PutAway } from './put-away.ts'
import { Seen } from './seen.ts'
import { Spells } from './spells.ts'
import { isDamage, storeProblem, writing } from './store-problem.ts'

/** How long a press waits for another program that holds the file: the window waits with it. */
const PATIENCE_MS = 1000

/** Every statement over what the device knows of itself and the desk, by name. */
export const deviceSql = {
  next: `UPDATE device SET n = n + 1 WHERE one = 1 RETURNING n`,
  get: `SELECT epoch, log_size AS logSize, log_head AS logHead, offset_ms AS offsetMs,
    synced_at AS syncedAt, mark, cases_epoch AS casesEpoch FROM device WHERE one = 1`,
  hello: `UPDATE device SET epoch = ?, log_size = ?, log_head = ?, offset_ms = ? WHERE one = 1`,
  synced: `UPDATE device SET synced_at = ? WHERE one = 1`,
  mark: `UPDATE device SET mark = ? WHERE one = 1`,
  casesEpoch: `UPDATE device SET cases_epoch = ? WHERE one = 1`,
} as const

const DeviceFacts = z.object({
  epoch: z.string().nullable(),
  logSize: z.int().nullable(),
  logHead: z.string().nullable(),
  offsetMs: z.int().nullable(),
  syncedAt: z.string().nullable(),
  /** Where the desk last said, signed, that it stood. */
  mark: z.string().nullable(),
  /** The epoch in which the numbers of the cases here are right. */
  casesEpoch: z.string().nullable(),
})
export type DeviceFacts = z.infer<typeof DeviceFacts>

/**
 * What one person decided on this device for one desk. Everything in it was on disk, flushed,
 * before anyone was told of it. It holds no comment text.
 */
export class Journal {
  readonly #at: () => string
  #file: JournalFile
  #broke: () => void = () => undefined
  #damage: Problem | undefined

  constructor(db: Database.Database, at: () => string, damage?: Problem) {
    this.#at = at
    this.#damage = damage
    this.#file = opened(db, at)
  }

  get deliveries(): Deliveries {
    return this.#file.deliveries
  }

  get errands(): Errands {
    return this.#file.errands
  }

  get seen(): Seen {
    return this.#file.seen
  }

  get putAway(): PutAway {
    return this.#file.putAway
  }

  get drafts(): Drafts {
    return this.#file.drafts
  }

  get together(): MadeTogether {
    return this.#file.together
  }

  get spells(): Spells {
    return this.#file.spells
  }

  get asides(): AsideRows {
    return this.#file.asides
  }

  /** Why decisions cannot be recorded here, or undefined. */
  get damage(): Problem | undefined {
    return this.#damage
  }

  /** All of `work` or nothing, flushed to disk when this returns. Disk failures are problems. */
  write<T>(work: () => T): T {
    try {
      return this.#file.db.transaction(work).immediate()
    } catch (error) {
      if (isDamage(error)) this.holdsTogether()
      const found = storeProblem(error)
      throw found ? new ProblemError(found) : error
    }
  }

  /** The device's next number; only inside `write`. */
  nextN(): number {
    return z.object({ n: z.int() }).parse(this.#file.device.next.get()).n
  }

  facts(): DeviceFacts {
    return DeviceFacts.parse(this.#file.device.get.get())
  }

  /** Keeps what the desk said of itself. */
  keepHello({ epoch, size, head }: LogHead, offsetMs: number): void {
    this.#file.device.hello.run(epoch, size, head, offsetMs)
  }

  keepSynced(at: string): void {
    this.#file.device.synced.run(at)
  }

  /** Keeps where the desk stands: what is heard last is the newest. */
  keepMark(mark: string | null | undefined): void {
    if (mark != null) this.#file.device.mark.run(mark)
  }

  keepCasesEpoch(epoch: string): void {
    this.#file.device.casesEpoch.run(epoch)
  }

  /**
   * Looks whether the file holds together. One that does not is closed and left as it lies, and an
   * empty one in memory stands in, so that the queue can still be read. Answers whether it does.
   */
  holdsTogether(): boolean {
    if (this.#damage) return true // what stands in is sound
    if (isSound(this.#file.db)) return true
    const { db } = this.#file
    this.#damage = unusable(db.name, 'it is damaged')
    this.#file = opened(new Database(':memory:'), this.#at)
    db.close()
    this.#broke()
    return false
  }

  /** Has `told` told when the file turns out to be damaged while it is open. */
  onDamage(told: () => void): void {
    this.#broke = told
  }

  close(): void {
    this.#file.db.close()
  }
}

interface JournalFile {
  readonly db: Database.Database
  readonly deliveries: Deliveries
  readonly errands: Errands
  readonly seen: Seen
  readonly putAway: PutAway
  readonly spells: Spells
  readonly together: MadeTogether
  readonly drafts: Drafts
  readonly asides: AsideRows
  readonly device: Readonly<Record<keyof typeof deviceSql, Prepared>>
}

function opened(db: Database.Database, at: () => string): JournalFile {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('recursive_triggers = ON')
  migrate(db, journalSchema)
  return {
    db,
    deliveries: new Deliveries(db, at),
    errands: new Errands(db, at),
    seen: new Seen(db),
    putAway: new PutAway(db, at),
    spells: new Spells(db),
    together: new MadeTogether(db),
    drafts: new Drafts(db),
    asides: new AsideRows(db),
    device: prepareAll(db, deviceSql),
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
  return new Journal(new Database(':memory:'), at, unusable(file, why))
}

function unusable(file: string, why: string): Problem {
  return problem(
    'store-damaged',
    `The file that holds your decisions cannot be used: ${why}. Nothing was deleted; the queue can be read, but nothing decided. Copy ${file} and the files beside it to a lead, who can rescue what is in it (sqlite3 journal.db .recover). Moved away, a new one is begun.`,
  )
}

function isSound(db: Database.Database): boolean {
  try {
    return unsoundness(db) === undefined
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

function trust(file: string): { readonly db: Database.Database; readonly why?: string } {
  const db = writing(() => new Database(file, { timeout: PATIENCE_MS }))
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
