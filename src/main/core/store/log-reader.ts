import type Database from 'better-sqlite3'
import { z } from 'zod'
import { LogCheck, type LogFilter } from '../../../shared/contract/log-views.ts'
import { Staff } from '../../../shared/desk/desk.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/** Every statement that reads the log's copy by key, by name. */
export const logReadSql = {
  copy: `SELECT epoch, size, head, have, whole, checked FROM log_copy WHERE one = 1`,
  entry: `SELECT n, text, hash FROM log_entry WHERE n = ?`,
  from: `SELECT n FROM log_entry WHERE at >= ? ORDER BY at, n LIMIT 1`,
  to: `SELECT n FROM log_entry WHERE at <= ? ORDER BY at DESC, n DESC LIMIT 1`,
  about: `SELECT no, json_extract(summary, '$.authorName') AS authorName,
      (SELECT title FROM article WHERE article.site_id = case_item.site_id
        AND article.article_id = case_item.article_id) AS articleTitle
    FROM case_item WHERE case_id = ?`,
} as const
const Colleague = Staff.extend({ active: z.boolean().default(true) })
/** The staff are few. */
const logListSql = { staff: `SELECT item FROM staff ORDER BY staff_id` } as const

/** What narrows a page, the narrowest first: the first one's index is walked, the rest are tested. */
const NARROWING = [
  ['caseId', 'case_id'],
  ['articleId', 'article_id'],
  ['rule', 'rule'],
  ['actor', 'actor'],
  ['verb', 'verb'],
] as const

/** The statement for a page of entries that are narrowed in these ways. */
export function logPageSql(filter: LogFilter): string {
  const columns = NARROWING.flatMap(([part, column]) => (filter[part] === null ? [] : [column]))
  const tests = columns.map((column, i) => `${i === 0 ? '' : '+'}${column} = ?`)
  return `SELECT n, text, hash FROM log_entry
    WHERE ${[...tests, 'n <= ?', 'n >= ?'].join(' AND ')} ORDER BY n DESC LIMIT ?`
}

const CopyRow = z.object({
  epoch: z.string().nullable(),
  /** The number of the last entry that is here. */
  size: z.int(),
  head: z.string(),
  /** How many are here. */
  have: z.int(),
  whole: z.int().transform((whole) => whole === 1),
  checked: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : LogCheck.parse(JSON.parse(text)))),
})
type LogCopyState = z.infer<typeof CopyRow>

const EntryRow = z.object({ n: z.int(), text: z.string(), hash: z.string() })
export type LogRow = z.infer<typeof EntryRow>

const AboutRow = z.object({
  no: z.int().nullable(),
  authorName: z.string().nullable(),
  articleTitle: z.string().nullable(),
})
export type LogAbout = z.infer<typeof AboutRow>

/** The copy of the log, read by key on the core's thread. */
export class LogReader {
  readonly #db: Database.Database
  readonly #sql: Readonly<Record<keyof typeof logReadSql | 'staff', Prepared>>
  readonly #pages = new Map<string, Prepared>()

  constructor(db: Database.Database) {
    this.#db = db
    this.#sql = prepareAll(db, { ...logReadSql, ...logListSql })
  }

  copy(): LogCopyState {
    return CopyRow.parse(this.#sql.copy.get())
  }

  entry(n: number): LogRow | undefined {
    return EntryRow.optional().parse(this.#sql.entry.get(n))
  }

  /** Entries older than `before`, the newest first. */
  page(filter: LogFilter, before: number | null, limit: number): LogRow[] {
    const high = Math.min((before ?? Number.MAX_SAFE_INTEGER) - 1, this.#last(filter.to))
    const low = this.#first(filter.from)
    const values = NARROWING.flatMap(([part]) => filter[part] ?? [])
    return z.array(EntryRow).parse(this.#page(filter).all(...values, high, low, limit))
  }

  /** The case an entry is about, as far as it is here. */
  about(caseId: string): LogAbout | undefined {
    return AboutRow.optional().parse(this.#sql.about.get(caseId))
  }

  staff(): Staff[] {
    return this.#people(Staff)
  }

  /** The same, with whether each still works here. */
  colleagues(): z.infer<typeof Colleague>[] {
    return this.#people(Colleague)
  }

  #people<T>(schema: z.ZodType<T>): T[] {
    const rows = z.array(z.object({ item: z.string() })).parse(this.#sql.staff.all())
    return rows.map(({ item }) => schema.parse(JSON.parse(item)))
  }

  #page(filter: LogFilter): Prepared {
    const sql = logPageSql(filter)
    const known = this.#pages.get(sql) ?? this.#db.prepare(sql)
    this.#pages.set(sql, known)
    return known
  }

  // The column `at` never goes back although the desk's clock may, so that a time bounds numbers.
  #first(from: string | null): number {
    return from === null ? 0 : (numbered(this.#sql.from.get(from)) ?? Number.MAX_SAFE_INTEGER)
  }

  #last(to: string | null): number {
    return to === null ? Number.MAX_SAFE_INTEGER : (numbered(this.#sql.to.get(to)) ?? 0)
  }
}

function numbered(row: unknown): number | undefined {
  return z.object({ n: z.int() }).optional().parse(row)?.n
}
