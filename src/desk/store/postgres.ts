/** PostgreSQL: one database that several desk processes may share. */
import { randomBytes } from 'node:crypto'
import { PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { DeskDialect } from './dialect.ts'

/** Whose turn it is to write is decided by the head row; more connections would only wait for it. */
const WRITERS = 4
const READERS = 8
const CONNECT_MS = 10_000
const RECONNECT_MS = 1000
const CHANNEL = 'linesman_moved'
const INT8 = 20

const parserOf: (oid: number, format?: 'text' | 'binary') => unknown = pg.types.getTypeParser

/** 64-bit integers as numbers: the desk's own never come near what a number holds exactly. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === INT8 ? Number : parserOf(oid, format),
}

/** A dialect on a pool of its own. An idle connection that breaks is replaced at the next use. */
function pooled(url: string, max: number): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'linesman desk',
    connectionTimeoutMillis: CONNECT_MS,
    max,
    types,
  })
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}

/** The database at this address. */
export function postgresDialect(url: string): DeskDialect {
  const self = randomBytes(8).toString('hex')
  return {
    alone: false,
    integer: 'BIGINT',
    tableEnd: '',
    appendOnly: (table) => [
      `CREATE FUNCTION ${table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '${table} is append-only'; END $$`,
      `CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION ${table}_is_append_only()`,
      `CREATE TRIGGER ${table}_is_never_cut BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION ${table}_is_append_only()`,
    ],
    writing: () => pooled(url, WRITERS),
    reading: () => pooled(url, READERS),
    snapshot: (db) =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only'),
    tell: async (db) => {
      await sql`select pg_notify(${CHANNEL}, ${self})`.execute(db)
    },
    hear: (onTold) =>
      listen(url, (payload) => {
        if (payload !== self) onTold()
      }),
  }
}

/** Listens until it is told to stop, and again after each broken connection. */
function listen(url: string, onTold: (payload: string) => void): () => Promise<void> {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const again = () => {
    client = undefined
    if (!stopped) timer = setTimeout(connect, RECONNECT_MS).unref()
  }
  const connect = () => {
    const mine = new pg.Client({
      connectionString: url,
      application_name: 'linesman desk, listening',
      connectionTimeoutMillis: CONNECT_MS,
    })
    client = mine
    mine.on('notification', ({ payload }) => onTold(payload ?? ''))
    mine.on('error', () => undefined)
    mine.once('end', again)
    // What was missed while there was no connection, a look at the head row makes up for.
    mine
      .connect()
      .then(() => mine.query(`LISTEN ${CHANNEL}`))
      .catch(() => mine.end().catch(again))
  }
  connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}
