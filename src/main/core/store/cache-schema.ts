import { GENESIS } from '../../../shared/domain/log-chain.ts'
import type { Schema } from './migrate.ts'

const first = `
CREATE TABLE cursor (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cursor TEXT, epoch TEXT,
  have INTEGER NOT NULL DEFAULT 0,
  round INTEGER NOT NULL DEFAULT 1,
  whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1))
) STRICT;
INSERT INTO cursor (one) VALUES (1);

CREATE TABLE case_item (
  no INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  site_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  rank INTEGER NOT NULL,
  body_rev INTEGER NOT NULL,
  dec_rev INTEGER NOT NULL,
  article_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  summary TEXT NOT NULL,
  item TEXT NOT NULL
) STRICT;
CREATE INDEX case_queue ON case_item (rank, no) WHERE state = 'open';
CREATE INDEX case_article ON case_item (article_id, site_id);
CREATE INDEX case_author ON case_item (author_id, no) WHERE state = 'open';

CREATE TABLE article (
  site_id TEXT NOT NULL, article_id TEXT NOT NULL, title TEXT NOT NULL, item TEXT NOT NULL,
  PRIMARY KEY (article_id, site_id)
) STRICT;

CREATE TABLE author (
  site_id TEXT NOT NULL, author_id TEXT NOT NULL, item TEXT NOT NULL,
  PRIMARY KEY (author_id, site_id)
) STRICT;

CREATE TABLE terms (
  site_id TEXT NOT NULL, version TEXT NOT NULL, effective_from TEXT NOT NULL, item TEXT NOT NULL,
  PRIMARY KEY (site_id, version)
) STRICT;

CREATE TABLE settled (
  op_id TEXT PRIMARY KEY,
  case_no INTEGER NOT NULL,
  dec_rev INTEGER NOT NULL,
  publication TEXT NOT NULL,
  published_at TEXT
) STRICT;
CREATE INDEX settled_case ON settled (case_no);

CREATE VIRTUAL TABLE body_index USING fts5 (body, content = '', contentless_delete = 1);
`

const log = `
CREATE TABLE log_copy (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT,
  size INTEGER NOT NULL DEFAULT 0,
  head TEXT NOT NULL DEFAULT '${GENESIS}',
  have INTEGER NOT NULL DEFAULT 0,
  at TEXT NOT NULL DEFAULT '',
  whole INTEGER NOT NULL DEFAULT 1 CHECK (whole IN (0, 1)),
  checked TEXT
) STRICT;
INSERT INTO log_copy (one) VALUES (1);

CREATE TABLE log_entry (
  n INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  case_id TEXT, rule TEXT, verb TEXT, article_id TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX log_actor ON log_entry (actor);
CREATE INDEX log_case ON log_entry (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX log_rule ON log_entry (rule) WHERE rule IS NOT NULL;
CREATE INDEX log_verb ON log_entry (verb) WHERE verb IS NOT NULL;
CREATE INDEX log_article ON log_entry (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX log_at ON log_entry (at);
-- an entry may be here before the case it is about, and only the case knows its article
CREATE TRIGGER log_article_found AFTER INSERT ON case_item BEGIN
  UPDATE log_entry SET article_id = new.article_id
    WHERE case_id = new.case_id AND article_id IS NULL;
END;

CREATE TABLE staff (staff_id TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT;
`

/**
 * What views and counts need. The rows that are here lack it, so all are fetched again: the cursor
 * is forgotten, and what is not brought again leaves at the end of the round.
 */
const places = `
ALTER TABLE case_item ADD COLUMN severity INTEGER NOT NULL DEFAULT 3;
ALTER TABLE case_item ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0 CHECK (escalated IN (0, 1));
DROP INDEX case_queue;
CREATE INDEX case_place ON case_item (escalated, rank, no) WHERE state = 'open';
CREATE INDEX case_severity ON case_item (escalated, severity) WHERE state = 'open';

CREATE TABLE case_rule (
  rule TEXT NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (rule, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_rule_no ON case_rule (no);

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** In which round each row beside the cases came, so that what a new round does not bring can leave. */
const rounds = `
ALTER TABLE article ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
ALTER TABLE author ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
ALTER TABLE terms ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
`

/** Who has taken which case. Rows that are here may lack it, so all are fetched again, as before. */
const claims = `
CREATE TABLE claim (
  no INTEGER PRIMARY KEY,
  staff_id TEXT NOT NULL, name TEXT NOT NULL, until TEXT NOT NULL
) STRICT;
CREATE INDEX claim_of_staff ON claim (staff_id, until);
CREATE INDEX claim_until ON claim (until);

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/**
 * What each case adds to the sum of its title, and those sums. Rows that are here lack it, so all are
 * fetched again, as before.
 */
const sums = `
ALTER TABLE case_item ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
CREATE TABLE site_sum (
  site_id TEXT PRIMARY KEY,
  cases INTEGER NOT NULL, sum INTEGER NOT NULL,
  passed_cases INTEGER NOT NULL, passed_sum INTEGER NOT NULL
) STRICT;
CREATE TABLE case_walk (
  one INTEGER PRIMARY KEY CHECK (one = 1), passed INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO case_walk (one) VALUES (1);

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** Which claims are short looks. Of those that are here none is: no console made any before. */
const looks = `
ALTER TABLE claim ADD COLUMN look INTEGER NOT NULL DEFAULT 0 CHECK (look IN (0, 1));
`

/**
 * Whom each contest concerns: its maker, whoever decided first, and (nobody) every lead. Rows that are
 * here may lack their contests, so all are fetched again, as before.
 */
const contests = `
CREATE TABLE contest_party (
  no INTEGER NOT NULL, op_id TEXT NOT NULL, party TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waits', 'edited', 'ended')),
  since INTEGER NOT NULL,
  PRIMARY KEY (no, op_id, party)
) STRICT, WITHOUT ROWID;
CREATE INDEX contest_of_party ON contest_party (party, no);
CREATE INDEX contest_op ON contest_party (op_id);

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** How many comments of an author were removed. Rows that are here lack it: fetched again, as before. */
const histories = `
ALTER TABLE author ADD COLUMN removals INTEGER NOT NULL DEFAULT 0;

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/**
 * What searches are narrowed by, in the index of words itself, and titles by their words. The rows
 * that are here lack it: fetched again, as before.
 */
const operators = `
ALTER TABLE case_item ADD COLUMN received INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_item ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE author ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE INDEX author_name ON author (name COLLATE NOCASE);
DROP TABLE body_index;
CREATE VIRTUAL TABLE body_index
  USING fts5 (body, author, tags, content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE article_index USING fts5 (title, content = '', contentless_delete = 1);
CREATE TABLE received_span (
  day INTEGER PRIMARY KEY, low INTEGER NOT NULL, high INTEGER NOT NULL
) STRICT;

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** The titles' word lists. Those that the desk has are not here: all is fetched again, as before. */
const words = `
CREATE TABLE word_list (
  site_id TEXT PRIMARY KEY, item TEXT NOT NULL, round INTEGER NOT NULL
) STRICT;

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** The bursts among the open cases, and what they are found along. Fetched again, as before. */
const bursts = `
DROP INDEX case_author;
CREATE INDEX case_author ON case_item (author_id, received) WHERE state = 'open';
CREATE INDEX case_thread ON case_item (article_id, received) WHERE state = 'open';
CREATE TABLE burst (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('author', 'article')),
  key TEXT NOT NULL, site_id TEXT NOT NULL,
  nos TEXT NOT NULL, gone INTEGER NOT NULL, size INTEGER NOT NULL
) STRICT;
CREATE INDEX burst_key ON burst (key, site_id);
CREATE INDEX burst_size ON burst (size DESC, id);

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** To whom each case was handed. Rows that are here may lack it, so all are fetched again, as before. */
const hands = `
CREATE TABLE handed (
  no INTEGER PRIMARY KEY,
  by_id TEXT NOT NULL, by_name TEXT NOT NULL, to_id TEXT, to_name TEXT, words TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX handed_by ON handed (by_id);
CREATE INDEX handed_to ON handed (to_id);

UPDATE cursor SET cursor = NULL, epoch = NULL, have = 0, whole = 0, round = round + 1
  WHERE cursor IS NOT NULL;
`

/** All of an author's cases by their number, the closed ones too: no row changes. */
const authors = `
CREATE INDEX case_of_author ON case_item (author_id, no);
`

/** Rows from the desk. May be deleted at any time, and is then fetched again. */
export const cacheSchema: Schema = {
  applicationId: 0x4c4d4331,
  migrations: [
    ...[first, log, places, rounds, claims, sums, looks, contests],
    ...[hands, words, histories, operators, bursts, authors],
  ],
}
