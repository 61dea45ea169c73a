/** The third migration: who has taken which case until when, and the queue's order to take from. */
import type { DeskDialect } from './dialect.ts'

/** Every statement of the third migration, for this database. */
export function thirdMigration({ integer, tableEnd }: DeskDialect): readonly string[] {
  return [
    `CREATE TABLE claim (
      site_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      staff_id TEXT NOT NULL REFERENCES staff (staff_id),
      device_id TEXT NOT NULL REFERENCES device (device_id),
      taken_at TEXT NOT NULL,
      ends_at TEXT NOT NULL,
      look ${integer} NOT NULL CHECK (look IN (0, 1)),
      PRIMARY KEY (site_id, case_id),
      FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id)
    ) ${tableEnd}`,
    `CREATE INDEX claim_of_staff ON claim (staff_id)`,
    `CREATE INDEX case_open ON case_file (severity, received_at, no) WHERE state = 'open'`,
  ]
}
