/** The ninth migration: salts of the words that amends put in. */
import type { DeskDialect } from './dialect.ts'

/** Every statement of the ninth migration, for this database. */
export function ninthMigration({ tableEnd }: DeskDialect): readonly string[] {
  return [
    `CREATE TABLE rewrite (
      site_id TEXT NOT NULL REFERENCES site (site_id),
      op_id TEXT NOT NULL,
      salt TEXT,
      PRIMARY KEY (site_id, op_id)
    ) ${tableEnd}`,
  ]
}
