/**
 * One write transaction. It takes the head row first, so that the running numbers, the places in
 * the log and the order of commits are one order, on any database at READ COMMITTED.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { LogHead } from '../../shared/desk/desk.ts'
import { chainHash } from '../../shared/domain/log-chain.ts'
import type { EntryKind } from '../../shared/domain/log-entry.ts'
import { entryText, type NewEntry, sha256 } from '../log/entry-text.ts'
import type { LogTable, Tables } from './tables.ts'
import type { OwnEntryTable } from './op-tables.ts'

/** What a read may use: any connection, in or out of a transaction. */
export type Reader = Kysely<Tables>

interface Counters {
  epoch: string
  seq: number
  caseNo: number
  logSize: number
  logHead: string
}

/** Rows in one INSERT: few enough for any database's limit of parameters. */
const ROWS_AT_ONCE = 100

/** The rows in lots that one INSERT takes. */
export function* lots<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE)
}

/** What a write may use, and the running numbers that it alone gives out. */
export class WriteTx {
  readonly db: Transaction<Tables>
  /** The desk's clock when the transaction took its turn: one instant for all it records. */
  readonly now: string
  #counters: Counters
  #entries: LogTable[] = []
  #own: OwnEntryTable[] = []
  #moved = false
  #isRenamed = false

  private constructor(db: Transaction<Tables>, now: string, head: Counters) {
    this.db = db
    this.now = now
    this.#counters = { ...head }
  }

  /** Takes the head row, and with it the turn to write. */
  static async begin(db: Transaction<Tables>, clock: () => string): Promise<WriteTx> {
    const head = await db
      .updateTable('head')
      .set((eb) => ({ seq: eb('seq', '+', 1) }))
      .where('id', '=', 1)
      .returning([
        'epoch',
        'seq',
        'case_no as caseNo',
        'log_size as logSize',
        'log_head as logHead',
      ])
      .executeTakeFirstOrThrow()
    return new WriteTx(db, clock(), head)
  }

  /** The name of the history that this goes on with. */
  get epoch(): string {
    return this.#counters.epoch
  }

  /** Where the desk stands once this is committed, as far as it has gone. */
  get place(): { readonly epoch: string; readonly seq: number; readonly log: LogHead } {
    const { epoch, seq, logSize: size, logHead: head } = this.#counters
    return { epoch, seq, log: { epoch, size, head } }
  }

  /** Goes on under another name from here: what came before is another history’s. */
  rename(epoch: string): void {
    this.#counters.epoch = epoch
    this.#isRenamed = true
    this.#moved = true
  }

  /** Whether a console would see that this happened. */
  get moved(): boolean {
    return this.#moved
  }

  /** The next place in the feed. */
  nextSeq(): number {
    this.#moved = true
    return ++this.#counters.seq
  }

  /** The next case's running number. */
  nextCaseNo(): number {
    return ++this.#counters.caseNo
  }

  /** Puts an entry on the chain and says its place. */
  log<K extends EntryKind>(entry: NewEntry<K>): number {
    const { logSize, logHead } = this.#counters
    const n = logSize + 1
    const text = entryText(entry, { n, epoch: this.epoch, at: this.now })
    const hash = chainHash(sha256, logHead, text)
    this.#entries.push({ n, text, hash })
    if (entry.actor !== undefined) this.#own.push({ staff_id: entry.actor, n })
    this.#counters.logSize = n
    this.#counters.logHead = hash
    return n
  }

  /** Runs a part that, if it throws, leaves nothing: no row, no number, no entry. */
  async part<T>(run: () => Promise<T>): Promise<T> {
    const counters = { ...this.#counters }
    const entries = this.#entries.length
    const own = this.#own.length
    await sql`savepoint part`.execute(this.db)
    try {
      const value = await run()
      await sql`release savepoint part`.execute(this.db)
      return value
    } catch (error) {
      await sql`rollback to savepoint part`.execute(this.db)
      await sql`release savepoint part`.execute(this.db)
      this.#counters = counters
      this.#entries.length = entries
      this.#own.length = own
      throw error
    }
  }

  /** Writes the entries and puts the head row where it now is. Called once, before the commit. */
  async finish(): Promise<void> {
    for (const rows of lots(this.#entries))
      await this.db.insertInto('log_entry').values(rows).execute()
    for (const rows of lots(this.#own)) await this.db.insertInto('own_entry').values(rows).execute()
    await this.db
      .updateTable('head')
      .set({
        ...(this.#isRenamed ? { epoch: this.#counters.epoch } : {}),
        seq: this.#counters.seq,
        case_no: this.#counters.caseNo,
        log_size: this.#counters.logSize,
        log_head: this.#counters.logHead,
      })
      .where('id', '=', 1)
      .execute()
  }
}
