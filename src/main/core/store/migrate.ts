import type Database from 'better-sqlite3'

/** What a kind of file must be: whose it is, and the steps that lead to its shape. */
export interface Schema {
  /** SQLite's `application_id`: a file with another one is not ours. */
  readonly applicationId: number
  /** In order; the n-th takes version n - 1 to n. Forward only: a released one never changes. */
  readonly migrations: readonly string[]
}

/** Why a file is not one that this program can use, or undefined. A new file is usable. */
export function foreignness(db: Database.Database, schema: Schema): string | undefined {
  const id = pragma(db, 'application_id')
  const version = pragma(db, 'user_version')
  const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n
  if (id === 0 && version === 0 && tables === 0) return undefined
  if (id !== schema.applicationId) return 'it was written by another program'
  if (version > schema.migrations.length) return 'it was written by a newer Linesman'
  return undefined
}

/** Takes the file to the newest shape, one transaction a step. */
export function migrate(db: Database.Database, schema: Schema): void {
  for (let version = pragma(db, 'user_version'); version < schema.migrations.length; version++) {
    const sql = schema.migrations[version] ?? ''
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`application_id = ${schema.applicationId}`)
      db.pragma(`user_version = ${version + 1}`)
    }).immediate()
  }
}

/** Whether the file has exactly the newest shape. */
export function isCurrent(db: Database.Database, schema: Schema): boolean {
  return (
    pragma(db, 'application_id') === schema.applicationId &&
    pragma(db, 'user_version') === schema.migrations.length
  )
}

/** A pragma's number. */
export function pragma(db: Database.Database, name: string): number {
  return Number(db.pragma(name, { simple: true }))
}
