/** A lead's ruling that is being made, and a decision that is made again: values, and what they become. */
import type { CaseView } from '../../shared/contract/models.ts'
import type { Contest } from '../../shared/desk/contest.ts'
import type { Cut } from '../../shared/domain/amendment.ts'
import { putsWordsIn } from '../../shared/domain/amendment-rewrite.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import {
  type Ground,
  groundFault,
  HIDDEN_UNTIL_ANSWERED,
  type Terms,
} from '../../shared/domain/terms.ts'
import { carriedCuts, type Side, sidesOf, textOf } from './contests.ts'
import { openReports } from './picking.ts'
import { standingDecision } from './standing.ts'

/** The verbs a ruling is made with. */
export type RulingVerb = 'keep' | 'amend' | 'delete'

/** A verb with all that it needs, ready to be made once there are words. */
export interface Armed {
  readonly verb: RulingVerb
  readonly ground: Ground
  readonly cuts: readonly Cut[]
}

/** What has been written and chosen for one case. */
export interface RulingDraft {
  /** The contests it is about. */
  readonly contests: readonly string[]
  readonly words: string
  /** The author's revision that what is chosen is about. */
  readonly bodyRev: number
  readonly armed: Armed | undefined
  /** What is missing, in words. */
  readonly remark: string | undefined
  /** Why this very ruling could not be kept a moment ago. */
  readonly problem: Problem | undefined
}

export const NO_DRAFT: RulingDraft = {
  ...{
    contests: [],
    words: '',
    bodyRev: 0,
    armed: undefined,
    remark: undefined,
    problem: undefined,
  },
}

const MOST_WORDS = 2000

/** Why these words cannot go with a ruling, or undefined. */
export function wordsMissing(words: string): string | undefined {
  const trimmed = words.trim()
  if (trimmed === '') return 'Say why in a sentence, then ↵ rules.'
  const over = trimmed.length - MOST_WORDS
  return over > 0 ? `${over} characters too many. Shorten it to 2,000.` : undefined
}

/**
 * The ground that a verb was given by those who decided, under these terms: the one that stands, else
 * the newest; undefined where nobody decided so, or the terms do not have it any more.
 */
export function groundFor(
  verb: RulingVerb,
  { view, sides, terms }: { view: CaseView; sides: readonly Side[]; terms: Terms },
): Ground | undefined {
  const standing = standingDecision(view)
  const given = [...(standing ? [standing] : []), ...sides.toReversed()]
  for (const { verb: other, ground } of given) {
    const now: Ground = { ...ground, terms: terms.version }
    if (other !== verb || ground.code === HIDDEN_UNTIL_ANSWERED) continue
    if (groundFault(terms, verb, now) === undefined) return now
  }
  return undefined
}

/** The cuts to begin a ruling's amendment from: what was cut, as far as it is in the text of now. */
export function cutsToBegin(view: CaseView, contests: readonly Contest[]): readonly Cut[] {
  const { bodyRev } = view.case.revisions
  const standing = standingDecision(view)
  if (standing?.verb === 'amend' && standing.bodyRev === bodyRev) return standing.cuts
  const side = sidesOf(view, contests).findLast(({ verb }) => verb === 'amend')
  return side ? cutsNow(view, side) : []
}

/** A side's cuts as far as they are in the text of now. */
export function cutsNow(view: CaseView, { bodyRev, cuts }: Side): readonly Cut[] {
  const former = textOf(view, bodyRev)
  if (bodyRev === view.case.revisions.bodyRev || former === undefined) return cuts
  return carriedCuts(cuts, { former, latter: view.case.comment.body })
}

/** The decision on exactly what is on the screen: that text, those reports. */
export function decisionNow(view: CaseView, { verb, ground, cuts }: Armed): NewDecision {
  return {
    ...{ caseId: view.case.caseId, verb, ground, cuts: [...cuts], restores: null, note: null },
    ...(putsWordsIn(cuts) && { rewrites: true }),
    expect: view.case.revisions,
    answers: openReports(view).map(({ id }) => id),
    bodyCommit: view.case.comment.bodyCommit,
  }
}

/** The ruling on these contests. */
export function rulingOf(
  view: CaseView,
  armed: Armed,
  { contests, words }: Pick<RulingDraft, 'contests' | 'words'>,
): NewDecision {
  return { ...decisionNow(view, armed), rules: { contests: [...contests], words: words.trim() } }
}
