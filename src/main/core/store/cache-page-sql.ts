import { MOST_REMOVALS } from '../../../shared/domain/urgency.ts'
import { besideWriteSql } from './beside-rows.ts'
import { wordListSql } from './word-list-rows.ts'
import { burstWriteSql } from './burst-rows.ts'
import { namedWriteSql } from './named-rows.ts'
import { spanWriteSql } from './received-spans.ts'

/** Every statement that changes the cache, by name. */
export const cachePageSql = {
  cursor: `SELECT cursor, epoch, have, round, whole FROM cursor WHERE one = 1`,
  advance: `UPDATE cursor SET cursor = ?, epoch = ?, have = ?, whole = ? WHERE one = 1`,
  forget: `UPDATE cursor SET cursor = NULL, epoch = ?, have = 0, whole = 0, round = round + 1
    WHERE one = 1`,
  forgetSettled: `DELETE FROM settled`,
  before: `SELECT case_id AS caseId, body_rev AS bodyRev, site_id AS siteId, mark, round, tags,
      state, author_id AS authorId, article_id AS articleId
    FROM case_item WHERE no = ?`,
  putCase: `INSERT INTO case_item (no, case_id, site_id, state, rank, body_rev, dec_rev, article_id,
      author_id, round, severity, mark, received, tags, escalated, summary, item)
    VALUES (?, ?, ?, ?, ? - coalesce((SELECT min(removals, ${MOST_REMOVALS}) FROM author
      WHERE author_id = ? AND site_id = ?), 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (no) DO UPDATE SET case_id = excluded.case_id, site_id = excluded.site_id,
      mark = excluded.mark, state = excluded.state, rank = excluded.rank,
      body_rev = excluded.body_rev, dec_rev = excluded.dec_rev, article_id = excluded.article_id,
      author_id = excluded.author_id, round = excluded.round, severity = excluded.severity,
      received = excluded.received, tags = excluded.tags,
      escalated = excluded.escalated, summary = excluded.summary,
      item = excluded.item`,
  dropRules: `DELETE FROM case_rule WHERE no = ?`,
  putRule: `INSERT INTO case_rule (rule, no) VALUES (?, ?)`,
  putSettled: `INSERT INTO settled (op_id, case_no, dec_rev, publication, published_at)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT (op_id) DO UPDATE SET case_no = excluded.case_no,
      dec_rev = excluded.dec_rev, publication = excluded.publication, published_at = excluded.published_at`,
  ...namedWriteSql,
  putTerms: `INSERT INTO terms (site_id, version, effective_from, item, round)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT (site_id, version) DO UPDATE
    SET effective_from = excluded.effective_from, item = excluded.item, round = excluded.round`,
  severities: `SELECT rule.value ->> 'code' AS code, rule.value ->> 'severity' AS severity
    FROM (SELECT item FROM terms ORDER BY effective_from DESC LIMIT 1) newest,
      json_each(newest.item, '$.rules') rule`,
  caseNo: `SELECT no FROM case_item WHERE case_id = ?`,
  ...spanWriteSql,
  ...burstWriteSql,
  ...besideWriteSql,
  ...wordListSql,
  dropCase: `DELETE FROM case_item WHERE no = ?`,
  dropSettled: `DELETE FROM settled WHERE case_no = ?`,
  dropArticle: `DELETE FROM article WHERE article_id = ?`,
  dropAuthor: `DELETE FROM author WHERE author_id = ?`,
  leftOver: `SELECT no FROM case_item WHERE round < ?`,
  leftArticles: `DELETE FROM article WHERE round < ?`,
  leftAuthors: `DELETE FROM author WHERE round < ?`,
  leftTerms: `DELETE FROM terms WHERE round < ?`,
  dropBodies: `DELETE FROM body_index WHERE rowid IN (SELECT value FROM json_each(?))`,
  indexBodies: `INSERT INTO body_index (rowid, body, author, tags)
    SELECT no, json_extract(item, '$.comment.body'), json_extract(item, '$.comment.authorName'),
      tags FROM case_item
    WHERE no IN (SELECT value FROM json_each(?))`,
} as const
