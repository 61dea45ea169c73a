/** Every statement of the thread that searches and checks, by name. */
export const searchSql = {
  /** The index is walked from its newest row; each row found is then looked up. */
  find: `SELECT case_item.summary, case_item.state,
      json_extract(case_item.item, '$.comment.body') AS body,
      (SELECT title FROM article WHERE article.site_id = case_item.site_id
        AND article.article_id = case_item.article_id) AS title
    FROM body_index CROSS JOIN case_item ON case_item.no = body_index.rowid
    WHERE body_index MATCH ? AND body_index.rowid < ? AND body_index.rowid >= ?
      AND case_item.received >= ? AND case_item.received < ?
    ORDER BY body_index.rowid DESC LIMIT ?`,
  /** Numbers outside of which nothing was received from a day on, or up to one. */
  lowFrom: `SELECT min(low) AS no FROM received_span WHERE day >= ?`,
  highUntil: `SELECT max(high) AS no FROM received_span WHERE day <= ?`,
  articles: `SELECT article.site_id AS siteId, article.article_id AS articleId
    FROM article_index CROSS JOIN article ON article.rowid = article_index.rowid
    WHERE article_index MATCH ? ORDER BY article_index.rowid DESC LIMIT 50`,
  copy: `SELECT size, head, have, whole FROM log_copy WHERE one = 1`,
  entries: `SELECT n, text, hash FROM log_entry WHERE n > ? AND n <= ? ORDER BY n LIMIT ?`,
} as const

/** The terms are few: one document a version. */
export const searchListSql = {
  terms: `SELECT item FROM terms ORDER BY effective_from DESC, version DESC`,
} as const
