/**
 * The tenth migration: what staff wrote down about authors; readers whose reports are set aside for a
 * time, and those reports.
 */
import type { DeskDialect } from './dialect.ts'

const notes = (integer: string, tableEnd: string) => [
  `CREATE TABLE author_note (
    site_id TEXT NOT NULL,
    op_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    text TEXT,
    text_salt TEXT,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    noted_at TEXT NOT NULL,
    log_n ${integer} NOT NULL,
    PRIMARY KEY (site_id, op_id),
    FOREIGN KEY (site_id, author_id) REFERENCES author (site_id, author_id),
    CHECK ((text IS NULL) = (text_salt IS NULL))
  ) ${tableEnd}`,
  `CREATE INDEX author_note_of ON author_note (site_id, author_id, log_n)`,
]

const mutes = (integer: string, tableEnd: string) => [
  `CREATE INDEX report_of_reader ON report (site_id, reader)`,
  `CREATE TABLE mute (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    mute_id TEXT NOT NULL,
    reader TEXT NOT NULL,
    reason TEXT,
    reason_salt TEXT,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    muted_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    ended_at TEXT,
    ended_by TEXT REFERENCES staff (staff_id),
    PRIMARY KEY (site_id, mute_id),
    CHECK ((reason IS NULL) = (reason_salt IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
  ) ${tableEnd}`,
  `CREATE INDEX mute_of_reader ON mute (site_id, reader)`,
  `CREATE TABLE muted_report (
    site_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    comment_id TEXT NOT NULL,
    rule TEXT,
    severity ${integer} NOT NULL CHECK (severity BETWEEN 1 AND 4),
    words TEXT NOT NULL,
    words_salt TEXT NOT NULL,
    spans TEXT NOT NULL,
    body_rev ${integer} NOT NULL,
    received_at TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    reader TEXT NOT NULL,
    mute_id TEXT NOT NULL,
    platform_report_id TEXT NOT NULL,
    reporter TEXT,
    email TEXT,
    PRIMARY KEY (site_id, report_id),
    UNIQUE (site_id, platform_report_id),
    FOREIGN KEY (site_id, mute_id) REFERENCES mute (site_id, mute_id)
  ) ${tableEnd}`,
  `CREATE INDEX muted_report_of_reader ON muted_report (site_id, reader)`,
  `CREATE INDEX muted_report_of_case ON muted_report (site_id, case_id)`,
]

/** Every statement of the tenth migration, for this database. */
export function tenthMigration({ integer, tableEnd }: DeskDialect): readonly string[] {
  return [...notes(integer, tableEnd), ...mutes(integer, tableEnd)]
}
