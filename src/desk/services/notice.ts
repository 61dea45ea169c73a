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

/** Of the desk's own decision between two that differ. */
const UNDER_REVIEW: Record<'amend' | 'delete', string> = {
  amend:
    'Moderators came to different decisions about your comment, and it is under review. Until a lead moderator has decided, part of it is removed. A mark stands where the words were.',
  delete:
    'Moderators came to different decisions about your comment, and it is under review. Until a lead moderator has decided, it is removed. A note stands where it was.',
}

const RULED: Record<Verb, string> = {
  keep: 'A lead moderator reviewed your comment and left it up.',
  amend:
    'A lead moderator reviewed your comment and removed part of it. A mark stands where the words were.',
  delete: 'A lead moderator reviewed your comment and removed it. A note stands where it was.',
  restore: 'A lead moderator reviewed your comment and put it back.',
}

const STANDS =
  'The part of it that was removed before stays removed, under the rule it was removed by.'

const TO_COME = 'You will be told what the lead moderator decides.'

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
  const done = doneBy(settled)
  return [
    stillCut ? `${done} ${STANDS}` : done,
    `${rule} (Terms ${terms.version}.)`,
    isDesks(settled) ? TO_COME : REVIEW,
  ].join('\n\n')
}

const isDesks = ({ by }: SettledDecision) => by.id === 'desk'

function doneBy(settled: SettledDecision): string {
  const { verb, lifts } = settled
  if (lifts) return RULED[verb]
  const isInterim = isDesks(settled) && (verb === 'amend' || verb === 'delete')
  return isInterim ? UNDER_REVIEW[verb] : DONE[verb]
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
