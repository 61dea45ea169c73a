/**
 * The statements that the desk runs, written down with what they were given, and run again by hand:
 * the floor of a decision is the desk's own statements without the desk.
 */
import Database from 'better-sqlite3'
import { z } from 'zod'

/** A statement as it was run. */
export interface Ran {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

const Method = z.instanceof(Function)
const Statement = z.custom<Database.Statement>((value) => typeof value === 'object')

const isWriting = (db: Database.Database) => !db.readonly

/** What is written down, and what ends it. */
interface Recording {
  readonly ran: readonly Ran[]
  readonly stop: () => void
}

/**
 * Writes down what connections of this process run, until stopped: those that `which` names, or all
 * that write. A transaction that better-sqlite3 begins by itself is written down with its ends.
 */
export function recordStatements(which: (db: Database.Database) => boolean = isWriting): Recording {
  const { prototype } = Database
  const before = {
    prepare: Object.getOwnPropertyDescriptor(prototype, 'prepare'),
    transaction: Object.getOwnPropertyDescriptor(prototype, 'transaction'),
  }
  const prepare = Method.parse(before.prepare?.value)
  const transaction = Method.parse(before.transaction?.value)
  const ran: Ran[] = []
  let on = true
  const heard = (sql: string, parameters: readonly unknown[] = []) => {
    if (on) ran.push({ sql, parameters })
  }
  Object.defineProperty(prototype, 'prepare', {
    ...before.prepare,
    value(this: Database.Database, sql: string) {
      const statement = Statement.parse(Reflect.apply(prepare, this, [sql]))
      return which(this) ? listenedTo(statement, (given) => heard(sql, given)) : statement
    },
  })
  Object.defineProperty(prototype, 'transaction', {
    ...before.transaction,
    value(this: Database.Database, work: () => unknown): unknown {
      return Reflect.apply(transaction, this, [which(this) ? withEnds(work, heard) : work])
    },
  })
  return {
    ran,
    stop: () => {
      on = false
      Object.defineProperty(prototype, 'prepare', { ...before.prepare })
      Object.defineProperty(prototype, 'transaction', { ...before.transaction })
    },
  }
}

/** The work of a transaction that is not within another one. */
function withEnds(work: () => unknown, heard: (sql: string) => void): () => unknown {
  return () => {
    heard('BEGIN IMMEDIATE')
    const result = work()
    heard('COMMIT')
    return result
  }
}

function listenedTo(
  statement: Database.Statement,
  heard: (parameters: readonly unknown[]) => void,
): Pick<Database.Statement, 'reader' | 'get' | 'all' | 'run' | 'iterate'> {
  return {
    reader: statement.reader,
    get: (...parameters) => {
      heard(parameters)
      return statement.get(...parameters)
    },
    all: (...parameters) => {
      heard(parameters)
      return statement.all(...parameters)
    },
    run: (...parameters) => {
      heard(parameters)
      return statement.run(...parameters)
    },
    iterate: (...parameters) => {
      heard(parameters)
      return statement.iterate(...parameters)
    },
  }
}

/** What was run, cut behind each commit: one transaction each. */
export function transactionsIn(ran: readonly Ran[]): Ran[][] {
  const all: Ran[][] = []
  let current: Ran[] = []
  for (const each of ran) {
    current.push(each)
    if (!/^commit/i.test(each.sql)) continue
    all.push(current)
    current = []
  }
  return all
}

/** Where a desk's log stands: the same in two databases only if the same was done to both. */
export function logHead(file: string): unknown {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare('SELECT log_size, log_head FROM head').get()
  } finally {
    db.close()
  }
}

/** A database on which what was run can be run again, every statement prepared once. */
export function openToReplay(file: string): {
  replay(transactions: readonly (readonly Ran[])[]): void
  close(): void
} {
  const db = new Database(file)
  // The settings that the desk writes with (src/desk/store/dialect.ts).
  db.pragma('busy_timeout = 10000')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('recursive_triggers = ON')
  const statementOf = preparedOnce(db)
  return {
    replay: (transactions) => {
      for (const { sql, parameters } of transactions.flat()) {
        const statement = statementOf(sql)
        if (statement.reader) statement.all(...parameters)
        else statement.run(...parameters)
      }
    },
    close: () => {
      db.close()
    },
  }
}

/** Gives out the statements of a database, each prepared the first time it is wanted. */
export function preparedOnce(db: Database.Database): (sql: string) => Database.Statement {
  const prepared = new Map<string, Database.Statement>()
  return (sql) => {
    const known = prepared.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    prepared.set(sql, made)
    return made
  }
}
