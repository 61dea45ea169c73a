/** Decisions that were not applied, as one person has them before them: values, and what can be asked. */
import type { CaseView } from '../../shared/contract/models.ts'
import { awaitsRuling, type Contest } from '../../shared/desk/contest.ts'
import type { SettledDecision } from '../../shared/desk/feed.ts'
import type { Cut } from '../../shared/domain/amendment.ts'
import { sameOutcome } from '../../shared/domain/decision.ts'
import { may, type Role } from '../../shared/domain/permission.ts'
import type { Ground, Verb } from '../../shared/domain/terms.ts'
import { wordDiff } from '../text/word-diff.ts'
import { standingDecision } from './standing.ts'

interface Person {
  readonly id: string
  readonly role: Role
}

/** What a person has to do with the contests on a case. */
export interface ContestPage {
  /** A lead rules; a party waits; the author edited, so the maker decides again; it has ended. */
  readonly matter: 'to-rule' | 'waits' | 'again' | 'ended'
  /** Those it is about, in the order they came; never none. */
  readonly contests: readonly Contest[]
}

/** What a case with contests is to this person, the gravest first; undefined where nothing. */
export function contestPage({ case: item }: CaseView, staff: Person | null | undefined) {
  if (!staff) return undefined
  const { contests, decisions } = item
  const waiting = contests.filter(awaitsRuling)
  const own = contests.filter((contest) => concerns(contest, decisions, staff.id))
  const made = own.filter(({ decision }) => decision.by.id === staff.id)
  return (
    page('to-rule', may(staff.role, 'rule') ? waiting : []) ??
    page('waits', own.filter(awaitsRuling)) ??
    page(
      'again',
      made.filter(({ ending }) => ending === null),
    ) ??
    page(
      'ended',
      own.filter(({ ending }) => ending !== null && ending.by.id !== staff.id),
    )
  )
}

function page(
  matter: ContestPage['matter'],
  contests: readonly Contest[],
): ContestPage | undefined {
  return contests.length > 0 ? { matter, contests } : undefined
}

/** Whether a person made the decision, or the one that it met. */
function concerns(
  { decision, first, kinds }: Contest,
  decisions: readonly SettledDecision[],
  id: string,
): boolean {
  if (decision.by.id === id) return true
  const met = decisions.find(({ opId }) => opId === first)
  return met?.by.id === id && kinds.some((kind) => kind !== 'edited')
}

/** One of the decisions that are held against each other. */
export interface Side {
  readonly opId: string
  readonly verb: Verb
  readonly ground: Ground
  readonly cuts: readonly Cut[]
  readonly bodyRev: number
  readonly by: { readonly id: string; readonly name: string }
  /** By the desk's clock; and, of one that was not applied, by its maker's and when it arrived. */
  readonly madeAt: string
  readonly claimedAt: string | null
  readonly arrivedAt: string | null
  readonly publishedAt: string | null
  readonly note: string | null
  /** Of one that was not applied: why. */
  readonly kinds: Contest['kinds']
}

/** All decisions in these contests by when they were made, each once, the desk's own left out. */
export function sidesOf({ case: item }: CaseView, contests: readonly Contest[]): readonly Side[] {
  const firsts = new Set(contests.map(({ first }) => first))
  const interims = new Set(contests.map(({ interim }) => interim))
  const met = item.decisions.filter(({ opId }) => firsts.has(opId) && !interims.has(opId))
  return [...met.map(settledSide), ...contests.map(unappliedSide)].sort((a, b) =>
    a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : 0,
  )
}

function settledSide(decision: SettledDecision): Side {
  const { opId, verb, ground, cuts, bodyRev, by, at, publishedAt } = decision
  return {
    ...{ opId, verb, ground, cuts, bodyRev, by, madeAt: at, publishedAt },
    ...{ claimedAt: null, arrivedAt: null, note: null, kinds: [] },
  }
}

function unappliedSide({ decision, kinds }: Contest): Side {
  return { ...decision, kinds, publishedAt: null }
}

/** A text of the comment by its revision, or undefined where the desk did not send it. */
export function textOf({ case: item }: CaseView, bodyRev: number): string | undefined {
  if (bodyRev === item.revisions.bodyRev) return item.comment.body
  return item.olderTexts.find((older) => older.bodyRev === bodyRev)?.body
}

/** Whether what a side would have done is what stands on this text now. */
export function stands(view: CaseView, side: Side): boolean {
  const standing = standingDecision(view)
  return standing !== undefined && sameOutcome(standing, side)
}

/** The ruling or later decision that ended these contests, or undefined. */
export function endingOf(contests: readonly Contest[]): Contest['ending'] {
  return contests.findLast(({ ending }) => ending !== null)?.ending ?? null
}

/** Cuts of one text in another: those whose words are there unchanged, in their new places. */
export function carriedCuts(
  cuts: readonly Cut[],
  { former, latter }: { readonly former: string; readonly latter: string },
): readonly Cut[] {
  const shifts: { readonly from: number; readonly to: number; readonly by: number }[] = []
  let at = 0
  let there = 0
  for (const { kind, text } of wordDiff(former, latter)) {
    if (kind === 'same') shifts.push({ from: at, to: at + text.length, by: there - at })
    if (kind !== 'added') at += text.length
    if (kind !== 'removed') there += text.length
  }
  return cuts.flatMap(({ span: [start, end], ...cut }) => {
    const shift = shifts.find(({ from, to }) => from <= start && end <= to)
    return shift ? [{ ...cut, span: [start + shift.by, end + shift.by] as [number, number] }] : []
  })
}
