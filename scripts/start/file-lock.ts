import Database from 'better-sqlite3'

/** A lock that the operating system drops with the process that holds it, however that ends. */
export interface FileLock {
  release(): void
}

/**
 * Takes the lock on this file, or gives undefined while another process holds it.
 *
 * SQLite's own file lock, because Node has no other that a killed process cannot leave behind.
 */
export function takeLock(file: string, waitMs = 0): FileLock | undefined {
  const db = new Database(file, { timeout: waitMs })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
    return { release: () => db.close() }
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return undefined
    throw error
  }
}
