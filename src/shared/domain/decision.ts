/**
 * A decision: one person's answer to the reports they had before them, on the exact text they saw.
 * It is immutable. What moves is its delivery; what undoes it is another decision that names it.
 */
import { z } from 'zod'
import { Cut } from './amendment.ts'
import { putsWordsIn } from './amendment-rewrite.ts'
import { CaseId, OpId, ReportId, Sha256 } from './ids.ts'
import { DecisionNotice } from './notice-templates.ts'
import { Ground, Verb } from './terms.ts'
import { Words } from './words.ts'

/** The two small numbers that a decision stands on: the author's text and the decisions before it. */
export const Revisions = z.strictObject({
  bodyRev: z.int().min(1),
  decRev: z.int().min(0),
})
export type Revisions = z.infer<typeof Revisions>

/** The most reports one decision can name; more than this stay open and bring the case back. */
const MAX_ANSWERS = 5000

/** A lead's ruling on decisions that were not applied: which, and why, for all of them to read. */
export const Ruling = z.strictObject({
  contests: z.array(OpId).min(1).max(20),
  words: Words,
})
export type Ruling = z.infer<typeof Ruling>

const parts = {
  caseId: CaseId,
  verb: Verb,
  ground: Ground,
  /** Of an amend: the cuts, in order and apart. */
  cuts: z.array(Cut).max(200),
  /** Of an amend that puts words in: it says so, and a desk that knows of none refuses it whole. */
  rewrites: z.literal(true).optional(),
  /** Of a restore: the delete or amend it names. */
  restores: OpId.nullable(),
  note: z.string().max(2000).nullable(),
  expect: Revisions,
  /** The reports the moderator had before them; the decision answers these alone. */
  answers: z.array(ReportId).max(MAX_ANSWERS),
  /** SHA-256(salt ‖ UTF-8 text) of the revision that was on the screen. */
  bodyCommit: Sha256,
  /** Of a lead's ruling: the contests it settles. It also may keep or amend what stands deleted. */
  rules: Ruling.optional(),
  /** What its maker was shown of the notices to come; left out where there were none to see. */
  notice: DecisionNotice.optional(),
}

interface Parts {
  readonly verb: Verb
  readonly cuts: readonly { readonly words?: string | undefined }[]
  readonly rewrites?: true | undefined
  readonly restores: string | null
}

/** Why these parts do not make a decision, or undefined. */
function decisionFault({ verb, cuts, restores, rewrites }: Parts): string | undefined {
  if (verb === 'amend' && cuts.length === 0) return 'an amend must cut something'
  if (verb !== 'amend' && cuts.length > 0) return `a ${verb} has no cuts`
  if (putsWordsIn(cuts) !== (rewrites === true))
    return 'rewrites is true where a cut has words, and only there'
  if (verb === 'restore' && restores === null) return 'a restore names the decision it undoes'
  if (verb !== 'restore' && restores !== null) return `a ${verb} undoes nothing`
  return undefined
}

const whole = (value: Parts, context: z.RefinementCtx) => {
  const fault = decisionFault(value)
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault, path: ['verb'] })
}

/** A decision as a person makes it. */
export const NewDecision = z.strictObject(parts).superRefine(whole)
export type NewDecision = z.infer<typeof NewDecision>

/** The parts of a decision for schemas that add to it; refine them with `wholeDecision`. */
export const decisionParts = parts
export const wholeDecision = whole

/** Whether two decisions leave the same on the site: same verb, and of amends the same cuts and words. */
export function sameOutcome(
  a: { readonly verb: Verb; readonly cuts: readonly Cut[] },
  b: { readonly verb: Verb; readonly cuts: readonly Cut[] },
): boolean {
  if (a.verb !== b.verb || a.cuts.length !== b.cuts.length) return false
  return a.cuts.every(({ span, rule, words }, i) => {
    const other = b.cuts[i]
    const there = other?.rule === rule && other.span[0] === span[0] && other.span[1] === span[1]
    return there && other.words === words
  })
}
