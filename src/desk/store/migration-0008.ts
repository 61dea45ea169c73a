/** The eighth migration: the titles' word lists. */
import type { DeskDialect } from './dialect.ts'

/** Every statement of the eighth migration, for this database. */
export function eighthMigration({ integer, tableEnd }: DeskDialect): readonly string[] {
  return [
    `CREATE TABLE word_list (
      site_id TEXT NOT NULL PRIMARY KEY REFERENCES site (site_id),
      words TEXT NOT NULL,
      added_at TEXT NOT NULL,
      seq ${integer} NOT NULL
    ) ${tableEnd}`,
    `CREATE INDEX word_list_seq ON word_list (seq)`,
  ]
}
