/**
 * The operator's door of the sample paper: how an archive or a data set is loaded into it.
 *
 *   GET  {base}/operator/v1/articles                → ArticleList
 *   POST {base}/operator/v1/comments  ImportBatch   → ImportAnswer
 *
 * Every call carries `Authorization: Bearer KEY` with the operator's key, never the platform's. A
 * batch is one transaction and its items are apart: a bad one is refused by name and the rest are
 * added. All of it is idempotent: a comment by (source, externalId), a report by (comment, key).
 */
import { z } from 'zod'
import { PlatformId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { RuleCode } from '../domain/terms.ts'
import { MendedText, Span } from '../domain/text.ts'

/** The most comments one batch carries. */
export const MAX_BATCH = 200

/** The longest words a reader's report may have, in UTF-16 units. */
export const MAX_REPORT_WORDS = 2000

const ArticleSlug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits with single hyphens')

/** Short text as it is shown: well-formed, no control characters, at most `max` UTF-16 units. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
      'holds a lone surrogate or a control character',
    )

/** An article that is made when none has its slug; an existing one stays as it is. */
export const ImportArticle = z.strictObject({
  slug: ArticleSlug,
  title: line(300),
  section: line(60),
  paragraph: line(4000),
  publishedAt: Instant,
})
export type ImportArticle = z.infer<typeof ImportArticle>

/** One reader's report in an import. `key` names it within its comment for ever. */
export const ImportReport = z.strictObject({
  key: z.string().min(1).max(120),
  /** A rule's code, or null for *something else*. */
  rule: RuleCode.nullable(),
  words: MendedText.refine(
    (words) => words.length <= MAX_REPORT_WORDS,
    `is longer than ${MAX_REPORT_WORDS} characters`,
  ),
  /** Half-open UTF-16 ranges of the body. */
  spans: z.array(Span).max(50),
  at: Instant,
  /** One reader, one value; two reports of one reader on one comment are counted as two. */
  reporter: PlatformId,
})
export type ImportReport = z.infer<typeof ImportReport>

const item = {
  externalId: z.string().min(1).max(120),
  body: MendedText.refine((body) => body.trim() !== '', 'is empty'),
  /** Not in the future; a report's `at` is not before it. */
  postedAt: Instant,
  /** Made as a subscriber who cannot sign in when no subscriber has this name. */
  author: z.strictObject({ handle: line(80) }),
  /** Of a comment that exists, those with a new key are added. */
  reports: z.array(ImportReport).max(1000),
}

/** One comment of an import. It stands under `articleId` or under `article`, never both. */
export const ImportItem = z.union([
  z.strictObject({ ...item, articleId: PlatformId }),
  z.strictObject({ ...item, article: ImportArticle }),
])
export type ImportItem = z.infer<typeof ImportItem>

/** A batch at the door: its items are read one by one, so that a bad one harms no other. */
export const ImportBatch = z.strictObject({
  source: z.string().min(1).max(60),
  items: z.array(z.unknown()).min(1).max(MAX_BATCH),
})
export type ImportBatch = z.infer<typeof ImportBatch>

/** What became of one item. */
export const ImportResult = z.object({
  /** Null when the item carried none that could be read. */
  externalId: z.string().nullable(),
  /** `exists`: the comment was there already; reports it did not have yet were still added. */
  status: z.enum(['added', 'exists', 'refused']),
  /** How many reports this call added. */
  reportsAdded: z.int().min(0),
  /** Of a refused one: the field and what was wrong with it. */
  reason: z.string().optional(),
})
export type ImportResult = z.infer<typeof ImportResult>

/** One result an item, in the items' order. */
export const ImportAnswer = z.object({ results: z.array(ImportResult) })
export type ImportAnswer = z.infer<typeof ImportAnswer>

export const ArticleList = z.object({
  articles: z.array(
    z.object({
      id: PlatformId,
      slug: ArticleSlug,
      title: z.string(),
      section: z.string(),
      publishedAt: Instant,
      comments: z.int().min(0),
    }),
  ),
})
export type ArticleList = z.infer<typeof ArticleList>
