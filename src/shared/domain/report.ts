import { z } from 'zod'
import { ReportId } from './ids.ts'
import { Instant } from './instant.ts'
import { MendedText, Span } from './text.ts'
import { RuleCode } from './terms.ts'

/** The doors a complaint comes through. */
export const Channel = z.enum([
  'report-link',
  'e-mail',
  'phone',
  'social',
  'legal-letter',
  'regulator',
  'staff',
])
export type Channel = z.infer<typeof Channel>

/** One reader's complaint about one comment. Who complained is not in it: the desk keeps that apart. */
export const Report = z.object({
  id: ReportId,
  channel: Channel,
  /** The rule the reader chose, or null for *something else*. */
  rule: RuleCode.nullable(),
  words: MendedText,
  /** What the reader pointed at, in the revision they saw. */
  spans: z.array(Span).max(50),
  bodyRev: z.int().min(1),
  /** When it came to the paper, by its own stamp: knowledge starts here. */
  receivedAt: Instant,
  /** The decision that answered it, or null while it is open. */
  answeredBy: z.string().nullable(),
})
export type Report = z.infer<typeof Report>

/** Severity of a complaint that cites no rule: standard. */
const UNRULED_SEVERITY = 3

/** Reports of one reason. */
export interface ReasonCount {
  readonly rule: string | null
  readonly count: number
}

/** Reports folded by reason, the most frequent first, equal counts in the order they came. */
export function byReason(reports: readonly { readonly rule: string | null }[]): ReasonCount[] {
  const counts = new Map<string | null, number>()
  for (const { rule } of reports) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  return [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => b.count - a.count)
}

/**
 * Reasons with the gravest first, equal ones as they were: the first is why a case is as urgent as
 * it is. A rule that `severities` does not know counts as one that was not named.
 */
export function byGravity(
  reasons: readonly ReasonCount[],
  severities: ReadonlyMap<string, number>,
): readonly ReasonCount[] {
  const gravity = ({ rule }: ReasonCount) => severities.get(rule ?? '') ?? UNRULED_SEVERITY
  return reasons.toSorted((a, b) => gravity(a) - gravity(b))
}

/** The severity of a set of complaints: that of the gravest rule among them. */
export function severityOf(
  reports: readonly { readonly rule: string | null }[],
  severities: ReadonlyMap<string, number>,
): number {
  let gravest = 4
  for (const { rule } of reports) {
    const severity = rule === null ? UNRULED_SEVERITY : (severities.get(rule) ?? UNRULED_SEVERITY)
    gravest = Math.min(gravest, severity)
  }
  return gravest
}
