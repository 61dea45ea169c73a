/**
 * The floor of a first sync: bare better-sqlite3 writes the same rows into the same tables, in the
 * same pages and transactions and with the same index, from rows that lie ready in memory.
 */
import Database from 'better-sqlite3'
import type { CaseItem, FeedItem } from '../../src/shared/desk/feed.ts'
import { cachePageSql } from '../../src/main/core/store/cache-page.ts'
import { cacheSchema } from '../../src/main/core/store/cache-schema.ts'
import { summarise } from '../../src/main/core/store/case-summary.ts'
import { queueRank } from '../../src/main/core/store/queue-rank.ts'

type Row = (string | number | null)[]
type Written = 'putTerms' | 'putArticle' | 'putAuthor' | 'putCase' | 'putSettled'

/** A page as rows: which statement, with what. */
export interface RowPage {
  readonly rows: readonly (readonly [Written, Row])[]
  /** The numbers of its cases, as JSON. */
  readonly nos: string
  readonly cursor: Row
}

function caseRows(item: CaseItem): [Written, Row][] {
  const { no, caseId, siteId, state, severity, receivedAt, revisions, comment } = item
  const row: Row = [
    ...[no, caseId, siteId, state, queueRank(severity, receivedAt), revisions.bodyRev],
    ...[revisions.decRev, comment.articleId, comment.authorId, 1],
    ...[JSON.stringify(summarise(item)), JSON.stringify(item)],
  ]
  const settled = item.decisions.map(
    ({ opId, decRev, publication, publishedAt }): [Written, Row] => [
      'putSettled',
      [opId, no, decRev, publication, publishedAt],
    ],
  )
  return [['putCase', row], ...settled]
}

function rowsOf(item: FeedItem): [Written, Row][] {
  const text = JSON.stringify(item)
  switch (item.t) {
    case 'case':
      return caseRows(item)
    case 'article':
      return [['putArticle', [item.siteId, item.articleId, item.title, text]]]
    case 'author':
      return [['putAuthor', [item.siteId, item.authorId, text]]]
    case 'terms': {
      const { siteId, terms } = item
      const row = [siteId, terms.version, terms.effectiveFrom, JSON.stringify(terms)]
      return [['putTerms', row]]
    }
    case 'gone':
      return []
  }
}

/** Makes the rows of a page ready. */
export function rowPage(items: readonly FeedItem[], have: number): RowPage {
  const nos = items.flatMap((item) => (item.t === 'case' ? [item.no] : []))
  return {
    rows: items.flatMap(rowsOf),
    nos: JSON.stringify(nos),
    cursor: [`c${have}`, 'e_bench', have, 0],
  }
}

/** Writes the pages into a new cache at `file`. */
export function writeBareCache(file: string, pages: readonly RowPage[]): void {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  for (const sql of cacheSchema.migrations) db.exec(sql)
  const put = {
    putTerms: db.prepare<Row>(cachePageSql.putTerms),
    putArticle: db.prepare<Row>(cachePageSql.putArticle),
    putAuthor: db.prepare<Row>(cachePageSql.putAuthor),
    putCase: db.prepare<Row>(cachePageSql.putCase),
    putSettled: db.prepare<Row>(cachePageSql.putSettled),
  }
  const index = db.prepare<Row>(cachePageSql.indexBodies)
  const advance = db.prepare<Row>(cachePageSql.advance)
  const write = db.transaction(({ rows, nos, cursor }: RowPage) => {
    for (const [name, row] of rows) put[name].run(...row)
    index.run(nos)
    advance.run(...cursor)
  })
  for (const page of pages) write.immediate(page)
  db.close()
}
