/**
 * The user terms: a versioned document of rules. A decision's ground cites a rule of a version,
 * or one of the other outcomes that the same version lists.
 */
import { z } from 'zod'
import { Instant } from './instant.ts'

export const Severity = z.int().min(1).max(4)
export const RuleCode = z.string().regex(/^[A-Z]{2,4}-[A-Z]{2,10}$/, 'must look like CON-ABU')
const TermsVersion = z.string().regex(/^\d+\.\d+\.\d+$/, 'must look like 1.0.0')
/** Letters that verbs and movement use: a bouncing verb key must never choose a rule. */
const KEYS_TAKEN = 'fadezjkx'
const RuleKey = z
  .string()
  .regex(/^[a-z]$/, 'must be one letter')
  .refine((key) => !KEYS_TAKEN.includes(key), `must not be one of ${KEYS_TAKEN}`)

export const Verb = z.enum(['keep', 'amend', 'delete', 'restore'])
export type Verb = z.infer<typeof Verb>

/** A clause that a comment can break. */
export const Rule = z.strictObject({
  code: RuleCode,
  key: RuleKey,
  title: z.string().min(1).max(80),
  shortTitle: z.string().min(1).max(28),
  definition: z.string().min(1).max(600),
  severity: Severity,
  defaultAction: z.enum(['amend', 'delete']),
  mayAmend: z.boolean(),
  /** What stands in the place of words cut under this rule. */
  token: z.string().min(3).max(80),
  strikes: z.int().min(0).max(9),
})
export type Rule = z.infer<typeof Rule>

/** A ground that is no breach, and the verbs it goes with. */
export const Outcome = z.strictObject({
  code: RuleCode,
  key: RuleKey,
  title: z.string().min(1).max(80),
  shortTitle: z.string().min(1).max(28),
  verbs: z.array(Verb).min(1),
})
export type Outcome = z.infer<typeof Outcome>

export const Terms = z
  .strictObject({
    id: z.string().min(1).max(60),
    version: TermsVersion,
    locale: z.string().min(2).max(12),
    effectiveFrom: Instant,
    lastUpdated: Instant,
    /** Whether a moderator may put words in an author's mouth. Off unless a lead turns it on. */
    mayRewrite: z.boolean(),
    rules: z.array(Rule).min(1).max(60),
    outcomes: z.array(Outcome).min(1).max(30),
  })
  .superRefine((terms, context) => {
    const clash = clashIn(terms)
    if (clash !== undefined) context.addIssue({ code: 'custom', message: clash, path: ['rules'] })
  })
export type Terms = z.infer<typeof Terms>

/** Why a decision was made: a rule of a version of the terms, or another outcome it lists. */
export const Ground = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rule'), terms: TermsVersion, code: RuleCode }),
  z.strictObject({ kind: z.literal('outcome'), terms: TermsVersion, code: RuleCode }),
])
export type Ground = z.infer<typeof Ground>

function clashIn(terms: {
  readonly rules: readonly Rule[]
  readonly outcomes: readonly Outcome[]
}): string | undefined {
  const seen = new Set<string>()
  for (const { code } of [...terms.rules, ...terms.outcomes]) {
    if (seen.has(code)) return `has the code ${code} twice`
    seen.add(code)
  }
  for (const verb of Verb.options) {
    const keys = new Map<string, string>()
    for (const { key, code } of groundsFor(terms, verb)) {
      const other = keys.get(key)
      if (other !== undefined) return `gives the letter ${key} to both ${other} and ${code}`
      keys.set(key, code)
    }
  }
  return undefined
}

/** The rules and outcomes that may ground this verb, in the terms' own order. */
export function groundsFor(
  terms: { readonly rules: readonly Rule[]; readonly outcomes: readonly Outcome[] },
  verb: Verb,
): readonly (Rule | Outcome)[] {
  const outcomes = terms.outcomes.filter(({ verbs }) => verbs.includes(verb))
  if (verb === 'delete') return [...terms.rules, ...outcomes]
  if (verb === 'amend') return [...terms.rules.filter(({ mayAmend }) => mayAmend), ...outcomes]
  return outcomes
}

/** The rule or outcome that a ground cites in these terms, or undefined. */
export function citedIn(terms: Terms, { kind, code }: Ground): Rule | Outcome | undefined {
  const list: readonly (Rule | Outcome)[] = kind === 'rule' ? terms.rules : terms.outcomes
  return list.find((entry) => entry.code === code)
}

/** The ground of the delete that hides a comment while a lead is asked: made with an escalation. */
export const HIDDEN_UNTIL_ANSWERED = 'ESC-LEAD'

/** Why this ground may not carry this verb under these terms, or undefined. */
export function groundFault(terms: Terms, verb: Verb, ground: Ground): string | undefined {
  if (ground.terms !== terms.version) return `cites terms ${ground.terms}, not ${terms.version}`
  const cited = citedIn(terms, ground)
  if (!cited) return `cites ${ground.code}, which terms ${terms.version} do not have`
  if (!groundsFor(terms, verb).includes(cited))
    return `cites ${ground.code}, which does not allow ${verb}`
  return undefined
}
