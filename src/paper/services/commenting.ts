import { instant } from '../../shared/domain/instant.ts'
import { problem, type Answer, type ProblemCode } from '../../shared/domain/problem.ts'
import { MAX_TEXT_BYTES, utf8Length } from '../../shared/domain/text.ts'
import type { Site } from '../site.ts'
import type { Comment } from '../store/comments.ts'
import type { Subscriber } from '../store/subscribers.ts'
import { dayAndTime } from '../views/dates.ts'

/** How long an author may change what they posted. */
const EDIT_WINDOW_MS = 5 * 60_000

export interface NewPost {
  readonly articleId: number
  /** The comment it answers, or undefined for one that begins a thread. */
  readonly parentId: number | undefined
  readonly body: string
}

const no = (code: ProblemCode, message: string) => ({
  ok: false as const,
  problem: problem(code, message),
})

/** What is wrong with a comment's text as a reader would be told, or undefined. */
function bodyFault(body: string): Answer<never> | undefined {
  if (body.trim() === '') return no('bad-input', 'Write something first: the comment is empty.')
  const size = utf8Length(body)
  if (size > MAX_TEXT_BYTES)
    return no(
      'too-large',
      `The comment is ${Math.ceil(size / 1024)} kB long; the most is ${MAX_TEXT_BYTES / 1024} kB. Shorten it and send it again.`,
    )
  return undefined
}

/** Why this subscriber may not write now, or undefined. */
export function suspension(author: Subscriber, now: number): string | undefined {
  const { suspendedUntil, suspendedWhy } = author
  if (suspendedUntil === null || suspendedUntil <= instant(now)) return undefined
  const why = suspendedWhy === '' ? '' : ` ${suspendedWhy}`
  return `You cannot comment until ${dayAndTime(suspendedUntil)}.${why}`
}

/** Whether the author could still change this comment, by its state and the clock. */
export function editFault(comment: Comment, now: number): string | undefined {
  if (comment.deletedAt !== null) return 'You deleted this comment.'
  if (comment.shown === 'removed') return 'A moderator removed this comment; it takes no changes.'
  if (comment.shown === 'amended') return 'A moderator edited this comment; it takes no changes.'
  if (now - Date.parse(comment.postedAt) > EDIT_WINDOW_MS)
    return 'A comment can be changed for five minutes after it is posted; that time is over.'
  return undefined
}

/** What subscribers do with their comments: each call is one transaction, or a reason. */
export class Commenting {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /** Posts a comment under an article or under another comment. */
  post(author: Subscriber, { articleId, parentId, body }: NewPost): Answer<Comment> {
    const { store, now } = this.#site
    const fault = this.#writeFault(author) ?? bodyFault(body)
    if (fault) return fault
    return store.transaction((): Answer<Comment> => {
      const article = store.articles.byId(articleId)
      if (!article) return no('not-found', 'There is no such article.')
      if (article.closed === 1) return no('not-permitted', 'This thread is closed.')
      const parent = parentId === undefined ? undefined : store.comments.byId(parentId)
      if (parentId !== undefined && parent?.articleId !== articleId)
        return no('not-found', 'The comment you answer is not here.')
      if (parent && (parent.shown === 'removed' || parent.deletedAt !== null))
        return no('gone', 'The comment you answer has been removed.')
      const at = instant(now())
      return this.#found(store.comments.add({ articleId, authorId: author.id, parent, body, at }))
    })
  }

  /** Replaces an author's own text by a new revision, while that is allowed. */
  edit(author: Subscriber, commentId: number, body: string): Answer<Comment> {
    const { store, now, bell } = this.#site
    const fault = this.#writeFault(author) ?? bodyFault(body)
    if (fault) return fault
    const answer = store.transaction((): Answer<Comment> => {
      const own = this.#own(author, commentId)
      if (!own.ok) return own
      const late = editFault(own.value, now())
      if (late !== undefined) return no('too-late', late)
      if (own.value.body === body) return own
      const at = instant(now())
      const bodyRev = store.comments.revise(own.value, body, at)
      if (store.reports.any(commentId))
        store.reports.noteChange('edited', { commentId, bodyRev, at })
      return this.#found(commentId)
    })
    bell.ring()
    return answer
  }

  /**
   * Takes down an author's own comment for good.
   *
   * The text of one that nobody reported is erased. Of a reported one it stays, unseen, for the
   * desk that has to answer the report.
   */
  remove(author: Subscriber, commentId: number): Answer<Comment> {
    const { store, now, bell } = this.#site
    const answer = store.transaction((): Answer<Comment> => {
      const own = this.#own(author, commentId)
      if (!own.ok) return own
      const { bodyRev, shown, deletedAt } = own.value
      if (deletedAt !== null) return own
      if (shown === 'removed') return no('illegal-step', 'A moderator has removed it already.')
      const at = instant(now())
      store.comments.markDeleted(commentId, at)
      if (store.reports.any(commentId))
        store.reports.noteChange('author-deleted', { commentId, bodyRev, at })
      else store.comments.eraseText(commentId)
      return this.#found(commentId)
    })
    bell.ring()
    return answer
  }

  #writeFault(author: Subscriber): Answer<never> | undefined {
    const why = suspension(author, this.#site.now())
    return why === undefined ? undefined : no('not-permitted', why)
  }

  #own(author: Subscriber, commentId: number): Answer<Comment> {
    const comment = this.#site.store.comments.byId(commentId)
    if (!comment) return no('not-found', 'There is no such comment.')
    if (comment.authorId !== author.id) return no('not-permitted', 'This comment is not yours.')
    return { ok: true, value: comment }
  }

  #found(id: number): Answer<Comment> {
    const comment = this.#site.store.comments.byId(id)
    return comment ? { ok: true, value: comment } : no('not-found', 'There is no such comment.')
  }
}
