/** The fifth migration: decisions that were not applied, and what leads ruled on them. */
import { Verb } from '../../shared/domain/terms.ts'
import type { DeskDialect } from './dialect.ts'

/** Every statement of the fifth migration, for this database. */
export function fifthMigration({
  integer,
  tableEnd,
}: Pick<DeskDialect, 'integer' | 'tableEnd'>): readonly string[] {
  const flag = (column: string) => `${column} ${integer} NOT NULL CHECK (${column} IN (0, 1))`
  return [
    // Who decided keeps counting as what they were then, whatever their account becomes.
    `ALTER TABLE decision ADD COLUMN by_lead ${integer} NOT NULL DEFAULT 0`,
    `UPDATE decision SET by_lead = 1
      WHERE staff_id IN (SELECT staff_id FROM staff WHERE role = 'lead')`,
    `ALTER TABLE decision ADD COLUMN lifts TEXT`,
    `CREATE TABLE contest (
      site_id TEXT NOT NULL,
      op_id TEXT NOT NULL,
      case_id TEXT NOT NULL,
      ${flag('decided')},
      ${flag('edited')},
      ${flag('set_aside')},
      verb TEXT NOT NULL CHECK (verb IN (${Verb.options.map((verb) => `'${verb}'`).join(', ')})),
      ground_kind TEXT NOT NULL CHECK (ground_kind IN ('rule', 'outcome')),
      ground_terms TEXT NOT NULL,
      ground_code TEXT NOT NULL,
      cuts TEXT NOT NULL,
      restores TEXT,
      body_rev ${integer} NOT NULL,
      dec_rev ${integer} NOT NULL,
      answers TEXT NOT NULL,
      staff_id TEXT NOT NULL REFERENCES staff (staff_id),
      device_id TEXT NOT NULL REFERENCES device (device_id),
      n ${integer} NOT NULL,
      claimed_at TEXT NOT NULL,
      made_at TEXT NOT NULL,
      arrived_at TEXT NOT NULL,
      first_op TEXT,
      interim_op TEXT,
      log_n ${integer} NOT NULL,
      ended_by TEXT,
      ended_at TEXT,
      PRIMARY KEY (site_id, op_id),
      FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id),
      FOREIGN KEY (site_id, first_op) REFERENCES decision (site_id, op_id),
      FOREIGN KEY (site_id, interim_op) REFERENCES decision (site_id, op_id),
      FOREIGN KEY (site_id, ended_by) REFERENCES decision (site_id, op_id),
      CHECK (decided + edited + set_aside > 0),
      CHECK ((ended_by IS NULL) = (ended_at IS NULL))
    ) ${tableEnd}`,
    `CREATE INDEX contest_of_case ON contest (site_id, case_id)`,
    // A lead's words, kept apart so that they can be erased; of a ruling that was refused too.
    `CREATE TABLE ruling (
      site_id TEXT NOT NULL,
      op_id TEXT NOT NULL,
      words TEXT,
      words_salt TEXT,
      PRIMARY KEY (site_id, op_id),
      CHECK ((words IS NULL) = (words_salt IS NULL))
    ) ${tableEnd}`,
  ]
}
