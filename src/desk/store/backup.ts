/** Backups of a data folder, and what a desk does that finds itself in one. */
import Sqlite from 'better-sqlite3'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { Kysely } from 'kysely'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { type LogVerdict, verifyLog } from '../log/verify.ts'
import { sqliteDialect } from './dialect.ts'
import { beginEpoch } from './epoch.ts'
import { fileProblem } from './opening.ts'
import type { Tables } from './tables.ts'
import { type Reader, WriteTx } from './write.ts'

/** The key that marks a database as a copy: whoever opens it to write has put a backup back. */
const COPY = 'copy'

/** Marks this database as a copy that is older than the one it was made of. */
export async function markAsCopy(db: Reader, now: string): Promise<void> {
  await db
    .insertInto('desk_key')
    .values({ name: COPY, value: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: now }))
    .execute()
}

/**
 * Begins a new epoch where the database is a copy: consoles then know that what they saw since may
 * be lost, and fetch and send again. Leases in a copy are nobody's.
 */
export async function beginAgainIfCopy(db: Kysely<Tables>, clock: () => string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const copy = await trx.deleteFrom('desk_key').where('name', '=', COPY).executeTakeFirst()
    if (copy.numDeletedRows === 0n) return
    await trx.updateTable('job').set({ lease_by: null, lease_until: null }).execute()
    const tx = await WriteTx.begin(trx, clock)
    await beginEpoch(tx)
    await tx.finish()
  })
}

function emptyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (readdirSync(folder).length > 0)
    throw new ProblemError(problem('bad-input', `${folder} is not empty: name another folder.`))
}

/** On the disk, not only handed to the system. */
function settle(file: string): void {
  const handle = openSync(file, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function copyInto(source: string, copy: string): void {
  const db = new Sqlite(source, { readonly: true })
  try {
    db.pragma('busy_timeout = 10000')
    db.prepare('VACUUM INTO ?').run(copy)
  } finally {
    db.close()
  }
  const made = new Sqlite(copy)
  try {
    made
      .prepare('INSERT OR REPLACE INTO desk_key (name, value) VALUES (?, ?)')
      .run(COPY, new Date().toISOString())
  } finally {
    made.close()
  }
}

/** Opens the copy anew, as whoever restores it will, and walks its log. */
async function check(copy: string): Promise<LogVerdict> {
  const file = new Sqlite(copy, { readonly: true })
  const whole: unknown = file.pragma('integrity_check(1)', { simple: true })
  file.close()
  if (whole !== 'ok') throw new ProblemError(problem('store-damaged', `The copy came out damaged.`))
  const db = new Kysely<Tables>({ dialect: sqliteDialect(copy).reading() })
  try {
    return await verifyLog(db)
  } finally {
    await db.destroy()
  }
}

/**
 * Copies the data of a folder as it is at one moment into an empty folder, beside a running desk if
 * need be, and proves the copy by opening it and walking its log.
 *
 * Throws a ProblemError, leaving no file behind, where there is nothing to copy, the folder is not
 * empty, or the copy or its log is not whole.
 */
export async function backUp(dataDir: string, folder: string): Promise<LogVerdict> {
  const source = path.join(dataDir, 'desk.db')
  if (!existsSync(source))
    throw new ProblemError(problem('not-found', `There is no desk in ${dataDir}: check --data.`))
  const copy = path.join(folder, 'desk.db')
  const part = `${copy}.part`
  try {
    emptyFolder(folder)
    copyInto(source, part)
    const verdict = await check(part)
    if (!verdict.whole) throw new ProblemError(problem('store-damaged', verdict.says))
    settle(part)
    renameSync(part, copy)
    settle(folder)
    return verdict
  } catch (error) {
    rmSync(part, { force: true })
    throw fileProblem(error, source) ?? error
  }
}
