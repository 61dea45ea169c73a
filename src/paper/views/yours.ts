import { publicId } from '../public-ids.ts'
import type { Comment } from '../store/comments.ts'
import type { DecisionRow } from '../store/decisions.ts'
import { dayAndTime, timeElement } from './dates.ts'
import { html, type Html } from './html.ts'

/** A decision, and whether it put words of the paper's into the comment. */
export interface OwnDecision extends DecisionRow {
  readonly putsIn: boolean
}

/** One of the author's comments with what moderators did about it. */
export interface OwnComment {
  readonly comment: Comment
  readonly articleTitle: string
  readonly path: string
  readonly decisions: readonly OwnDecision[]
}

const done: Readonly<Record<DecisionRow['verb'], string>> = {
  keep: 'A moderator looked at this comment and left it up',
  amend: 'A moderator cut words from this comment',
  delete: 'A moderator removed this comment',
  restore: 'A moderator put this comment back as you wrote it',
}

const PUT_IN = 'A moderator amended this comment and put words of the paper’s own in it'

const REVIEW_DAYS = 30

function decision(entry: OwnDecision): Html {
  const { id, verb, groundTitle, groundTerms, decidedAt, notice, putsIn } = entry
  const may = verb === 'amend' || verb === 'delete'
  return html`<div class="decision decision-${verb}">
    <p><b>${putsIn ? PUT_IN : done[verb]}</b> on ${dayAndTime(decidedAt)}.</p>
    <p>
      ${verb === 'restore' || verb === 'keep' ? 'Reason' : 'Rule'}: ${groundTitle} (terms
      ${groundTerms}).
    </p>
    ${notice !== '' && html`<div class="notice words" dir="auto">${notice}</div>`}
    ${
      may &&
      html`<p class="review">
        To ask for a review, write within ${REVIEW_DAYS} days to
        <a href="mailto:readers@gazette.strathlinn.example?subject=Review%20${id}"
          >readers@gazette.strathlinn.example</a
        >
        and quote the reference <code>${id}</code>. Somebody who did not make the decision will look
        at it again.
      </p>`
    }
  </div>`
}

/** The author's own words, in full whatever readers see; a deleted one's may be erased. */
const ownWords = ({ body, deletedAt }: Comment): Html =>
  deletedAt === null
    ? html`<div class="words" dir="auto">${body}</div>`
    : html`<p class="tombstone">You deleted this comment on ${dayAndTime(deletedAt)}.</p>`

const state: Readonly<Record<Comment['shown'], string>> = {
  'as-written': 'on the site as you wrote it',
  amended: 'on the site as it was amended',
  removed: 'not on the site',
}

/** The page on which an author sees their comments and what became of them. */
export function yoursBody(own: readonly OwnComment[], suspended: string | undefined): Html {
  return html`<div class="narrow yours">
    <h1>Your comments</h1>
    ${suspended !== undefined && html`<p class="fault" role="status">${suspended}</p>`}
    ${own.length === 0 && html`<p>You have not commented yet.</p>`}
    ${own.map(
      ({ comment, articleTitle, path, decisions }) => html`
        <article class="own" id="own-${publicId('comment', comment.id)}">
          <h2><a href="${path}">${articleTitle}</a></h2>
          <p class="meta">
            ${timeElement(comment.postedAt)} ·
            ${comment.deletedAt === null ? state[comment.shown] : 'deleted by you'}
          </p>
          ${ownWords(comment)}
          ${decisions
            .filter(({ verb, notice }) => verb !== 'keep' || notice !== '')
            .map((entry) => decision(entry))}
        </article>
      `,
    )}
  </div>`
}
