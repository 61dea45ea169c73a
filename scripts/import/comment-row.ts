/** A row's columns read as the paper's import item, or the one reason why that cannot be. */
import { z } from 'zod'
import { MAX_TEXT_BYTES, mendText, utf8Length } from '../../src/shared/domain/text.ts'
import { ImportArticle, ImportItem, type ImportReport } from '../../src/shared/platform/operator.ts'
import { columnsOf, namesOf, type ColumnMap } from './columns.ts'
import { placeOf, type KnownArticles } from './row-article.ts'
import {
  CodePointSpans,
  flaggedReports,
  GivenInstant,
  givenReports,
  RowReport,
  utf16Spans,
  type ReportedComment,
} from './row-reports.ts'
import { seededHandle, seededPostedAt } from './seeded-details.ts'

const MAX_REPORTS = 1000

/** A cell that may be left out: empty text and null are *not given*. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value // the schema behind it then says what was expected
  }
}

/** Typed JSON, or the same as text where the input has no types. */
const json = <T extends z.ZodType>(schema: T) => optional(z.preprocess(fromJson, schema))

const count = (max: number) =>
  optional(
    z
      .union(
        [z.int(), z.string().trim().regex(/^\d+$/).transform(Number)],
        'must be a whole number',
      )
      .refine((value) => value >= 0 && value <= max, `must be from 0 to ${max}`),
  )
const raters = count(1_000_000)

const Cells = z.object({
  id: z
    .preprocess((value) => value ?? '', z.union([z.string(), z.int()], 'must be text'))
    .transform((value) => mendText(String(value)).trim())
    .refine((id) => id !== '', 'is missing')
    .refine((id) => id.length <= 120, 'is longer than 120 characters'),
  text: z
    .preprocess((value) => value ?? '', z.string('must be text'))
    .transform(mendText)
    .refine((text) => text.trim() !== '', 'is empty')
    .refine((text) => utf8Length(text) <= MAX_TEXT_BYTES, 'is longer than 128 kB'),
  author: optional(
    z
      .string('must be text')
      .transform(mendText)
      .pipe(z.string().trim().max(80, 'is longer than 80 characters')),
  ),
  article: optional(
    z.union(
      [z.string().max(300, 'must be a title of at most 300 characters'), ImportArticle],
      'must be a title or a whole article',
    ),
  ),
  time: optional(GivenInstant),
  reports: json(z.array(RowReport, 'must be a list of reports').max(MAX_REPORTS)),
  flagging: count(MAX_REPORTS),
  insult: raters,
  profane: raters,
  identity_attack: raters,
  threat: raters,
  other: raters,
  spans: json(CodePointSpans),
})
type Cells = z.infer<typeof Cells>

/** What every row of one import is read with. */
export interface RowRules {
  readonly asked: ColumnMap
  readonly known: KnownArticles
  /** No comment and no report is later. Milliseconds since 1970. */
  readonly untilMs: number
}

/** The item that a row makes, or why it makes none; `id` as far as it could be read. */
export type ReadComment =
  | { readonly ok: true; readonly id: string; readonly item: ImportItem }
  | { readonly ok: false; readonly id: string; readonly reason: string }

function reportsOf(comment: ReportedComment, cells: Cells): ImportReport[] | string {
  if (cells.reports !== undefined) return givenReports(comment, cells.reports)
  const spans = utf16Spans(comment.text, cells.spans ?? [])
  if (typeof spans === 'string') return spans
  return flaggedReports(comment, { ...cells, flagging: cells.flagging ?? 0, spans })
}

function itemOf(cells: Cells, rules: RowRules, named: (field: string) => string) {
  const { untilMs, known } = rules
  const { id, text } = cells
  const postedAt = cells.time ?? seededPostedAt(id, untilMs)
  if (postedAt > untilMs) return `${named('time')} is after the end of the import (--until)`
  const reports = reportsOf({ id, text, postedAt, untilMs }, cells)
  if (typeof reports === 'string')
    return `${named(cells.reports === undefined ? 'spans' : 'reports')} ${reports}`
  const author = cells.author ?? ''
  return {
    externalId: id,
    body: text,
    postedAt: new Date(postedAt).toISOString(),
    author: { handle: author === '' ? seededHandle(id) : author },
    reports,
    ...placeOf({ id, article: cells.article }, { known, postedAt, untilMs }),
  }
}

function said(error: z.ZodError, named: (field: string) => string): string {
  const [issue] = error.issues
  if (issue === undefined) return 'cannot be read'
  const [field, ...inside] = issue.path.map(String)
  const where = [named(field ?? ''), ...inside].filter((part) => part !== '').join('.')
  return `${where} ${issue.message}`
}

/** The row as far as it names its id, for whoever looks for it afterwards. */
const idIn = (id: unknown) =>
  typeof id === 'string' || typeof id === 'number' ? mendText(String(id)).slice(0, 120) : ''

/** Reads one row by its columns. What it leaves out is filled in by the seeded rule. */
export function readComment(columns: ReadonlyMap<string, unknown>, rules: RowRules): ReadComment {
  const held = columnsOf([...columns.keys()], rules.asked)
  const raw = Object.fromEntries([...held].map(([field, name]) => [field, columns.get(name)]))
  const named = (field: string) => {
    const column = [...held].find(([candidate]) => candidate === field)?.[1]
    if (column !== undefined) return column
    return field === 'id' || field === 'text' ? namesOf(field, rules.asked).join(' or ') : field
  }
  const refuse = (reason: string): ReadComment => ({ ok: false, id: idIn(raw.id), reason })

  const cells = Cells.safeParse(raw)
  if (!cells.success) return refuse(said(cells.error, named))
  const item = itemOf(cells.data, rules, named)
  if (typeof item === 'string') return refuse(item)
  const whole = ImportItem.safeParse(item)
  return whole.success
    ? { ok: true, id: item.externalId, item: whole.data }
    : refuse(said(whole.error, (field) => field))
}
