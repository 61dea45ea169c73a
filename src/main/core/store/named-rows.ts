import { z } from 'zod'
import type { ArticleItem, AuthorItem } from '../../../shared/desk/feed.ts'
import { MOST_REMOVALS, removalsMeasure } from '../../../shared/domain/urgency.ts'
import type { Prepared } from './prepared.ts'

/** The statements that keep articles and authors, with what finds them by name. */
export const namedWriteSql = {
  putArticle: `INSERT INTO article (site_id, article_id, title, item, round) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (article_id, site_id) DO UPDATE SET title = excluded.title, item = excluded.item,
      round = excluded.round RETURNING rowid AS no`,
  dropTitle: `DELETE FROM article_index WHERE rowid = ?`,
  indexTitle: `INSERT INTO article_index (rowid, title) VALUES (?, ?)`,
  putAuthor: `INSERT INTO author (site_id, author_id, name, removals, item, round)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (author_id, site_id) DO UPDATE SET name = excluded.name,
      removals = excluded.removals, item = excluded.item, round = excluded.round`,
  /** The last digit of a rank is the author's history. */
  rankAuthor: `UPDATE case_item SET rank = rank - rank % ${MOST_REMOVALS + 1} + @measure
    WHERE author_id = @authorId AND site_id = @siteId AND state = 'open'
      AND rank % ${MOST_REMOVALS + 1} <> @measure RETURNING no`,
  authorCases: `SELECT no FROM case_item WHERE author_id = ? AND state = 'open' LIMIT 50`,
} as const

type Written = Readonly<Record<keyof typeof namedWriteSql, Prepared>>
const NoRow = z.object({ no: z.int() })
const NoRows = z.array(NoRow).transform((rows) => rows.map(({ no }) => no))

export function keepArticle(sql: Written, item: ArticleItem, round: number): void {
  const { siteId, articleId, title } = item
  const put = sql.putArticle.get(siteId, articleId, title, JSON.stringify(item), round)
  const { no } = NoRow.parse(put)
  sql.dropTitle.run(no)
  sql.indexTitle.run(no, title)
}

/** Keeps an author; answers which of their open cases have moved, and which show something new. */
export function keepAuthor(
  sql: Written,
  item: AuthorItem,
  round: number,
): { readonly moved: number[]; readonly shown: number[] } {
  const { siteId, authorId, name, counts } = item
  const removals = counts.amend + counts.delete
  sql.putAuthor.run(siteId, authorId, name, removals, JSON.stringify(item), round)
  const measure = removalsMeasure(removals)
  return {
    moved: NoRows.parse(sql.rankAuthor.all({ siteId, authorId, measure })),
    shown: NoRows.parse(sql.authorCases.all(authorId)),
  }
}
