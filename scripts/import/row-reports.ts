/** The reports that a row carries: given one by one, or as the counts of a labelled data set. */
import { z } from 'zod'
import { RuleCode } from '../../src/shared/domain/terms.ts'
import { fromCodePoints, mendText, type Span } from '../../src/shared/domain/text.ts'
import { MAX_REPORT_WORDS, type ImportReport } from '../../src/shared/platform/operator.ts'
import { PlatformId } from '../../src/shared/domain/ids.ts'
import { givenInstant, INSTANT_EXPECTED } from './given-instant.ts'
import { reportRules, type LabelCounts } from './label-rule.ts'
import { seededReportAt, seededReporter } from './seeded-details.ts'

const MAX_SPANS = 50

/** Half-open ranges as data sets have them: in code points, not in UTF-16. */
export const CodePointSpans = z
  .array(z.tuple([z.int().min(0), z.int().min(1)]), 'must be a list of [start, end] pairs')
  .max(MAX_SPANS, `has more than ${MAX_SPANS} ranges`)
type CodePointSpans = z.infer<typeof CodePointSpans>

/** An instant as it was given, in milliseconds since 1970. */
export const GivenInstant = z
  .union([z.string(), z.number()], INSTANT_EXPECTED)
  .transform((value, context) => {
    const ms = givenInstant(value)
    if (ms === undefined) context.addIssue({ code: 'custom', message: INSTANT_EXPECTED })
    return ms ?? 0
  })

/** One report as a row gives it; what is left out gets its value by the seeded rule. */
export const RowReport = z.strictObject({
  key: z.string().min(1).max(120).optional(),
  rule: RuleCode.nullable().optional(),
  words: z
    .string()
    .transform(mendText)
    .refine((words) => words.length <= MAX_REPORT_WORDS, `is longer than ${MAX_REPORT_WORDS}`)
    .optional(),
  spans: CodePointSpans.optional(),
  at: GivenInstant.optional(),
  reporter: PlatformId.optional(),
})
export type RowReport = z.infer<typeof RowReport>

/** The comment that reports are about. */
export interface ReportedComment {
  readonly id: string
  readonly text: string
  /** Milliseconds since 1970. */
  readonly postedAt: number
  /** No report comes after it. */
  readonly untilMs: number
}

/** These ranges in UTF-16, or what is wrong with them. */
export function utf16Spans(text: string, spans: CodePointSpans): Span[] | string {
  const length = spans.length === 0 ? 0 : Array.from(text).length
  for (const [start, end] of spans) {
    if (start >= end) return `has the range [${start}, ${end}], which ends before it starts`
    if (end > length) return `has the range [${start}, ${end}], past the text (${length})`
  }
  const offsets = fromCodePoints(text, spans.flat())
  return spans.map((_, i): Span => [offsets[2 * i] ?? 0, offsets[2 * i + 1] ?? 0])
}

function completed(
  comment: ReportedComment,
  parts: { readonly key: string; readonly rule: string | null; readonly spans: Span[] },
): ImportReport {
  const at = new Date(seededReportAt(comment.id, parts.key, comment)).toISOString()
  return { ...parts, words: '', at, reporter: seededReporter(comment.id, parts.key) }
}

/** `flagging` reports that cite what the raters' labels bear out, all pointing at the same ranges. */
export function flaggedReports(
  comment: ReportedComment,
  counts: LabelCounts & { readonly flagging: number; readonly spans: Span[] },
): ImportReport[] {
  return reportRules(counts, counts.flagging).map((rule, index) =>
    completed(comment, { key: String(index + 1), rule, spans: counts.spans }),
  )
}

/** Why a report cannot have come at this time, or undefined. */
function timeFault(at: number | undefined, { postedAt, untilMs }: ReportedComment) {
  if (at === undefined) return undefined
  if (at > untilMs) return 'at is after the end of the import (--until)'
  return at < postedAt ? 'at is before the comment was posted' : undefined
}

function givenReport(comment: ReportedComment, report: RowReport, key: string) {
  const spans = utf16Spans(comment.text, report.spans ?? [])
  if (typeof spans === 'string') return `spans ${spans}`
  const fault = timeFault(report.at, comment)
  if (fault !== undefined) return fault
  const whole = completed(comment, { key, rule: report.rule ?? null, spans })
  return {
    ...whole,
    words: report.words ?? '',
    at: report.at === undefined ? whole.at : new Date(report.at).toISOString(),
    reporter: report.reporter ?? whole.reporter,
  }
}

/** The reports given one by one, or what is wrong with the first that cannot be. */
export function givenReports(
  comment: ReportedComment,
  reports: readonly RowReport[],
): ImportReport[] | string {
  const done = new Map<string, ImportReport>()
  for (const [index, report] of reports.entries()) {
    const key = report.key ?? String(index + 1)
    if (done.has(key)) return `${index + 1}: key ${key} is given to two reports`
    const whole = givenReport(comment, report, key)
    if (typeof whole === 'string') return `${index + 1}: ${whole}`
    done.set(key, whole)
  }
  return [...done.values()]
}
