/**
 * The second migration: questions to a lead, ops of other kinds set aside, and whose each entry of
 * the log is. An article no longer counts its cases: each new one moved it to the feed's end.
 */
import type { DeskDialect } from './dialect.ts'

const setAside = (int: string, end: string) => [
  `CREATE TABLE set_aside_next (
    op_id TEXT NOT NULL PRIMARY KEY,
    site_id TEXT NOT NULL,
    case_id TEXT,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    device_id TEXT NOT NULL REFERENCES device (device_id),
    op TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('device-revoked', 'right-lost')),
    arrived_at TEXT NOT NULL,
    log_n ${int} NOT NULL,
    FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id)
  ) ${end}`,
  `INSERT INTO set_aside_next (op_id, site_id, case_id, staff_id, device_id, op, why, arrived_at, log_n)
    SELECT op_id, site_id, case_id, staff_id, device_id, op, why, arrived_at, log_n FROM set_aside`,
  `DROP TABLE set_aside`,
  `ALTER TABLE set_aside_next RENAME TO set_aside`,
]

const escalation = (int: string, end: string) => [
  `CREATE TABLE escalation (
    site_id TEXT NOT NULL,
    op_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    question TEXT,
    question_salt TEXT,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    asked_at TEXT NOT NULL,
    hides TEXT,
    log_n ${int} NOT NULL,
    answer_op_id TEXT,
    answer TEXT,
    answer_salt TEXT,
    answered_by TEXT REFERENCES staff (staff_id),
    answered_at TEXT,
    PRIMARY KEY (site_id, op_id),
    FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id),
    CHECK ((question IS NULL) = (question_salt IS NULL)),
    CHECK ((answer IS NULL) = (answer_salt IS NULL)),
    CHECK ((answer_op_id IS NULL) = (answered_by IS NULL)),
    CHECK ((answer_op_id IS NULL) = (answered_at IS NULL))
  ) ${end}`,
  `CREATE INDEX escalation_of_case ON escalation (site_id, case_id)`,
]

const ownEntries = (int: string, end: string) => [
  `CREATE TABLE own_entry (
    staff_id TEXT NOT NULL,
    n ${int} NOT NULL,
    PRIMARY KEY (staff_id, n)
  ) ${end}`,
  // Canonical JSON has one spelling, so the actor of the entries there are is found by it.
  `INSERT INTO own_entry (staff_id, n)
    SELECT staff.staff_id, log_entry.n FROM log_entry
    JOIN staff ON log_entry.text LIKE ('{"actor":"' || staff.staff_id || '",%')`,
]

/** Every statement of the second migration, for this database. */
export function secondMigration(dialect: DeskDialect): readonly string[] {
  const { integer, tableEnd } = dialect
  return [
    `ALTER TABLE article DROP COLUMN case_count`,
    ...setAside(integer, tableEnd),
    ...escalation(integer, tableEnd),
    ...ownEntries(integer, tableEnd),
  ]
}
