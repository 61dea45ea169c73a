import { putsWordsIn } from '../../shared/domain/amendment-rewrite.ts'
import { amendedPieces, type TokenCut } from '../../shared/domain/amendment.ts'
import { firstWords } from '../../shared/domain/text.ts'
import { publicId } from '../public-ids.ts'
import { editFault } from '../services/commenting.ts'
import { unreportable } from '../services/reporting.ts'
import type { Comment } from '../store/comments.ts'
import type { Subscriber } from '../store/subscribers.ts'
import { dayOf, timeElement } from './dates.ts'
import { html, type Html } from './html.ts'

/** Replies deeper than this stand at this depth and say whom they answer. */
const MAX_DEPTH = 4

/** A comment in its place in a thread. */
export interface Threaded {
  readonly comment: Comment
  readonly depth: number
  readonly parent: Comment | undefined
}

/** Comments in the order they are read: each one followed by its replies, oldest first. */
export function inThreads(comments: readonly Comment[]): Threaded[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]))
  const replies = new Map<number | null, Comment[]>()
  for (const comment of comments) {
    const siblings = replies.get(comment.parentId)
    if (siblings) siblings.push(comment)
    else replies.set(comment.parentId, [comment])
  }
  // A stack, not recursion: a quarrel may go deeper than the call stack.
  const stack = (replies.get(null) ?? []).map((comment) => ({ comment, depth: 0 })).reverse()
  const ordered: Threaded[] = []
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { comment, depth } = next
    const parent = comment.parentId === null ? undefined : byId.get(comment.parentId)
    ordered.push({ comment, depth: Math.min(depth, MAX_DEPTH), parent })
    const below = replies.get(comment.id) ?? []
    stack.push(...below.map((reply) => ({ comment: reply, depth: depth + 1 })).reverse())
  }
  return ordered
}

/** What a comment's markup depends on besides itself. */
export interface CommentContext {
  readonly viewer: Subscriber | undefined
  readonly now: number
  readonly threadClosed: boolean
  readonly cutsOf: (decisionId: string) => TokenCut[]
}

/** A reader's words: escaped, their own direction, their own newlines. */
const words = (content: Html | string): Html => html`<div class="words" dir="auto">${content}</div>`

/** The comment as every reader sees it: as written, with its cuts, or what stands in its place. */
function readersView(comment: Comment, cutsOf: CommentContext['cutsOf']): Html {
  const { deletedAt, shown, standingId, standingTitle, standingAt, body } = comment
  if (deletedAt !== null)
    return html`<p class="tombstone">Its author deleted this comment on ${dayOf(deletedAt)}.</p>`
  if (shown === 'as-written' || standingId === null) return words(body)
  const day = dayOf(standingAt ?? comment.postedAt)
  if (shown === 'removed')
    return html`<p class="tombstone">
      This comment was removed by a moderator on ${day}. Rule: ${standingTitle}.
    </p>`
  const cuts = cutsOf(standingId)
  const pieces = amendedPieces(body, cuts).map((piece) => {
    if (piece.kind === 'words') return piece.text
    return piece.cut.words === undefined
      ? html`<span class="cut">${piece.text}</span>`
      : html`<ins class="put-in">${piece.text}</ins>`
  })
  if (putsWordsIn(cuts))
    return html`${words(html`${pieces}`)}
      <p class="edited-line">
        [This comment was amended by the paper on ${day}. The words that are underlined are the
        paper’s, not the reader’s. Rule: ${standingTitle}.]
      </p>`
  return html`${words(html`${pieces}`)}
    <p class="edited-line">
      [This comment was edited by a moderator on ${day}. Rule: ${standingTitle}.]
    </p>`
}

function actions(comment: Comment, { viewer, now, threadClosed }: CommentContext): Html {
  const path = `/comments/${publicId('comment', comment.id)}`
  const up = comment.deletedAt === null && comment.shown !== 'removed'
  const own = viewer?.id === comment.authorId
  return html`<footer>
    ${up && !threadClosed && html`<a href="${path}/reply">Reply</a>`}
    ${own && editFault(comment, now) === undefined && html`<a href="${path}/edit">Edit</a>`}
    ${own && up && html`<a href="${path}/delete">Delete</a>`}
    ${
      unreportable(comment) === undefined &&
      html`<a class="report" href="${path}/report" data-report>Report this post</a>`
    }
  </footer>`
}

/** A comment in its thread, with what this reader may do about it. */
export function commentItem({ comment, depth, parent }: Threaded, context: CommentContext): Html {
  const id = `comment-${publicId('comment', comment.id)}`
  return html`<article class="comment depth-${depth}" id="${id}" aria-labelledby="${id}-by">
    <header>
      <b class="author" id="${id}-by" dir="auto">${comment.authorName}</b>
      <a class="permalink" href="#${id}">${timeElement(comment.postedAt)}</a>
      ${comment.editedAt !== null && html`<span class="meta">changed by its author</span>`}
      ${
        parent &&
        html`<span class="in-reply"
          >in reply to
          <a href="#comment-${publicId('comment', parent.id)}" dir="auto"
            >${parent.authorName}</a
          ></span
        >`
      }
    </header>
    ${readersView(comment, context.cutsOf)} ${actions(comment, context)}
  </article>`
}

/** Somebody's comment quoted above a form about it. */
export const quoted = (comment: Comment, cutsOf: CommentContext['cutsOf']): Html => {
  const view = comment.body.length > 600 && comment.shown === 'as-written'
  return html`<blockquote class="quoted">
    <p class="meta"><b dir="auto">${comment.authorName}</b>, ${timeElement(comment.postedAt)}</p>
    ${view ? words(`${firstWords(comment.body, 600)} …`) : readersView(comment, cutsOf)}
  </blockquote>`
}
