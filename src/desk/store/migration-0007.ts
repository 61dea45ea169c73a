/** The seventh migration: cases that were handed on. */
import type { DeskDialect } from './dialect.ts'

/** Every statement of the seventh migration, for this database. */
export function seventhMigration({ tableEnd }: DeskDialect): readonly string[] {
  return [
    `CREATE TABLE hand (
      site_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      op_id TEXT NOT NULL,
      from_staff TEXT NOT NULL REFERENCES staff (staff_id),
      to_staff TEXT REFERENCES staff (staff_id),
      words TEXT,
      words_salt TEXT,
      handed_at TEXT NOT NULL,
      PRIMARY KEY (site_id, case_id),
      FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id),
      CHECK ((words IS NULL) = (words_salt IS NULL))
    ) ${tableEnd}`,
  ]
}
