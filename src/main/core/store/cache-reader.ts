import type Database from 'better-sqlite3'
import { z } from 'zod'
import { ArticleItem, AuthorItem, CaseItem, PublicationState } from '../../../shared/desk/feed.ts'
import type { AuthorCase } from '../../../shared/contract/people.ts'
import type { TitleWords } from '../../../shared/contract/reading.ts'
import { Terms } from '../../../shared/domain/terms.ts'
import { BurstReader } from './burst-rows.ts'
import { CaseSummary } from './case-summary.ts'
import { ClaimReader } from './claim-rows.ts'
import { ContestReader } from './contest-rows.ts'
import { HandReader } from './hand-rows.ts'
import { LogReader } from './log-reader.ts'
import { PlaceReader } from './place-reader.ts'
import { type Prepared, prepareAll } from './prepared.ts'
import { wordListsIn } from './word-list-rows.ts'
import { SuggestReader } from './suggest-reader.ts'

/** Every statement that reads the cache on the core's thread, by name: all by key. */
export const cacheReadSql = {
  cursor: `SELECT cursor, epoch, have, whole FROM cursor WHERE one = 1`,
  place: `SELECT rank, no, state FROM case_item WHERE no = ?`,
  summary: `SELECT summary, (SELECT title FROM article WHERE article.site_id = case_item.site_id
      AND article.article_id = case_item.article_id) AS title,
    (SELECT removals FROM author WHERE author.site_id = case_item.site_id
      AND author.author_id = case_item.author_id) AS removals FROM case_item WHERE no = ?`,
  authorName: `SELECT summary ->> 'authorName' AS name FROM case_item WHERE no = ?`,
  item: `SELECT item FROM case_item WHERE no = ?`,
  itemById: `SELECT item FROM case_item WHERE case_id = ?`,
  noOf: `SELECT no FROM case_item WHERE case_id = ?`,
  revisions: `SELECT dec_rev AS decRev FROM case_item WHERE no = ?`,
  asideFacts: `SELECT case_id AS caseId, state = 'open' AS open, body_rev AS bodyRev,
    item ->> '$.reportCount' AS reports FROM case_item WHERE no = ?`,
  article: `SELECT item FROM article WHERE site_id = ? AND article_id = ?`,
  articleCases: `SELECT count(*) AS count FROM case_item WHERE article_id = ? AND site_id = ?`,
  authorCases: `SELECT summary, state FROM case_item WHERE author_id = ? AND no <> ? AND site_id = ?
    ORDER BY no DESC LIMIT ?`,
  author: `SELECT item FROM author WHERE site_id = ? AND author_id = ?`,
  terms: `SELECT item FROM terms WHERE site_id = ? AND version = ?`,
  newestTerms: `SELECT item FROM terms WHERE site_id = ? ORDER BY effective_from DESC, version DESC LIMIT 1`,
  settled: `SELECT publication, published_at AS publishedAt FROM settled WHERE op_id = ?`,
  settledAs: `SELECT publication, published_at AS publishedAt FROM settled
    WHERE case_no = ? AND dec_rev = ?`,
} as const
/** The terms are few: one document a version. */
const cacheListSql = {
  allTerms: `SELECT item FROM terms ORDER BY effective_from DESC, version DESC`,
} as const

const ItemRow = z.object({ item: z.string() })
const SummaryRow = z.object({
  summary: z.string(),
  title: z.string().nullable(),
  removals: z.int().nullable(),
})
const Place = z.object({ rank: z.number(), no: z.int(), state: z.enum(['open', 'closed']) })
const AuthorCases = z.array(
  Place.pick({ state: true })
    .extend({ summary: z.string() })
    .transform(({ state, summary }): AuthorCase => {
      const { no, caseId, receivedAt, words, standing } = CaseSummary.parse(JSON.parse(summary))
      return { no, caseId, receivedAt, words, open: state === 'open', newest: standing }
    }),
)
const Settled = z.object({
  publication: PublicationState,
  publishedAt: z.string().nullable(),
})
const Cursor = z.object({
  cursor: z.string().nullable(),
  epoch: z.string().nullable(),
  have: z.int(),
  whole: z.int().transform((whole) => whole === 1),
})
export type CacheCursor = z.infer<typeof Cursor>
const AsideFacts = z.object({
  ...{ caseId: z.string(), open: z.int().transform((open) => open === 1) },
  ...{ bodyRev: z.int(), reports: z.int() },
})

/** Rows from the desk, read by key on the core's thread. */
export class CacheReader {
  readonly log: LogReader
  readonly places: PlaceReader
  readonly claims: ClaimReader
  readonly contests: ContestReader
  readonly suggest: SuggestReader
  readonly bursts: BurstReader
  readonly hands: HandReader
  readonly #db: Database.Database
  readonly #sql: Readonly<Record<keyof typeof cacheReadSql | 'allTerms', Prepared>>

  constructor(db: Database.Database) {
    this.#db = db
    this.log = new LogReader(db)
    this.places = new PlaceReader(db)
    this.claims = new ClaimReader(db)
    this.contests = new ContestReader(db)
    this.suggest = new SuggestReader(db)
    this.bursts = new BurstReader(db)
    this.hands = new HandReader(db)
    this.#sql = prepareAll(db, { ...cacheReadSql, ...cacheListSql })
  }

  cursor(): CacheCursor {
    return Cursor.parse(this.#sql.cursor.get())
  }

  /** Where a case stands by the desk's own state, or undefined where it is not here. */
  place(no: number): { no: number; rank: number; open: boolean } | undefined {
    const row = this.#sql.place.get(no)
    if (row === undefined) return undefined
    const { rank, state } = Place.parse(row)
    return { no, rank, open: state === 'open' }
  }

  summary(
    no: number,
  ): (CaseSummary & { readonly article: string; readonly removals: number }) | undefined {
    const row = this.#sql.summary.get(no)
    if (row === undefined) return undefined
    const { summary, title, removals } = SummaryRow.parse(row)
    return {
      ...CaseSummary.parse(JSON.parse(summary)),
      article: title ?? '',
      removals: removals ?? 0,
    }
  }

  /** What the author of a case is called, or undefined where it is not here. */
  authorName(no: number): string | undefined {
    const row = this.#sql.authorName.get(no)
    return row === undefined ? undefined : z.object({ name: z.string() }).parse(row).name
  }

  case(no: number): CaseItem | undefined {
    return parsed(CaseItem, this.#sql.item.get(no))
  }

  caseById(caseId: string): CaseItem | undefined {
    return parsed(CaseItem, this.#sql.itemById.get(caseId))
  }

  /** The number of a case, or undefined where it is not here. */
  noOf(caseId: string): number | undefined {
    return z.object({ no: z.int() }).optional().parse(this.#sql.noOf.get(caseId))?.no
  }

  /** How many decisions a case has had, or undefined where it is not here. */
  decRev(no: number): number | undefined {
    const row = this.#sql.revisions.get(no)
    return row === undefined ? undefined : z.object({ decRev: z.int() }).parse(row).decRev
  }

  /** What tells whether a case that was put aside is back, or undefined where it is not here. */
  asideFacts(no: number): z.infer<typeof AsideFacts> | undefined {
    const row = this.#sql.asideFacts.get(no)
    return row === undefined ? undefined : AsideFacts.parse(row)
  }

  article(siteId: string, articleId: string): ArticleItem | undefined {
    return parsed(ArticleItem, this.#sql.article.get(siteId, articleId))
  }

  /** How many cases there are under an article. */
  articleCases(siteId: string, articleId: string): number {
    return z.object({ count: z.int() }).parse(this.#sql.articleCases.get(articleId, siteId)).count
  }

  author(siteId: string, authorId: string): AuthorItem | undefined {
    return parsed(AuthorItem, this.#sql.author.get(siteId, authorId))
  }

  /** The newest other reported comments of a case's author. */
  authorCases({ siteId, no, comment }: CaseItem, limit: number): AuthorCase[] {
    const rows = this.#sql.authorCases.all(comment.authorId, no, siteId, limit)
    return AuthorCases.parse(rows)
  }

  terms(siteId: string, version: string): Terms | undefined {
    return parsed(Terms, this.#sql.terms.get(siteId, version))
  }

  /** The terms of a site that are the newest here. */
  newestTerms(siteId: string): Terms | undefined {
    return parsed(Terms, this.#sql.newestTerms.get(siteId))
  }

  /** Every version of every site's terms, the newest first. */
  allTerms(): Terms[] {
    const rows = z.array(ItemRow).parse(this.#sql.allTerms.all())
    return rows.map(({ item }) => Terms.parse(JSON.parse(item)))
  }

  /** The word lists of the titles that imported their own. */
  wordLists(): TitleWords[] {
    return wordListsIn(this.#db)
  }

  /** Where a decision stands on its way to the site, as far as the feed has shown. */
  settled(opId: string): z.infer<typeof Settled> | undefined {
    const row = this.#sql.settled.get(opId)
    return row === undefined ? undefined : Settled.parse(row)
  }

  /** The same of the decision that made a case's revision. */
  settledAs(no: number, decRev: number): z.infer<typeof Settled> | undefined {
    const row = this.#sql.settledAs.get(no, decRev)
    return row === undefined ? undefined : Settled.parse(row)
  }

  close(): void {
    this.#db.close()
  }
}

function parsed<T>(schema: z.ZodType<T>, row: unknown): T | undefined {
  return row === undefined ? undefined : schema.parse(JSON.parse(ItemRow.parse(row).item))
}
