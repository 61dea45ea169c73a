/** Deciding many cases in the same way: what it would do, and which it must leave out. */
import type { CaseClaim } from '../../../shared/contract/models.ts'
import type { TogetherAsk, TogetherItem } from '../../../shared/contract/bursts.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import type { NewDecision } from '../../../shared/domain/decision.ts'
import { isEscalated } from '../store/case-place.ts'
import type { Cache } from '../store/cache.ts'
import { decisionProblem } from './decision-rules.ts'

export interface TogetherNeeds {
  readonly staff: Staff
  readonly cache: Cache
  /** Who has a case, where their time is not up. */
  readonly claimOn: (no: number) => CaseClaim | null
  /** Whether this device has a decision or a question about it under way. */
  readonly isUnderWay: (no: number) => boolean
}

/** Each of the cases as it would be decided now; one that is not here is left out of the list. */
export function previewTogether(
  { nos, verb, ground }: TogetherAsk,
  needs: TogetherNeeds,
): TogetherItem[] {
  return [...new Set(nos)].flatMap((no) => {
    const item = needs.cache.read.case(no)
    if (!item) return []
    const decision = decisionOn(item, { verb, ground })
    const leftOut = whyLeftOut(item, needs) ?? problemOf(decision, item, needs)
    const { authorName, body } = item.comment
    return [{ no, authorName, words: body, leftOut, decision: leftOut === null ? decision : null }]
  })
}

/** Bound to the text and the reports that the preview is made of. */
function decisionOn(
  { caseId, revisions, reports, comment }: CaseItem,
  done: Pick<NewDecision, 'verb' | 'ground'>,
): NewDecision {
  return {
    ...{ caseId, ...done, cuts: [], restores: null, note: null, expect: revisions },
    answers: reports.flatMap(({ id, answeredBy }) => (answeredBy === null ? [id] : [])),
    bodyCommit: comment.bodyCommit,
  }
}

type Why = (item: CaseItem, needs: TogetherNeeds) => string | false | undefined

const reasons: readonly Why[] = [
  ({ no }, { isUnderWay }) => isUnderWay(no) && 'You have decided it already.',
  ({ state }) => state === 'closed' && 'It has been decided.',
  (item) => isEscalated(item) && 'A lead has been asked about it.',
  ({ comment }) => comment.deletedByAuthor && 'The author has deleted it.',
  ({ reopened }) =>
    (reopened === 'edited' || reopened === 'overtaken') &&
    'The author edited it after a decision: look at it by itself.',
  ({ contests }) =>
    contests.some(({ ending }) => ending === null) && 'It is contested: look at it by itself.',
  ({ no }, { claimOn }) => {
    const claim = claimOn(no)
    return claim !== null && !claim.mine && !claim.look && `${claim.name} has this one.`
  },
]

function whyLeftOut(item: CaseItem, needs: TogetherNeeds): string | null {
  for (const reason of reasons) {
    const why = reason(item, needs)
    if (typeof why === 'string') return why
  }
  return null
}

function problemOf(
  decision: NewDecision,
  item: CaseItem,
  { staff, cache }: TogetherNeeds,
): string | null {
  const terms = cache.read.terms(item.siteId, decision.ground.terms)
  return decisionProblem(decision, { staff, item, terms })?.message ?? null
}
