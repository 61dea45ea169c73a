/** An amendment that is being made: values, and what can be asked of them. */
import type { CaseView } from '../../shared/contract/models.ts'
import { type Cut, cutsFault, type TokenCut } from '../../shared/domain/amendment.ts'
import { putsWordsIn } from '../../shared/domain/amendment-rewrite.ts'
import { type ReadText, readText } from '../../shared/domain/amendment-reading.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Rule, Terms } from '../../shared/domain/terms.ts'
import type { Span } from '../../shared/domain/text.ts'
import { mergedSpans } from '../text/marked.ts'
import {
  BEGUN_BEFORE,
  cutsOnly,
  NO_WORDS,
  noRule,
  notAmendable,
  NOTHING_CUT,
  NOTHING_LEFT,
  NOTHING_REPORTED,
  NOTHING_TO_TAKE_BACK,
  unsound,
} from './amend-words.ts'
import { added, cutAt, type DraftCut, toggled, type Writing } from './cutting.ts'
import type { ContestPage } from './contests.ts'
import { openReports } from './picking.ts'
import {
  type Move,
  moved,
  type Segmented,
  segmented,
  selecting,
  type Selection,
  snapped,
  spanOf,
} from './selection.ts'
import { cutsInForce } from './standing.ts'

export interface Amending {
  readonly at: 'amending'
  /** The case as it was on the screen. */
  readonly view: CaseView
  readonly terms: Terms
  readonly words: Segmented
  /** The same by word and sentence, to be warned by. */
  readonly read: ReadText
  /** What reporters pointed at in this revision, with the rule most cite where it may amend. */
  readonly offers: readonly DraftCut[]
  readonly selection: Selection
  readonly cuts: readonly DraftCut[]
  /** What was cut before each change, the last one last. */
  readonly past: readonly (readonly DraftCut[])[]
  /** The cut a rule's letter is for, or −1. */
  readonly current: number
  /** What stands in the way, or what a key could not do, in words. */
  readonly remark: string | undefined
  /** What is being written over the words, while a field is open; and what was last. */
  readonly writing: Writing | undefined
  readonly written: Writing | undefined
  /** The warnings that ↵ has led to, by name: over those the next ↵ decides. */
  readonly faced: string
  /** Why this very amendment could not be kept a moment ago. */
  readonly problem: Problem | undefined
  /** Presses before this were meant for something else (the steady clock). */
  readonly since: number
  /** Of a lead's ruling: the contests it is about. It goes back to the words, and decides nothing. */
  readonly rules?: ContestPage
}

/** An amendment of the case on the screen; one that stands on the same text is begun from. */
export function amendingOf(terms: Terms, view: CaseView): Amending {
  const words = segmented(view.case.comment.body)
  const offers = offersOf(terms, view)
  const cuts = cutsInForce(view)
  const first = offers[0]?.span ?? words.words[0] ?? [0, Math.max(1, words.text.length)]
  return {
    ...{ at: 'amending', view, terms, words, offers, cuts, past: [], faced: '' },
    ...{ read: readText(words.text), writing: undefined, written: undefined },
    selection: selecting(first),
    current: cutAt(cuts, first),
    ...{ remark: undefined, problem: undefined, since: 0 },
  }
}

/** The same from cuts that were begun before; a rule that cannot amend any more is to be given anew. */
export function begunFrom(amending: Amending, begun: readonly DraftCut[] | undefined): Amending {
  const { terms } = amending
  const [first] = begun ?? []
  if (!begun || !first) return amending
  const cuts = begun.map(({ span, rule }) => ({ span, rule: mayAmend(terms, rule)?.code ?? null }))
  const selection = selecting(first.span)
  return { ...amending, cuts, selection, current: 0, remark: BEGUN_BEFORE }
}

function offersOf(terms: Terms, view: CaseView): readonly DraftCut[] {
  const { body } = view.case.comment
  const reports = openReports(view).filter(({ bodyRev }) => bodyRev === view.case.revisions.bodyRev)
  const spans = reports.flatMap((report) => report.spans).filter(([, end]) => end <= body.length)
  return mergedSpans(spans.map((span) => snapped(body, span))).map((span) => ({
    span,
    rule: commonest(
      reports.flatMap(({ rule, spans: own }) =>
        own.some(([start, end]) => start < span[1] && span[0] < end) &&
        mayAmend(terms, rule) !== undefined
          ? [rule ?? '']
          : [],
      ),
    ),
  }))
}

function commonest(codes: readonly string[]): string | null {
  const count = (code: string) => codes.filter((other) => other === code).length
  return codes.toSorted((a, b) => count(b) - count(a))[0] ?? null
}

/** The rule of this code where it allows words to be cut. */
export function mayAmend(terms: Terms, code: string | null): Rule | undefined {
  return terms.rules.find((rule) => rule.code === code && rule.mayAmend)
}

/** Moves or extends the selection. */
export function moving(amending: Amending, move: Move): Amending {
  return selected(amending, moved(amending.words, amending.selection, move))
}

/** Selects exactly this, grown to whole graphemes: what a mouse marked. */
export function marking(amending: Amending, span: Span): Amending {
  return selected(amending, selecting(snapped(amending.words.text, span)))
}

function selected(amending: Amending, selection: Selection): Amending {
  const { cuts, current } = amending
  const met = cutAt(cuts, spanOf(selection))
  return { ...amending, selection, current: met < 0 ? current : met, remark: undefined }
}

/** Cuts what is selected, or gives it back. */
export function cutting(amending: Amending): Amending {
  const span = spanOf(amending.selection)
  if (amending.words.text.length === 0) return { ...amending, remark: NO_WORDS }
  const cuts = toggled(amending.cuts, span)
  return { ...amending, cuts, current: cutAt(cuts, span), remark: undefined }
}

/** Cuts everything reporters pointed at, each under the rule they cited where it allows that. */
export function offering(amending: Amending): Amending {
  const { offers } = amending
  if (offers.length === 0) return { ...amending, remark: NOTHING_REPORTED }
  const cuts = offers.reduce((all, offer) => added(all, offer), amending.cuts)
  const span = offers[0]?.span ?? spanOf(amending.selection)
  return {
    ...amending,
    cuts,
    selection: selecting(span),
    current: cutAt(cuts, span),
    remark: undefined,
  }
}

/** Goes to the next cut (or the one before), round the ends. */
export function stepping(amending: Amending, by: 1 | -1): Amending {
  const { cuts, current } = amending
  if (cuts.length === 0) return { ...amending, remark: NOTHING_CUT }
  const next = current < 0 ? 0 : (current + by + cuts.length) % cuts.length
  const span = cuts[next]?.span ?? spanOf(amending.selection)
  return { ...amending, current: next, selection: selecting(span), remark: undefined }
}

/** Takes every cut back. */
export function restarting(amending: Amending): Amending {
  return { ...amending, cuts: [], current: -1, remark: undefined }
}

/** How many changes of the cuts can be taken back. */
const MOST_PAST = 100

/** The amendment after a change, remembering what was cut before it. */
export function remembering(before: Amending, after: Amending): Amending {
  if (after.cuts === before.cuts) return after
  return { ...after, past: [...before.past, before.cuts].slice(-MOST_PAST) }
}

/** Takes the last change of the cuts back, be it a cut, a rule or a new start. */
export function takingBack(amending: Amending): Amending {
  const { past, cuts: after } = amending
  const cuts = past.at(-1)
  if (!cuts) return { ...amending, remark: NOTHING_TO_TAKE_BACK }
  const same = (a: DraftCut, b: DraftCut) =>
    a.span[0] === b.span[0] && a.span[1] === b.span[1] && a.rule === b.rule && a.words === b.words
  const changed =
    cuts.find((cut) => !after.some((other) => same(cut, other))) ??
    after.find((cut) => !cuts.some((other) => same(cut, other)))
  const selection = changed ? selecting(changed.span) : amending.selection
  const current = cutAt(cuts, spanOf(selection))
  return { ...amending, cuts, selection, current, past: past.slice(0, -1), remark: undefined }
}

/** Cuts what is selected under the rule of this letter; where it is cut, that is its rule now. */
export function ruling(amending: Amending, key: string): Amending {
  const { terms } = amending
  const rule = terms.rules.find((one) => one.key === key)
  if (!rule) return amending
  if (!rule.mayAmend) return { ...amending, remark: notAmendable(rule.shortTitle) }
  const fresh = cutAt(amending.cuts, spanOf(amending.selection)) < 0
  const { cuts, current, remark } = fresh ? cutting(amending) : amending
  const own = cuts[current]
  if (!own) return { ...amending, remark: remark ?? NOTHING_CUT }
  // What was written at one go waits for one rule.
  const waits = own.words !== undefined
  const ruled = cuts.map((cut, i) =>
    i === current || (waits && cut.rule === null && cut.words !== undefined)
      ? { ...cut, rule: rule.code }
      : cut,
  )
  const next = ruled.findIndex((cut) => cut.rule === null)
  // The cut that has just been given its rule stays the current one; the next is a tab away.
  return { ...amending, cuts: ruled, current, remark: next < 0 ? undefined : noRule(next) }
}

/** What stands in the way of deciding, with the cut it concerns, or undefined. */
export function blocked({
  terms,
  cuts,
  words,
}: Amending): { readonly why: string; readonly cut: number } | undefined {
  if (cuts.length === 0) return { why: NOTHING_CUT, cut: -1 }
  const without = cuts.findIndex(({ rule }) => rule === null)
  if (without >= 0) return { why: noRule(without), cut: without }
  const written = terms.mayRewrite ? -1 : cuts.findIndex((cut) => cut.words !== undefined)
  if (written >= 0) return { why: cutsOnly(terms.version), cut: written }
  const fault = cutsFault(words.text, cuts)
  if (fault !== undefined) return { why: unsound(fault), cut: -1 }
  const left = remaining(words.text, cuts).trim()
  return left === '' ? { why: NOTHING_LEFT, cut: -1 } : undefined
}

function remaining(text: string, cuts: readonly DraftCut[]): string {
  let at = 0
  let left = ''
  for (const { span } of cuts) {
    left += text.slice(at, span[0])
    at = span[1]
  }
  return left + text.slice(at)
}

/** The cuts as the site will show them: each with the token of its rule. */
export function tokenCuts(terms: Terms, cuts: readonly DraftCut[]): TokenCut[] {
  return cuts.map(({ span, rule, words }) => ({
    ...{ span, rule: rule ?? 'none', ...(words !== undefined && { words }) },
    token: words ?? mayAmend(terms, rule)?.token ?? '[removed by a moderator]',
  }))
}

/** The rules of these cuts, the gravest first. */
export function rulesOf(terms: Terms, cuts: readonly DraftCut[]): readonly Rule[] {
  const codes = new Set(cuts.map(({ rule }) => rule))
  return terms.rules
    .filter(({ code }) => codes.has(code))
    .toSorted((a, b) => a.severity - b.severity)
}

/** The decision, grounded on the gravest rule among its cuts, or undefined where it is not ready. */
export function amendmentOf(amending: Amending): NewDecision | undefined {
  const { view, terms, cuts } = amending
  const [ground] = rulesOf(terms, cuts)
  if (!ground || blocked(amending)) return undefined
  return {
    caseId: view.case.caseId,
    verb: 'amend',
    ground: { kind: 'rule', terms: terms.version, code: ground.code },
    cuts: cuts.flatMap(({ span, rule, words }): Cut[] =>
      rule === null ? [] : [{ span, rule, ...(words !== undefined && { words }) }],
    ),
    ...(putsWordsIn(cuts) && { rewrites: true }),
    restores: null,
    note: null,
    expect: view.case.revisions,
    answers: openReports(view).map(({ id }) => id),
    bodyCommit: view.case.comment.bodyCommit,
  }
}
