import { deliveryStates } from '../../../shared/domain/delivery.ts'
import type { Schema } from './migrate.ts'

const states = deliveryStates.map((state) => `'${state}'`).join(', ')

const first = `
CREATE TABLE device (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  n INTEGER NOT NULL,
  epoch TEXT, log_size INTEGER, log_head TEXT,
  offset_ms INTEGER, synced_at TEXT
) STRICT;
INSERT INTO device (one, n) VALUES (1, 0);

CREATE TABLE decision (
  op_id TEXT PRIMARY KEY,
  n INTEGER NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  case_no INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  op TEXT NOT NULL
) STRICT;
CREATE INDEX decision_case ON decision (case_id, n);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_kept BEFORE DELETE ON decision
  BEGIN SELECT RAISE(ABORT, 'a decision is never thrown away'); END;

CREATE TABLE delivery (
  op_id TEXT PRIMARY KEY REFERENCES decision (op_id),
  n INTEGER NOT NULL UNIQUE,
  case_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN (${states})),
  attempts INTEGER NOT NULL DEFAULT 0,
  sent TEXT,
  epoch TEXT, dec_rev INTEGER, answer TEXT, problem TEXT,
  shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
  publication TEXT, published_at TEXT
) STRICT;
CREATE INDEX delivery_state ON delivery (state, n);
CREATE INDEX delivery_case ON delivery (case_no, n);
CREATE INDEX delivery_epoch ON delivery (epoch, n) WHERE state = 'settled';
CREATE INDEX delivery_unpublished ON delivery (n)
  WHERE state = 'settled' AND (publication IS NULL OR publication NOT IN ('published', 'overtaken'));
CREATE INDEX delivery_unshown ON delivery (n) WHERE state = 'settled' AND shown = 0;

CREATE TABLE seen (
  case_id TEXT PRIMARY KEY,
  op_id TEXT NOT NULL UNIQUE,
  n INTEGER NOT NULL UNIQUE,
  op TEXT NOT NULL,
  answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))
) STRICT;
CREATE INDEX seen_waiting ON seen (n) WHERE answered = 0;

CREATE TABLE device_log (
  i INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  op_id TEXT NOT NULL,
  event TEXT NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL
) STRICT;
CREATE INDEX device_log_op ON device_log (op_id, i);
CREATE TRIGGER device_log_stays BEFORE UPDATE ON device_log
  BEGIN SELECT RAISE(ABORT, 'the device log is append-only'); END;
CREATE TRIGGER device_log_kept BEFORE DELETE ON device_log
  BEGIN SELECT RAISE(ABORT, 'the device log is append-only'); END;
`

const errands = `
CREATE TABLE errand (
  op_id TEXT PRIMARY KEY,
  n INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('escalate', 'answer', 'raise')),
  case_id TEXT, case_no INTEGER,
  op TEXT NOT NULL,
  with_op TEXT REFERENCES decision (op_id),
  state TEXT NOT NULL CHECK (state IN (${states})),
  sent TEXT, epoch TEXT, answer TEXT, problem TEXT,
  shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1))
) STRICT;
CREATE INDEX errand_state ON errand (state, n);
CREATE INDEX errand_with ON errand (with_op) WHERE with_op IS NOT NULL;
CREATE INDEX errand_unshown ON errand (n) WHERE state = 'settled' AND shown = 0;
CREATE INDEX errand_epoch ON errand (epoch, n) WHERE state = 'settled';
`

/**
 * The newest mark of the desk's; in which epoch the numbers of cases are right; in which each first
 * sight was answered. After a restore a case may have another number, or none yet.
 */
const epochs = `
ALTER TABLE device ADD COLUMN mark TEXT;
ALTER TABLE device ADD COLUMN cases_epoch TEXT;
ALTER TABLE seen ADD COLUMN epoch TEXT NOT NULL DEFAULT '';
CREATE INDEX seen_epoch ON seen (epoch) WHERE answered = 1;
CREATE INDEX errand_number ON errand (case_no);
CREATE INDEX errand_case ON errand (case_id);
`

/** What a person has read and put away from *contested*, by the decision it was about. */
const putAway = `
CREATE TABLE put_away (op_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** Since when contact is lost; the times it came back with something waiting, and what waited then. */
const spells = `
ALTER TABLE device ADD COLUMN lost_at TEXT;
CREATE TABLE spell (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lost_at TEXT,
  back_at TEXT NOT NULL,
  done_at TEXT,
  told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;
CREATE TABLE spell_op (
  spell INTEGER NOT NULL REFERENCES spell (id),
  op_id TEXT NOT NULL,
  again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
  PRIMARY KEY (spell, op_id)
) STRICT, WITHOUT ROWID;
`

/** Errands of any kind: which there are is said once, in the shared code, and checked when read. */
const anyErrand = `
CREATE TABLE errand_next (
  op_id TEXT PRIMARY KEY,
  n INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  case_id TEXT, case_no INTEGER,
  op TEXT NOT NULL,
  with_op TEXT REFERENCES decision (op_id),
  state TEXT NOT NULL CHECK (state IN (${states})),
  sent TEXT, epoch TEXT, answer TEXT, problem TEXT,
  shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1))
) STRICT;
INSERT INTO errand_next (op_id, n, kind, case_id, case_no, op, with_op, state, sent, epoch, answer, problem, shown)
  SELECT op_id, n, kind, case_id, case_no, op, with_op, state, sent, epoch, answer, problem, shown FROM errand;
DROP TABLE errand;
ALTER TABLE errand_next RENAME TO errand;
CREATE INDEX errand_state ON errand (state, n);
CREATE INDEX errand_with ON errand (with_op) WHERE with_op IS NOT NULL;
CREATE INDEX errand_unshown ON errand (n) WHERE state = 'settled' AND shown = 0;
CREATE INDEX errand_epoch ON errand (epoch, n) WHERE state = 'settled';
CREATE INDEX errand_number ON errand (case_no);
CREATE INDEX errand_case ON errand (case_id);
`

/** What a person has put aside: until when by the desk's clock, and what the case was then. */
const aside = `
CREATE TABLE aside (
  case_id TEXT PRIMARY KEY,
  case_no INTEGER NOT NULL,
  n INTEGER NOT NULL,
  until TEXT NOT NULL,
  body_rev INTEGER NOT NULL,
  reports INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aside_number ON aside (case_no);
`

/** What a person began to cut and has not decided: places in a text, never the text. */
const drafts = `
CREATE TABLE cuts_draft (
  case_id TEXT PRIMARY KEY,
  body_commit TEXT NOT NULL,
  cuts TEXT NOT NULL,
  i INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX cuts_draft_order ON cuts_draft (i);
`

/** Which decisions were made by one press: by the first of them. */
const together = `
CREATE TABLE made_together (
  op_id TEXT PRIMARY KEY REFERENCES decision (op_id),
  first_op TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX made_together_first ON made_together (first_op);
`

/** What a person decided on this device and how far it has come. Never thrown away. */
export const journalSchema: Schema = {
  applicationId: 0x4c4d4a31,
  migrations: [first, errands, epochs, putAway, spells, anyErrand, aside, drafts, together],
}
