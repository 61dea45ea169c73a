import path from 'node:path'
import Database from 'better-sqlite3'

/** A data folder that is ours alone for as long as this is held. */
export interface FolderLock {
  release(): void
}

/**
 * Takes a data folder for this process, or answers undefined where another has it.
 *
 * The lock is the operating system's, held on a database file, so it dies with its process
 * however that ends: there is no stale one.
 */
export function lockFolder(folder: string): FolderLock | undefined {
  const db = new Database(path.join(folder, 'lock.db'), { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (one INTEGER) STRICT')
    db.exec('INSERT INTO held VALUES (1)')
    return {
      release: () => {
        db.exec('ROLLBACK')
        db.close()
      },
    }
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return undefined
    throw error
  }
}
