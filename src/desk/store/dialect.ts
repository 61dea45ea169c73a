/**
 * All that differs between databases, in one place. Everything else is written in the SQL they
 * share: TEXT and 64-bit INTEGER columns, JSON kept as TEXT, no function of one database alone.
 */
import Sqlite from 'better-sqlite3'
import {
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type TransactionBuilder,
} from 'kysely'
import type { Tables } from './tables.ts'

/** A database that can be opened for writing and, beside it, for reading alone. */
export interface DeskDialect {
  /** Whether nobody else's tables can be in it. */
  readonly alone: boolean
  /** The type of a 64-bit integer column. */
  readonly integer: string
  /** What stands after the bracket that closes a table. */
  readonly tableEnd: string
  /** Statements after which rows of this table can be added but neither changed nor deleted. */
  appendOnly(table: string): readonly string[]
  writing(): Dialect
  /** A connection of its own that sees only what is committed. */
  reading(): Dialect
  /** A transaction that sees one committed moment. */
  snapshot(db: Kysely<Tables>): TransactionBuilder<Tables>
  /** Tells the other processes, once the transaction commits, that something moved. */
  tell?(db: Kysely<Tables>): Promise<void>
  /** Calls back when another process tells; returns how to stop. */
  hear?(onTold: () => void): () => Promise<void>
}

/** SQLite can undo DDL, whatever the stock adapter says: a migration is made whole or not at all. */
class DdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Takes the one write lock at once, so that a transaction never fails half-way for want of it. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(
    connection: Parameters<SqliteDriver['beginTransaction']>[0],
  ): Promise<void> {
    await connection.executeQuery(begin)
  }
}

const begin: Parameters<Parameters<SqliteDriver['beginTransaction']>[0]['executeQuery']>[0] = {
  sql: 'begin immediate',
  parameters: [],
  query: { kind: 'RawNode', sqlFragments: ['begin immediate'], parameters: [] },
  queryId: { queryId: 'begin-immediate' },
}

type Config = ConstructorParameters<typeof SqliteDriver>[0]

class DeskSqliteDialect extends SqliteDialect {
  readonly #config: Config
  readonly #writes: boolean

  constructor(config: Config, writes: boolean) {
    super(config)
    this.#config = config
    this.#writes = writes
  }

  override createAdapter(): SqliteAdapter {
    return new DdlAdapter()
  }

  override createDriver(): Driver {
    return this.#writes ? new ImmediateDriver(this.#config) : new SqliteDriver(this.#config)
  }
}

/** More shapes of statement than the desk has; lists of varying length could make more. */
const KEPT_STATEMENTS = 400

const NOTHING_RUN = { changes: 0, lastInsertRowid: 0 } as const

/** Prepares each statement once. Kysely would prepare it anew on every call. */
function keepingStatements(db: Sqlite.Database): Config['database'] {
  const kept = new Map<string, Sqlite.Statement>()
  return {
    close: () => {
      kept.clear()
      db.close()
    },
    prepare: (sql) => {
      let statement = kept.get(sql)
      if (!statement) {
        if (kept.size >= KEPT_STATEMENTS) kept.clear()
        statement = db.prepare(sql)
        kept.set(sql, statement)
      }
      const prepared = statement
      // A full disk has rolled all of it back already; a second time would hide why.
      const isDone = () => !db.inTransaction && /^rollback\b/i.test(sql)
      return {
        reader: prepared.reader,
        all: (parameters) => prepared.all(...parameters),
        run: (parameters) => (isDone() ? NOTHING_RUN : prepared.run(...parameters)),
        iterate: (parameters) => prepared.iterate(...parameters),
      }
    },
  }
}

/**
 * The SQLite database in this file.
 *
 * Throws what better-sqlite3 throws where the file cannot be opened or is no database.
 */
export function sqliteDialect(file: string): DeskDialect {
  return {
    alone: true,
    integer: 'INTEGER',
    tableEnd: 'STRICT',
    appendOnly: (table) => [
      `CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table}
       BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      `CREATE TRIGGER ${table}_is_never_cut BEFORE DELETE ON ${table}
       BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    ],
    writing: () => {
      const db = new Sqlite(file)
      db.pragma('busy_timeout = 10000')
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
      db.pragma('foreign_keys = ON')
      db.pragma('recursive_triggers = ON')
      const verdict: unknown = db.pragma('quick_check(1)', { simple: true })
      if (verdict !== 'ok') throw new Sqlite.SqliteError(String(verdict), 'SQLITE_CORRUPT')
      return new DeskSqliteDialect({ database: keepingStatements(db) }, true)
    },
    snapshot: (db) => db.transaction(),
    reading: () => {
      const db = new Sqlite(file, { readonly: true })
      db.pragma('busy_timeout = 10000')
      return new DeskSqliteDialect({ database: keepingStatements(db) }, false)
    },
  }
}
