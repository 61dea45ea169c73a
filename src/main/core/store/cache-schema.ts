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

/** Rows from the desk. May be deleted at any time, and is then fetched again. */
export const cacheSchema: Schema = { applicationId: 0x4c4d4331, migrations: [first] }
