/** The site's first shape. Never edited: a change is a migration of its own. */
export const first = `
CREATE TABLE site (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  history TEXT NOT NULL,
  secret TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  section TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  byline TEXT NOT NULL,
  published_at TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT;
CREATE INDEX article_by_section ON article (section, published_at);

CREATE TABLE paragraph (
  article_id INTEGER NOT NULL REFERENCES article (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriber (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  email_key TEXT UNIQUE,
  password TEXT,
  since TEXT NOT NULL,
  suspended_until TEXT,
  suspended_why TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscriber (id),
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE comment (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES article (id),
  author_id INTEGER NOT NULL REFERENCES subscriber (id),
  parent_id INTEGER REFERENCES comment (id),
  root_id INTEGER REFERENCES comment (id),
  posted_at TEXT NOT NULL,
  edited_at TEXT,
  deleted_at TEXT,
  body_rev INTEGER NOT NULL DEFAULT 1 CHECK (body_rev >= 1),
  shown TEXT NOT NULL DEFAULT 'as-written' CHECK (shown IN ('as-written', 'amended', 'removed')),
  standing_id TEXT REFERENCES decision (id),
  source TEXT,
  external_id TEXT,
  UNIQUE (source, external_id),
  CHECK ((parent_id IS NULL) = (root_id IS NULL)),
  CHECK ((source IS NULL) = (external_id IS NULL))
) STRICT;
CREATE INDEX comment_by_article ON comment (article_id, posted_at, id);
CREATE INDEX comment_threads ON comment (article_id, posted_at, id) WHERE root_id IS NULL;
CREATE INDEX comment_by_parent ON comment (parent_id, posted_at, id);
CREATE INDEX comment_by_root ON comment (root_id, posted_at, id);
CREATE INDEX comment_by_author ON comment (author_id, posted_at, id);

CREATE TABLE revision (
  comment_id INTEGER NOT NULL REFERENCES comment (id),
  rev INTEGER NOT NULL CHECK (rev >= 1),
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (comment_id, rev)
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  comment_id INTEGER NOT NULL REFERENCES comment (id),
  key TEXT NOT NULL,
  rule TEXT,
  words TEXT NOT NULL,
  body_rev INTEGER NOT NULL,
  at TEXT NOT NULL,
  reporter TEXT NOT NULL,
  email TEXT,
  UNIQUE (comment_id, key)
) STRICT;

CREATE TABLE report_span (
  report_id INTEGER NOT NULL REFERENCES report (id),
  position INTEGER NOT NULL,
  from_unit INTEGER NOT NULL CHECK (from_unit >= 0),
  to_unit INTEGER NOT NULL,
  PRIMARY KEY (report_id, position),
  CHECK (to_unit > from_unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL CHECK (type IN ('report', 'edited', 'author-deleted')),
  at TEXT NOT NULL,
  comment_id INTEGER NOT NULL REFERENCES comment (id),
  body_rev INTEGER NOT NULL,
  report_id INTEGER REFERENCES report (id),
  CHECK ((type = 'report') = (report_id IS NOT NULL))
) STRICT;

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  comment_id INTEGER NOT NULL REFERENCES comment (id),
  verb TEXT NOT NULL CHECK (verb IN ('keep', 'amend', 'delete', 'restore')),
  expect_rev INTEGER NOT NULL,
  ground_code TEXT NOT NULL,
  ground_title TEXT NOT NULL,
  ground_terms TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  notice TEXT NOT NULL,
  receipt TEXT NOT NULL UNIQUE,
  applied_at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_comment ON decision (comment_id, applied_at);

CREATE TABLE cut (
  decision_id TEXT NOT NULL REFERENCES decision (id),
  position INTEGER NOT NULL,
  from_unit INTEGER NOT NULL CHECK (from_unit >= 0),
  to_unit INTEGER NOT NULL,
  rule TEXT NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (decision_id, position),
  CHECK (to_unit > from_unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
  version TEXT PRIMARY KEY,
  effective_from TEXT NOT NULL,
  received_at TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;
`
