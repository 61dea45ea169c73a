/**
 * The first migration: staff, sites, cases, decisions, the log and the jobs.
 *
 * A migration that has been released is never edited; the next one changes what it made.
 */
import { PublicationState } from '../../shared/desk/feed.ts'
import { Role } from '../../shared/domain/permission.ts'
import { Channel } from '../../shared/domain/report.ts'
import { Verb } from '../../shared/domain/terms.ts'
import type { DeskDialect } from './dialect.ts'

const oneOf = (column: string, options: readonly string[]) =>
  `CHECK (${column} IN (${options.map((option) => `'${option}'`).join(', ')}))`

const people = (int: string, end: string) => [
  `CREATE TABLE head (
    id ${int} NOT NULL PRIMARY KEY CHECK (id = 1),
    desk_id TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq ${int} NOT NULL,
    floor ${int} NOT NULL,
    case_no ${int} NOT NULL,
    log_size ${int} NOT NULL,
    log_head TEXT NOT NULL
  ) ${end}`,
  `CREATE TABLE desk_key (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) ${end}`,
  `CREATE TABLE site (
    site_id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    origin TEXT NOT NULL,
    platform_cursor TEXT
  ) ${end}`,
  `CREATE TABLE staff (
    staff_id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL ${oneOf('role', Role.options)},
    active ${int} NOT NULL CHECK (active IN (0, 1)),
    password TEXT NOT NULL,
    added_at TEXT NOT NULL
  ) ${end}`,
  `CREATE TABLE device (
    device_id TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL,
    revoked_at TEXT
  ) ${end}`,
  `CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    device_id TEXT NOT NULL REFERENCES device (device_id),
    began_at TEXT NOT NULL,
    ended_at TEXT
  ) ${end}`,
  `CREATE INDEX session_of_staff ON session (staff_id, device_id)`,
  `CREATE INDEX session_of_device ON session (device_id)`,
  `CREATE TABLE sign_in_failure (
    key TEXT NOT NULL PRIMARY KEY,
    failures ${int} NOT NULL,
    last_at TEXT NOT NULL
  ) ${end}`,
]

const places = (int: string, end: string) => [
  `CREATE TABLE terms (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    version TEXT NOT NULL,
    body TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    added_at TEXT NOT NULL,
    seq ${int} NOT NULL UNIQUE,
    PRIMARY KEY (site_id, version)
  ) ${end}`,
  `CREATE TABLE article (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    article_id TEXT NOT NULL,
    title TEXT NOT NULL,
    slug TEXT NOT NULL,
    url TEXT NOT NULL,
    published_at TEXT NOT NULL,
    paragraph TEXT NOT NULL,
    case_count ${int} NOT NULL,
    seq ${int} NOT NULL UNIQUE,
    PRIMARY KEY (site_id, article_id)
  ) ${end}`,
  `CREATE TABLE author (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    author_id TEXT NOT NULL,
    name TEXT NOT NULL,
    since TEXT,
    keeps ${int} NOT NULL,
    amends ${int} NOT NULL,
    deletes ${int} NOT NULL,
    restores ${int} NOT NULL,
    seq ${int} NOT NULL UNIQUE,
    PRIMARY KEY (site_id, author_id)
  ) ${end}`,
  `CREATE TABLE gone (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    what TEXT NOT NULL ${oneOf('what', ['case', 'article', 'author'])},
    id TEXT NOT NULL,
    why TEXT NOT NULL ${oneOf('why', ['erased', 'scope'])},
    gone_at TEXT NOT NULL,
    seq ${int} NOT NULL UNIQUE,
    PRIMARY KEY (site_id, what, id)
  ) ${end}`,
]

const cases = (int: string, end: string) => [
  `CREATE TABLE case_file (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    case_id TEXT NOT NULL,
    no ${int} NOT NULL UNIQUE,
    comment_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    state TEXT NOT NULL ${oneOf('state', ['open', 'closed'])},
    severity ${int} NOT NULL CHECK (severity BETWEEN 1 AND 4),
    received_at TEXT NOT NULL,
    first_seen_at TEXT,
    body_rev ${int} NOT NULL CHECK (body_rev >= 1),
    dec_rev ${int} NOT NULL CHECK (dec_rev >= 0),
    url TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    edited_at TEXT,
    deleted_by_author ${int} NOT NULL CHECK (deleted_by_author IN (0, 1)),
    position ${int} NOT NULL,
    total ${int} NOT NULL,
    neighbours TEXT NOT NULL,
    reopened TEXT ${oneOf('reopened', ['new-report', 'edited', 'overtaken', 'unanswered'])},
    report_count ${int} NOT NULL,
    open_count ${int} NOT NULL,
    readers ${int} NOT NULL,
    seq ${int} NOT NULL UNIQUE,
    PRIMARY KEY (site_id, case_id),
    UNIQUE (site_id, comment_id),
    FOREIGN KEY (site_id, article_id) REFERENCES article (site_id, article_id),
    FOREIGN KEY (site_id, author_id) REFERENCES author (site_id, author_id)
  ) ${end}`,
  `CREATE UNIQUE INDEX case_by_id ON case_file (case_id)`,
  `CREATE INDEX case_of_article ON case_file (site_id, article_id)`,
  `CREATE TABLE revision (
    site_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    body_rev ${int} NOT NULL,
    body TEXT,
    salt TEXT,
    body_commit TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (site_id, case_id, body_rev),
    FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id),
    CHECK ((body IS NULL) = (salt IS NULL))
  ) ${end}`,
]

const decisions = (int: string, end: string) => [
  `CREATE TABLE decision (
    site_id TEXT NOT NULL,
    op_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    author_id TEXT NOT NULL,
    dec_rev ${int} NOT NULL CHECK (dec_rev >= 1),
    verb TEXT NOT NULL ${oneOf('verb', Verb.options)},
    ground_kind TEXT NOT NULL ${oneOf('ground_kind', ['rule', 'outcome'])},
    ground_terms TEXT NOT NULL,
    ground_code TEXT NOT NULL,
    cuts TEXT NOT NULL,
    restores TEXT,
    undone_by TEXT,
    body_rev ${int} NOT NULL,
    body_commit TEXT NOT NULL,
    answers TEXT NOT NULL,
    staff_id TEXT REFERENCES staff (staff_id),
    device_id TEXT REFERENCES device (device_id),
    made_at TEXT NOT NULL,
    settled_at TEXT NOT NULL,
    log_n ${int} NOT NULL,
    publication TEXT NOT NULL ${oneOf('publication', PublicationState.options)},
    published_at TEXT,
    receipt TEXT,
    PRIMARY KEY (site_id, op_id),
    UNIQUE (site_id, case_id, dec_rev),
    FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id),
    FOREIGN KEY (site_id, restores) REFERENCES decision (site_id, op_id),
    FOREIGN KEY (site_id, undone_by) REFERENCES decision (site_id, op_id),
    CHECK ((verb = 'restore') = (restores IS NOT NULL))
  ) ${end}`,
  `CREATE INDEX decision_of_author ON decision (site_id, author_id, log_n)`,
  `CREATE INDEX decision_by_publication ON decision (publication, settled_at)`,
]

const answers = (int: string, end: string) => [
  `CREATE TABLE note (
    site_id TEXT NOT NULL,
    op_id TEXT NOT NULL,
    text TEXT NOT NULL,
    salt TEXT NOT NULL,
    PRIMARY KEY (site_id, op_id)
  ) ${end}`,
  `CREATE TABLE op_answer (
    op_id TEXT NOT NULL PRIMARY KEY,
    site_id TEXT,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    request_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_at TEXT NOT NULL
  ) ${end}`,
  `CREATE TABLE set_aside (
    op_id TEXT NOT NULL PRIMARY KEY,
    site_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (staff_id),
    device_id TEXT NOT NULL REFERENCES device (device_id),
    op TEXT NOT NULL,
    why TEXT NOT NULL ${oneOf('why', ['device-revoked', 'right-lost'])},
    arrived_at TEXT NOT NULL,
    log_n ${int} NOT NULL,
    FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id)
  ) ${end}`,
]

const reports = (int: string, end: string) => [
  `CREATE TABLE report (
    site_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    channel TEXT NOT NULL ${oneOf('channel', Channel.options)},
    rule TEXT,
    severity ${int} NOT NULL CHECK (severity BETWEEN 1 AND 4),
    words TEXT NOT NULL,
    words_salt TEXT NOT NULL,
    spans TEXT NOT NULL,
    body_rev ${int} NOT NULL,
    received_at TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    reader TEXT NOT NULL,
    answered_by TEXT,
    PRIMARY KEY (site_id, report_id),
    FOREIGN KEY (site_id, case_id) REFERENCES case_file (site_id, case_id),
    FOREIGN KEY (site_id, answered_by) REFERENCES decision (site_id, op_id)
  ) ${end}`,
  `CREATE INDEX report_of_case ON report (site_id, case_id)`,
  `CREATE INDEX report_by_answer ON report (site_id, answered_by)`,
  `CREATE TABLE report_identity (
    site_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    platform_report_id TEXT NOT NULL,
    reporter TEXT NOT NULL,
    email TEXT,
    PRIMARY KEY (site_id, report_id),
    UNIQUE (site_id, platform_report_id),
    FOREIGN KEY (site_id, report_id) REFERENCES report (site_id, report_id)
  ) ${end}`,
]

const machinery = (int: string, end: string) => [
  `CREATE TABLE log_entry (
    n ${int} NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    hash TEXT NOT NULL
  ) ${end}`,
  `CREATE TABLE job (
    site_id TEXT NOT NULL REFERENCES site (site_id),
    kind TEXT NOT NULL ${oneOf('kind', ['ingest', 'publish', 'publish-terms'])},
    key TEXT NOT NULL,
    case_id TEXT,
    rank ${int} NOT NULL,
    due_at TEXT NOT NULL,
    attempts ${int} NOT NULL,
    lease_by TEXT,
    lease_until TEXT,
    PRIMARY KEY (site_id, kind, key)
  ) ${end}`,
  `CREATE INDEX job_due ON job (kind, due_at)`,
  `CREATE INDEX job_of_case ON job (site_id, case_id, rank)`,
]

/** Every statement of the first migration, for this database. */
export function firstMigration(dialect: DeskDialect): readonly string[] {
  const { integer, tableEnd } = dialect
  return [
    ...people(integer, tableEnd),
    ...places(integer, tableEnd),
    ...cases(integer, tableEnd),
    ...decisions(integer, tableEnd),
    ...answers(integer, tableEnd),
    ...reports(integer, tableEnd),
    ...machinery(integer, tableEnd),
    ...dialect.appendOnly('log_entry'),
    ...dialect.appendOnly('op_answer'),
  ]
}
