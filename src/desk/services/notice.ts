import type { DecisionRow } from '../store/decision-rows.ts'
import { citedIn, type Terms, type Verb } from '../../shared/domain/terms.ts'
import type { PublishedDecision } from '../../shared/platform/platform.ts'

const DONE: Record<Verb, string> = {
  keep: 'A reader reported your comment. A moderator looked at it and left it up.',
  amend: 'A moderator removed part of your comment. A mark stands where the words were.',
  delete: 'A moderator removed your comment. A note stands where it was.',
  restore: 'A moderator put your comment back.',
}

const REVIEW =
  'If you think this is wrong, you can ask for a review within 30 days: reply to this notice or write to the comments desk, and say which comment you mean. Somebody who did not make this decision will look at it.'

/**
 * What the author reads about a decision: what was done, under which rule, and how to ask for a
 * review. It holds nothing of the comment and nobody's name.
 */
function noticeFor(terms: Terms, { settled }: DecisionRow): string {
  const cited = citedIn(terms, settled.ground)
  const rule =
    cited && 'definition' in cited
      ? `The rule: ${cited.title}. ${cited.definition}`
      : `The reason: ${cited?.title ?? settled.ground.code}.`
  return [DONE[settled.verb], `${rule} (Terms ${terms.version}.)`, REVIEW].join('\n\n')
}

/** The decision as the platform is asked to show it; `outcome` is what must be seen there after it. */
export function publishedDecision(
  terms: Terms,
  decision: DecisionRow,
  given: {
    readonly commentId: string
    readonly outcome: Pick<DecisionRow['settled'], 'verb' | 'cuts'>
  },
): PublishedDecision {
  const { settled } = decision
  const tokens = new Map(terms.rules.map(({ code, token }) => [code, token]))
  return {
    commentId: given.commentId,
    verb: given.outcome.verb,
    expectRev: settled.bodyRev,
    cuts: given.outcome.cuts.map((cut) => ({
      ...cut,
      token: tokens.get(cut.rule) ?? '[removed by a moderator]',
    })),
    ground: {
      code: settled.ground.code,
      title: citedIn(terms, settled.ground)?.title ?? settled.ground.code,
      terms: settled.ground.terms,
    },
    decidedAt: settled.at,
    notice: noticeFor(terms, decision).slice(0, 4000),
  }
}
