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

const Prepare = z.instanceof(Function)
const Statement = z.custom<Database.Statement>((value) => typeof value === 'object')

/** Writes down what every writing connection of this process runs, until stopped. */
export function recordStatements(): { readonly ran: readonly Ran[]; readonly stop: () => void } {
  const { prototype } = Database
  const before = Object.getOwnPropertyDescriptor(prototype, 'prepare')
  const prepare = Prepare.parse(before?.value)
  const ran: Ran[] = []
  let on = true
  Object.defineProperty(prototype, 'prepare', {
    ...before,
    value(this: Database.Database, sql: string) {
      const statement = Statement.parse(Reflect.apply(prepare, this, [sql]))
      if (this.readonly) return statement
      return listenedTo(statement, (parameters) => {
        if (on) ran.push({ sql, parameters })
      })
    },
  })
  return {
    ran,
    stop: () => {
      on = false
      Object.defineProperty(prototype, 'prepare', { ...before })
    },
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
