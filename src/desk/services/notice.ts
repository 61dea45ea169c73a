import type { SettledDecision } from '../../shared/desk/feed.ts'
import type { DecisionRow } from '../store/decision-rows.ts'
import { citedIn, type Terms, type Verb } from '../../shared/domain/terms.ts'
import type { PublishedDecision } from '../../shared/platform/platform.ts'

const DONE: Record<Verb, string> = {
  keep: 'A reader reported your comment. A moderator looked at it and left it up.',
  amend: 'A moderator removed part of your comment. A mark stands where the words were.',
  delete: 'A moderator removed your comment. A note stands where it was.',
  restore: 'A moderator put your comment back.',
}

const STANDS =
  'The part of it that was removed before stays removed, under the rule it was removed by.'

const REVIEW =
  'If you think this is wrong, you can ask for a review within 30 days: reply to this notice or write to the comments desk, and say which comment you mean. Somebody who did not make this decision will look at it.'

/**
 * What the author reads about a decision: what was done, under which rule, and how to ask for a
 * review. It holds nothing of the comment and nobody's name.
 */
function noticeFor(terms: Terms, settled: SettledDecision, stillCut: boolean): string {
  const cited = citedIn(terms, settled.ground)
  const rule =
    cited && 'definition' in cited
      ? `The rule: ${cited.title}. ${cited.definition}`
      : `The reason: ${cited?.title ?? settled.ground.code}.`
  const done = stillCut ? `${DONE[settled.verb]} ${STANDS}` : DONE[settled.verb]
  return [done, `${rule} (Terms ${terms.version}.)`, REVIEW].join('\n\n')
}

/**
 * The decision as the platform is asked to show it; `outcome` is the decision whose state must be
 * seen there after it, under that one's rule and date. Of any decision but a restore it is itself.
 */
export function publishedDecision(
  { settled }: DecisionRow,
  given: {
    readonly commentId: string
    readonly outcome: SettledDecision
    /** The terms that each of the two cites. */
    readonly terms: Terms
    readonly outcomeTerms: Terms
  },
): PublishedDecision {
  const { outcome, outcomeTerms: terms } = given
  const tokens = new Map(terms.rules.map(({ code, token }) => [code, token]))
  return {
    commentId: given.commentId,
    verb: outcome.verb,
    expectRev: settled.bodyRev,
    cuts: outcome.cuts.map((cut) => ({
      ...cut,
      token: tokens.get(cut.rule) ?? '[removed by a moderator]',
    })),
    ground: {
      code: outcome.ground.code,
      title: citedIn(terms, outcome.ground)?.title ?? outcome.ground.code,
      terms: outcome.ground.terms,
    },
    decidedAt: outcome.at,
    notice: noticeFor(given.terms, settled, outcome.opId !== settled.opId).slice(0, 4000),
  }
}
