/** A verb that has been pressed and whose ground has not: values, and what can be asked of them. */
import type { CaseView } from '../../shared/contract/models.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import {
  type Ground,
  groundsFor,
  HIDDEN_UNTIL_ANSWERED,
  type Terms,
  type Verb,
} from '../../shared/domain/terms.ts'
import type { ContestPage } from './contests.ts'

/** Something that may ground a decision, as the picker offers it. */
export interface Choice {
  readonly ground: Ground
  readonly key: string
  readonly title: string
  readonly shortTitle: string
  readonly definition: string | undefined
  readonly severity: number | undefined
  /** How many of the open reports cite it. */
  readonly cited: number
}

export type PickedVerb = Exclude<Verb, 'amend'>

export interface Picking {
  readonly at: 'picking'
  readonly verb: PickedVerb
  /** The case as it was on the screen. */
  readonly view: CaseView
  /** Of a restore: the decision it undoes. */
  readonly restores: string | null
  readonly terms: string
  /** Always in the terms' own order: a letter never moves. */
  readonly choices: readonly Choice[]
  /** The likeliest first. Fixed from the moment the picker opens. */
  readonly likeliest: readonly Choice[]
  /** Into `likeliest` followed by `choices`; −1 marks nothing. */
  readonly marked: number
  /** Why this very choice could not be kept a moment ago. */
  readonly problem: Problem | undefined
  /** Presses before this were meant for something else (the steady clock). */
  readonly since: number
  /** Of a lead's ruling: the contests it is about. What is picked goes back to the words. */
  readonly rules?: ContestPage
}

/** What may ground this verb on this case. Only a delete has a guess about which is likeliest. */
export function pickingOf(
  terms: Terms,
  verb: PickedVerb,
  on: { readonly view: CaseView; readonly restores: string | null },
): Picking {
  const choices = choicesFor(terms, verb, on.view)
  const likeliest = verb === 'delete' ? likeliestOf(choices, on.view) : []
  return {
    at: 'picking',
    verb,
    ...on,
    terms: terms.version,
    choices,
    likeliest,
    marked: verb === 'delete' && likeliest.length === 0 ? -1 : 0,
    problem: undefined,
    since: 0,
  }
}

/** What may ground this verb under these terms, always in the terms' own order. */
export function choicesFor(terms: Terms, verb: Verb, view: CaseView): readonly Choice[] {
  const open = openReports(view)
  // Hiding until a lead answers is made with the question and never picked by itself.
  const offered = groundsFor(terms, verb).filter(({ code }) => code !== HIDDEN_UNTIL_ANSWERED)
  return offered.map((entry) => {
    const rule = 'definition' in entry ? entry : undefined
    return {
      ground: { kind: rule ? 'rule' : 'outcome', terms: terms.version, code: entry.code },
      key: entry.key,
      title: entry.title,
      shortTitle: entry.shortTitle,
      definition: rule?.definition,
      severity: rule?.severity,
      cited: open.filter((report) => report.rule === entry.code).length,
    }
  })
}

/** The likeliest of these for this case, the first first. */
export function likeliestOf(choices: readonly Choice[], { likeliest }: CaseView): Choice[] {
  return likeliest.flatMap((code) => choices.find(({ ground }) => ground.code === code) ?? [])
}

/** The reports that a decision made now would answer. */
export function openReports(view: CaseView) {
  return view.case.reports.filter(({ answeredBy }) => answeredBy === null)
}

/** All that can be marked, in the order the mark moves. */
export function markable({ likeliest, choices }: Picking): readonly Choice[] {
  return [...likeliest, ...choices]
}

/** The mark moved by one, round the ends. */
export function stepped(picking: Picking, by: 1 | -1): Picking {
  const count = picking.likeliest.length + picking.choices.length
  const from = picking.marked < 0 && by < 0 ? 0 : picking.marked
  return { ...picking, marked: (from + by + count) % count }
}

/** The ground with this letter, or with this digit among the likeliest. */
export function choiceOfKey({ likeliest, choices }: Picking, key: string): Choice | undefined {
  if (/^[1-4]$/.test(key)) return likeliest[Number(key) - 1]
  return choices.find((choice) => choice.key === key)
}

/** The decision on exactly what was on the screen: that text, those reports. */
export function decisionOf({ view, verb, restores }: Picking, { ground }: Choice): NewDecision {
  return {
    caseId: view.case.caseId,
    verb,
    ground,
    cuts: [],
    restores,
    note: null,
    expect: view.case.revisions,
    answers: openReports(view).map(({ id }) => id),
    bodyCommit: view.case.comment.bodyCommit,
  }
}
