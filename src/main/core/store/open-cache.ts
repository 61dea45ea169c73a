import { existsSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { cacheSchema } from './cache-schema.ts'
import { foreignness, isCurrent, migrate } from './migrate.ts'
import { isDamage } from './store-problem.ts'

/**
 * Opens the cache to write it. A damaged or foreign one is set aside and a new one begun, and
 * `remade` is told.
 */
export function openCacheToWrite(
  file: string,
  remade: () => void = () => undefined,
): Database.Database {
  const db = new Database(file)
  try {
    if (foreignness(db, cacheSchema) === undefined) return prepared(db)
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  db.close()
  remade()
  return remakeCache(file)
}

/** An empty cache in memory, to read while there is no other. */
export function emptyCache(): Database.Database {
  return prepared(new Database(':memory:'))
}

/** Sets the file aside as `….set-aside` and begins a new one. */
export function remakeCache(file: string): Database.Database {
  if (existsSync(file)) renameSync(file, `${file}.set-aside`)
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  return prepared(new Database(file))
}

/** Opens the cache to read it, or answers undefined where there is none in today's shape yet. */
export function openCacheToRead(file: string): Database.Database | undefined {
  if (!existsSync(file)) return undefined
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    if (isCurrent(db, cacheSchema)) return db
    db.close()
  } catch {
    // whatever is wrong with it, the thread that writes it makes it right
  }
  return undefined
}

function prepared(db: Database.Database): Database.Database {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  migrate(db, cacheSchema)
  return db
}
