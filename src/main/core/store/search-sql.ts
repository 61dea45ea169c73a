/** Every statement of the thread that searches and checks, by name. */
export const searchSql = {
  /** The index is walked from its newest row; each row found is then looked up. */
  find: `SELECT case_item.summary, case_item.state,
      json_extract(case_item.item, '$.comment.body') AS body,
      (SELECT title FROM article WHERE article.site_id = case_item.site_id
        AND article.article_id = case_item.article_id) AS title
    FROM body_index CROSS JOIN case_item ON case_item.no = body_index.rowid
    WHERE body_index MATCH ? AND body_index.rowid < ?
    ORDER BY body_index.rowid DESC LIMIT ?`,
  copy: `SELECT size, head, have, whole FROM log_copy WHERE one = 1`,
  entries: `SELECT n, text, hash FROM log_entry WHERE n > ? AND n <= ? ORDER BY n LIMIT ?`,
} as const
