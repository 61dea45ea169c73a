import { randomBytes } from 'node:crypto'
import Database from 'better-sqlite3'
import { instant } from '../../shared/domain/instant.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { migrations } from './migrations/migrations.ts'

export type Db = Database.Database

/** What makes this site's history its own. */
export interface SiteRow {
  /** Names one unbroken history: a cursor of another one is refused. */
  readonly history: string
  /** Keys the pseudonyms of readers and the tokens of forms. */
  readonly secret: string
}

/**
 * Opens the site's file, takes it for this process alone, and brings its schema up to date.
 *
 * The lock is the operating system's, so that it ends with the process however it ends. Refusals are
 * ProblemErrors in one sentence.
 */
export function openDatabase(file: string, nowMs: number): { db: Db; site: SiteRow } {
  const db = connect(file)
  try {
    // Exclusive before the first access: the lock is then held until close.
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.exec('BEGIN IMMEDIATE; COMMIT')
    migrate(db, file)
    return { db, site: siteOf(db, nowMs) }
  } catch (error) {
    db.close()
    throw explained(error, file)
  }
}

function connect(file: string): Db {
  try {
    return new Database(file, { timeout: 500 })
  } catch (error) {
    throw explained(error, file)
  }
}

function explained(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  if (error.code.startsWith('SQLITE_BUSY'))
    return refusal(
      'store-unwritable',
      `Another paper is running on ${file}; stop it or give another --data.`,
    )
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(error.code))
    return refusal(
      'store-damaged',
      `${file} is not a site's file; move it away or give another --data.`,
    )
  return refusal(
    'store-unwritable',
    `${file} cannot be opened for writing (${error.code}); give another --data.`,
  )
}

const refusal = (code: 'store-unwritable' | 'store-damaged' | 'upgrade-required', words: string) =>
  new ProblemError(problem(code, words))

function migrate(db: Db, file: string): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > migrations.length)
    throw refusal(
      'upgrade-required',
      `${file} was written by a newer version (schema ${version}, this one knows ${migrations.length}); use that version.`,
    )
  db.transaction(() => {
    for (const step of migrations.slice(version)) db.exec(step)
    db.pragma(`user_version = ${migrations.length}`)
  })()
}

function siteOf(db: Db, nowMs: number): SiteRow {
  db.prepare('INSERT OR IGNORE INTO site (one, history, secret, made_at) VALUES (1, ?, ?, ?)').run(
    randomBytes(6).toString('hex'),
    randomBytes(32).toString('hex'),
    instant(nowMs),
  )
  const row = db.prepare<[], SiteRow>('SELECT history, secret FROM site').get()
  if (!row) throw new Error('invariant: the row was written just above')
  return row
}
