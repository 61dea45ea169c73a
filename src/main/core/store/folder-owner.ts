import { globSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { journalSchema } from './journal-schema.ts'
import { pragma } from './migrate.ts'
import { isDamage } from './store-problem.ts'

/** Why a data folder is not one that this console may work in, or undefined. */
export function notOurs(folder: string): string | undefined {
  if (globSync('desk.db', { cwd: folder }).length > 0)
    return 'belongs to a desk. Name another with --data'
  const newer = globSync(path.join('desks', '*', '*', 'journal.db'), { cwd: folder }).some((file) =>
    isNewer(path.join(folder, file)),
  )
  return newer ? 'was last used by a newer Linesman. Start that one, or name another' : undefined
}

/** One that cannot be read at all is looked at again where it is opened. */
function isNewer(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true })
    try {
      return (
        pragma(db, 'application_id') === journalSchema.applicationId &&
        pragma(db, 'user_version') > journalSchema.migrations.length
      )
    } finally {
      db.close()
    }
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
