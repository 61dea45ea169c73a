/** What is being written to a lead, as a lead, of a comment that nobody reported, or to a colleague. */
import type { CaseView, ErrandView } from '../../shared/contract/models.ts'
import type { Escalation } from '../../shared/desk/feed.ts'
import { may, type Role } from '../../shared/domain/permission.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Rule, Terms } from '../../shared/domain/terms.ts'

/** A comment around the case, by its id on the platform. */
export type Neighbour = CaseView['case']['neighbours'][number]

/** The errands that are written in the panel. */
export type AskedKind = Exclude<ErrandView['kind'], 'hand'>

export interface Asking {
  readonly at: 'asking'
  /** An errand, or taking a case over from a colleague. */
  readonly kind: AskedKind | 'take-over'
  /** The case as it was on the screen. */
  readonly view: CaseView
  readonly terms: Terms
  /** What is written so far. */
  readonly words: string
  /** Of an escalation: whether the comment is hidden until it is answered. */
  readonly hide: boolean
  /** Of a raised comment: which, and the rule it may break (null: something else). */
  readonly neighbour: Neighbour | undefined
  readonly rule: string | null
  /** Why it cannot be sent as it is, in words. */
  readonly remark: string | undefined
  /** Why this very one could not be kept a moment ago. */
  readonly problem: Problem | undefined
}

/** The most characters that are taken. */
const MAX_WORDS = 2000

/** A panel with nothing written in it. */
export function askingOf(
  kind: Asking['kind'],
  on: { readonly view: CaseView; readonly terms: Terms; readonly neighbour?: Neighbour },
): Asking {
  return {
    ...{ at: 'asking', kind, view: on.view, terms: on.terms, words: '', hide: false },
    ...{ neighbour: on.neighbour, rule: null, remark: undefined, problem: undefined },
  }
}

/** Why it cannot be sent as it is, or undefined. */
export function unsendable({ kind, words }: Asking): string | undefined {
  const trimmed = words.trim()
  if (trimmed === '') return MISSING[kind]
  const over = trimmed.length - MAX_WORDS
  return over > 0 ? `${over} characters too many. Shorten it to 2,000.` : undefined
}

const MISSING: Readonly<Record<Asking['kind'], string>> = {
  escalate: 'Nothing is asked yet. Write the question first.',
  answer: 'Nothing is answered yet. Write the answer first.',
  raise: 'Say in a few words why it should be looked at.',
  note: 'Nothing is noted yet. Write the note first.',
  'take-over': 'Say in a few words why you take it over.',
}

/** The rule with this letter, for a comment that is raised. */
export function ruleOfKey({ terms }: Asking, key: string): Rule | undefined {
  return terms.rules.find((rule) => rule.key === key)
}

/** The question on a case that nobody has answered, or undefined. */
export function openQuestion({ case: { escalations } }: CaseView): Escalation | undefined {
  const last = escalations.at(-1)
  return last?.answer === null ? last : undefined
}

/** How a question stands for a person of this role. */
export function questionFor(
  view: CaseView,
  role: Role | undefined,
): 'none' | 'asked' | 'to-answer' {
  if (!openQuestion(view)) return 'none'
  return role && may(role, 'answer-escalation') ? 'to-answer' : 'asked'
}
