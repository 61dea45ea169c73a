/** The sixth migration: what people are told about decisions, and how it reaches them. */
import type { DeskDialect } from './dialect.ts'

const templates = (int: string, end: string) => [
  `CREATE TABLE notice_templates (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    added_at TEXT NOT NULL,
    seq ${int} NOT NULL,
    PRIMARY KEY (site_id, version)
  ) ${end}`,
  `CREATE INDEX notice_templates_seq ON notice_templates (seq)`,
]

const notices = (int: string, end: string) => [
  `CREATE TABLE notice_reason (
    site_id TEXT NOT NULL,
    op_id TEXT NOT NULL,
    words TEXT,
    salt TEXT,
    PRIMARY KEY (site_id, op_id),
    CHECK ((words IS NULL) = (salt IS NULL))
  ) ${end}`,
  `CREATE TABLE notice (
    site_id TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    op_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    dec_rev ${int} NOT NULL,
    told TEXT NOT NULL CHECK (told IN ('author', 'complainant')),
    says TEXT NOT NULL,
    template TEXT NOT NULL,
    version TEXT NOT NULL,
    subject TEXT,
    body TEXT,
    salt TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'telling', 'told', 'withdrawn')),
    told_at TEXT,
    PRIMARY KEY (site_id, notice_id),
    UNIQUE (site_id, op_id, told),
    CHECK ((body IS NULL) = (salt IS NULL)),
    CHECK ((body IS NULL) = (subject IS NULL))
  ) ${end}`,
  `CREATE INDEX notice_of_case ON notice (site_id, case_id)`,
  `CREATE TABLE notice_delivery (
    site_id TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    reader TEXT NOT NULL,
    report_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('due', 'sent', 'failed')),
    attempts ${int} NOT NULL,
    due_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (site_id, notice_id, reader),
    FOREIGN KEY (site_id, notice_id) REFERENCES notice (site_id, notice_id),
    CHECK ((state = 'due') = (ended_at IS NULL))
  ) ${end}`,
  `CREATE INDEX notice_delivery_due ON notice_delivery (notice_id, due_at) WHERE state = 'due'`,
  `CREATE INDEX notice_delivery_failed ON notice_delivery (ended_at) WHERE state = 'failed'`,
  `CREATE INDEX notice_delivery_of_reader ON notice_delivery (reader)`,
]

/** A job of a kind more: what a table may hold can only be said anew with the table. */
const jobs = (int: string, end: string) => [
  `CREATE TABLE job_next (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    kind TEXT NOT NULL CHECK (kind IN ('ingest', 'publish', 'publish-terms', 'tell')),
    key TEXT NOT NULL,
    case_id TEXT,
    rank ${int} NOT NULL,
    due_at TEXT NOT NULL,
    attempts ${int} NOT NULL,
    lease_by TEXT,
    lease_until TEXT,
    PRIMARY KEY (site_id, kind, key)
  ) ${end}`,
  `INSERT INTO job_next (site_id, kind, key, case_id, rank, due_at, attempts, lease_by, lease_until)
    SELECT site_id, kind, key, case_id, rank, due_at, attempts, lease_by, lease_until FROM job`,
  `DROP TABLE job`,
  `ALTER TABLE job_next RENAME TO job`,
  `CREATE INDEX job_due ON job (kind, due_at)`,
  `CREATE INDEX job_of_case ON job (site_id, case_id, rank)`,
]

/** Every statement of the sixth migration, for this database. */
export function sixthMigration({ integer, tableEnd }: DeskDialect): readonly string[] {
  return [
    ...templates(integer, tableEnd),
    ...notices(integer, tableEnd),
    ...jobs(integer, tableEnd),
  ]
}
