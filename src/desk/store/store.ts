/** Opens the desk's database, brings it up to date, and gives out reads and writes. */
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { instant } from '../../shared/domain/instant.ts'
import { GENESIS } from '../../shared/domain/log-chain.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { beginAgainIfCopy } from './backup.ts'
import { type DeskDialect, sqliteDialect } from './dialect.ts'
import { keysOf, makeKeys } from './keys.ts'
import { fileProblem, serverProblem } from './opening.ts'
import { postgresDialect } from './postgres.ts'
import { firstMigration } from './migration-0001.ts'
import { secondMigration } from './migration-0002.ts'
import { thirdMigration } from './migration-0003.ts'
import { fourthMigration } from './migration-0004.ts'
import { fifthMigration } from './migration-0005.ts'
import { sixthMigration } from './migration-0006.ts'
import { seventhMigration } from './migration-0007.ts'
import { eighthMigration } from './migration-0008.ts'
import { ninthMigration } from './migration-0009.ts'
import { tenthMigration } from './migration-0010.ts'
import type { Tables } from './tables.ts'
import { type Reader, WriteTx } from './write.ts'

/** The desk's data: many reads beside one write at a time. */
export interface Store {
  /** Reads of one committed moment. */
  read<T>(run: (db: Reader) => Promise<T>): Promise<T>
  /** Makes all of it or, if `run` throws, nothing. Writes take turns. */
  write<T>(run: (tx: WriteTx) => Promise<T>): Promise<T>
  /** Calls back after each commit that a console would see; returns how to stop. */
  onMoved(listener: () => void): () => void
  /** Calls the listeners if another process has written since the last look. */
  look(): Promise<void>
  /** Keys that only this desk knows. */
  readonly keys: { readonly cursor: string; readonly reader: string }
  /** Waits for the running write and closes. */
  close(): Promise<void>
}

const statements = (list: readonly string[]): Migration => ({
  up: async (db) => {
    for (const text of list) await sql.raw(text).execute(db)
  },
})

const migrationsFor = (dialect: DeskDialect): Record<string, Migration> => ({
  '0001-first': statements(firstMigration(dialect)),
  '0002-the-whole-loop': statements(secondMigration(dialect)),
  '0003-claims': statements(thirdMigration(dialect)),
  '0004-digests': { up: (db: Kysely<Tables>) => fourthMigration(db, dialect) },
  '0005-contests': statements(fifthMigration(dialect)),
  '0006-notices': statements(sixthMigration(dialect)),
  '0007-hands': statements(seventhMigration(dialect)),
  '0008-words': statements(eighthMigration(dialect)),
  '0009-rewriting': statements(ninthMigration(dialect)),
  '0010-people': statements(tenthMigration(dialect)),
})

async function refuseNewer(
  db: Kysely<Tables>,
  { alone }: DeskDialect,
  known: readonly string[],
): Promise<void> {
  const made = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!made.some(({ name }) => name === 'kysely_migration')) {
    if (!alone || made.length === 0) return
    throw new ProblemError(
      problem(
        'bad-input',
        'The database there is another program’s: name another folder by --data.',
      ),
    )
  }
  const done = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const unknown = done.rows.find(({ name }) => !known.includes(name))
  if (unknown)
    throw new ProblemError(
      problem(
        'upgrade-required',
        `The data folder was written by a newer desk (${unknown.name}): start that version instead.`,
      ),
    )
}

async function migrate(db: Kysely<Tables>, dialect: DeskDialect): Promise<void> {
  const migrations = migrationsFor(dialect)
  await refuseNewer(db, dialect, Object.keys(migrations))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error instanceof Error ? error : new Error(JSON.stringify(error))
}

const randomName = (prefix: string) => `${prefix}_${randomBytes(12).toString('hex')}`

/** Writes the one head row and the first entry of the log into a new database. */
async function begin(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const head = {
      id: 1,
      desk_id: randomName('desk'),
      epoch: randomName('e'),
      seq: 0,
      floor: 0,
      case_no: 0,
      log_size: 0,
      log_head: GENESIS,
    }
    // Two processes may begin on an empty database at once: the second finds the first one's row.
    const made = await trx
      .insertInto('head')
      .values(head)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return
    const tx = await WriteTx.begin(trx, () => instant(Date.now()))
    tx.log({ kind: 'epoch.began', site: null, data: { parent: null, why: 'first' } })
    await tx.finish()
  })
}

/** The database file of a data folder. */
const databaseFile = (dataDir: string) => path.join(dataDir, 'desk.db')

/** Where a desk's data is: a data folder, or a PostgreSQL database. */
export type Place = string | { readonly databaseUrl: string }

/**
 * Opens the desk's data folder, made if it is not there, or its database, and brings its tables up
 * to date.
 *
 * Throws a ProblemError that says in one sentence why it cannot be used.
 */
export async function openStore(place: Place, clock: () => number = Date.now): Promise<Store> {
  if (typeof place !== 'string') return openServer(place.databaseUrl, clock)
  const file = databaseFile(place)
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 })
    return await open(sqliteDialect(file), clock)
  } catch (error) {
    throw fileProblem(error, file) ?? error
  }
}

async function openServer(url: string, clock: () => number): Promise<Store> {
  try {
    return await open(postgresDialect(url), clock)
  } catch (error) {
    throw serverProblem(error) ?? error
  }
}

async function open(dialect: DeskDialect, clock: () => number): Promise<Store> {
  const writing = new Kysely<Tables>({ dialect: dialect.writing() })
  try {
    await migrate(writing, dialect)
    await begin(writing)
    await makeKeys(writing)
    await beginAgainIfCopy(writing, () => instant(clock()))
    const keys = await keysOf(writing)
    const { seq } = await writing.selectFrom('head').select('seq').executeTakeFirstOrThrow()
    const reading = new Kysely<Tables>({ dialect: dialect.reading() })
    return storeOver({ dialect, writing, reading }, { clock: () => instant(clock()), keys, seq })
  } catch (error) {
    await writing.destroy()
    throw error
  }
}

function storeOver(
  {
    dialect,
    writing,
    reading,
  }: {
    readonly dialect: DeskDialect
    readonly writing: Kysely<Tables>
    readonly reading: Kysely<Tables>
  },
  given: { readonly clock: () => string; readonly keys: Store['keys']; readonly seq: number },
): Store {
  const { clock, keys } = given
  const listeners = new Set<() => void>()
  const running = new Set<Promise<unknown>>()
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    running.add(work)
    void work.catch(() => undefined).finally(() => running.delete(work))
    return work
  }
  let seen = given.seq
  const wake = () => {
    for (const listener of listeners) listener()
  }
  const look = async () => {
    const { seq } = await reading.selectFrom('head').select('seq').executeTakeFirstOrThrow()
    const isNew = seq > seen
    seen = Math.max(seen, seq)
    if (isNew) wake()
  }
  const write = async <T>(run: (tx: WriteTx) => Promise<T>): Promise<T> => {
    const { value, moved } = await writing.transaction().execute(async (trx) => {
      const tx = await WriteTx.begin(trx, clock)
      const result = await run(tx)
      await tx.finish()
      if (tx.moved) await dialect.tell?.(trx)
      return { value: result, moved: tx.moved }
    })
    if (moved) wake()
    return value
  }
  const deaf = dialect.hear?.(() => void tracked(look()).catch(() => undefined))
  return {
    keys,
    read: (run) => tracked(dialect.snapshot(reading).execute((trx) => run(trx))),
    write: (run) => tracked(write(run)),
    look: () => tracked(look()),
    onMoved: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      await deaf?.()
      await Promise.allSettled(running)
      await reading.destroy()
      await writing.destroy()
    },
  }
}

/**
 * Reads a desk's data without writing to it, and lets go of it again.
 *
 * Throws a ProblemError where there is no desk there.
 */
export async function readFolder<T>(place: Place, run: (db: Reader) => Promise<T>): Promise<T> {
  if (typeof place === 'string') return readFile(place, run)
  try {
    return await readOnce(postgresDialect(place.databaseUrl), run)
  } catch (error) {
    throw serverProblem(error) ?? error
  }
}

async function readFile<T>(dataDir: string, run: (db: Reader) => Promise<T>): Promise<T> {
  const file = databaseFile(dataDir)
  if (!existsSync(file))
    throw new ProblemError(problem('not-found', `There is no desk in ${dataDir}: check --data.`))
  try {
    return await readOnce(sqliteDialect(file), run)
  } catch (error) {
    throw fileProblem(error, file) ?? error
  }
}

async function readOnce<T>(dialect: DeskDialect, run: (db: Reader) => Promise<T>): Promise<T> {
  const db = new Kysely<Tables>({ dialect: dialect.reading() })
  try {
    return await dialect.snapshot(db).execute((trx) => run(trx))
  } finally {
    await db.destroy()
  }
}
