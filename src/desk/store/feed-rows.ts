/**
 * The feed: every row in the order of its last change. A page is read by a few range queries over
 * `seq`, whatever is in it; nothing is looked up row by row.
 */
import { sql, type SqlBool } from 'kysely'
import {
  type ArticleItem,
  type FeedItem,
  type GoneItem,
  MAX_REPORTS_SENT,
  type TermsItem,
} from '../../shared/desk/feed.ts'
import { Terms } from '../../shared/domain/terms.ts'
import { caseItems } from './feed-cases.ts'
import { authorItems } from './feed-authors.ts'
import { noticesItems } from './feed-notices.ts'
import type { Stretch } from './stretch.ts'
import { wordItems } from './word-list-rows.ts'
import type { Reader } from './write.ts'

const BESIDE = ['article', 'author', 'terms', 'word_list', 'notice_templates'] as const

/** The tables of which a stretch may have rows. */
function tablesOf({ only }: Stretch) {
  if (only === 'closed') return ['case_file'] as const
  return only === 'open'
    ? (['case_file', ...BESIDE] as const)
    : (['case_file', ...BESIDE, 'gone'] as const)
}

function rowsOf(db: Reader, table: ReturnType<typeof tablesOf>[number], stretch: Stretch) {
  const { after, upTo, only } = stretch
  return db
    .selectFrom(table)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .$if(table === 'case_file' && only !== undefined, (rows) =>
      rows.where(sql<SqlBool>`state = ${sql.lit(only)}`),
    )
}

/** Where a page of at most `limit` items of a stretch ends, or undefined if there are none. */
export async function pageEnd(
  db: Reader,
  stretch: Stretch,
  limit: number,
): Promise<number | undefined> {
  const seqs: number[] = []
  for (const table of tablesOf(stretch)) {
    const rows = await rowsOf(db, table, stretch)
      .select('seq')
      .orderBy('seq')
      .limit(limit)
      .execute()
    for (const { seq } of rows) seqs.push(seq)
  }
  seqs.sort((a, b) => a - b)
  return seqs.at(Math.min(limit, seqs.length) - 1)
}

/** How many items a stretch has. */
export async function countIn(db: Reader, stretch: Stretch): Promise<number> {
  let count = 0
  for (const table of tablesOf(stretch)) {
    const row = await rowsOf(db, table, stretch)
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow()
    count += row.count
  }
  return count
}

/** The items of a stretch, in order. */
export async function itemsIn(db: Reader, stretch: Stretch, nowMs: number): Promise<FeedItem[]> {
  const cases = await caseItems(db, stretch, { mostReports: MAX_REPORTS_SENT, nowMs })
  if (stretch.only === 'closed') return cases
  const items: FeedItem[] = [
    ...cases,
    ...(await articleItems(db, stretch)),
    ...(await authorItems(db, stretch, nowMs)),
    ...(await termsItems(db, stretch)),
    ...(await wordItems(db, stretch)),
    ...(await noticesItems(db, stretch)),
    ...(stretch.only === undefined ? await goneItems(db, stretch) : []),
  ]
  return items.sort((a, b) => a.seq - b.seq)
}

async function articleItems(db: Reader, { after, upTo }: Stretch): Promise<ArticleItem[]> {
  const rows = await db
    .selectFrom('article')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  return rows.map((row) => ({
    t: 'article',
    seq: row.seq,
    siteId: row.site_id,
    articleId: row.article_id,
    title: row.title,
    slug: row.slug,
    url: row.url,
    publishedAt: row.published_at,
    paragraph: row.paragraph,
  }))
}

async function termsItems(db: Reader, { after, upTo }: Stretch): Promise<TermsItem[]> {
  const rows = await db
    .selectFrom('terms')
    .select(['site_id', 'body', 'seq'])
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  return rows.map(({ site_id, body, seq }) => ({
    t: 'terms',
    seq,
    siteId: site_id,
    terms: Terms.parse(JSON.parse(body)),
  }))
}

async function goneItems(db: Reader, { after, upTo }: Stretch): Promise<GoneItem[]> {
  const rows = await db
    .selectFrom('gone')
    .select(['what', 'id', 'why', 'seq'])
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  return rows.map((row) => ({ t: 'gone', ...row }))
}
