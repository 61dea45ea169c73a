import type Database from 'better-sqlite3'

/** A statement whose row is checked by whoever reads it. */
export type Prepared = Database.Statement

/** Prepares every statement of a list at once: a wrong column fails here, at the start. */
export function prepareAll<Name extends string>(
  db: Database.Database,
  sql: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Prepared>> {
  const entries = Object.entries<string>(sql).map(([name, text]) => [name, db.prepare(text)])
  return Object.fromEntries(entries) as Record<Name, Prepared> // fromEntries forgets the names
}
