import type { SettledDecision } from '../../shared/desk/feed.ts'
import { citedIn, type Terms } from '../../shared/domain/terms.ts'
import type { PublishedDecision } from '../../shared/platform/platform.ts'
import type { DecisionRow } from '../store/decision-rows.ts'

/** The longest notice that a platform shows on an author's page. */
const LONGEST_NOTICE = 4000

/**
 * The decision as the platform is asked to show it; `outcome` is the decision whose state must be
 * seen there after it, under that one's rule and date. Of any decision but a restore it is itself.
 */
export function publishedDecision(
  { settled }: DecisionRow,
  given: {
    readonly commentId: string
    readonly outcome: SettledDecision
    /** The terms that the outcome cites. */
    readonly terms: Terms
    /** What the author is told; empty once it has been erased. */
    readonly notice: string
  },
): PublishedDecision {
  const { outcome, terms } = given
  const tokens = new Map(terms.rules.map(({ code, token }) => [code, token]))
  return {
    commentId: given.commentId,
    verb: outcome.verb,
    expectRev: settled.bodyRev,
    cuts: outcome.cuts.map((cut) => ({
      ...cut,
      token: cut.words ?? tokens.get(cut.rule) ?? '[removed by a moderator]',
    })),
    ground: {
      code: outcome.ground.code,
      title: citedIn(terms, outcome.ground)?.title ?? outcome.ground.code,
      terms: outcome.ground.terms,
    },
    decidedAt: outcome.at,
    notice: given.notice.slice(0, LONGEST_NOTICE),
  }
}
