import { amendedText } from '../../shared/domain/amendment.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { CommentInPlace, type Neighbour } from '../../shared/platform/platform.ts'
import { numberIn, publicId } from '../public-ids.ts'
import type { Site } from '../site.ts'
import type { Comment } from '../store/comments.ts'

/** How many threads a page of comments has. */
export const THREADS_A_PAGE = 100

const NEAR = 2
const REPLIES = 4

/** Where a comment is on the site, in its thread and beside its neighbours. */
export class Placing {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /** The path of a comment, with the page of comments it is on. */
  pathOf(comment: Comment): string {
    const { articles, comments } = this.#site.store
    const slug = articles.byId(comment.articleId)?.slug ?? ''
    const page = Math.floor(comments.threadsBefore(comment) / THREADS_A_PAGE) + 1
    const query = page === 1 ? '' : `?page=${page}`
    return `/news/${slug}${query}#comment-${publicId('comment', comment.id)}`
  }

  /** A comment with all that is needed to judge it; a ProblemError when there is none. */
  inPlace(name: string): CommentInPlace {
    const { store, origin } = this.#site
    const id = numberIn('comment', name)
    const comment = id === undefined ? undefined : store.comments.byId(id)
    const article = comment && store.articles.byId(comment.articleId)
    if (!comment || !article)
      throw new ProblemError(problem('not-found', `There is no comment ${name} here.`))
    return {
      comment: this.#comment(comment),
      article: {
        id: publicId('article', article.id),
        title: article.title,
        slug: article.slug,
        url: `${origin()}/news/${article.slug}`,
        publishedAt: article.publishedAt,
        paragraph: store.articles.paragraphs(article.id)[0] ?? article.standfirst,
      },
      neighbours: this.#neighbours(comment),
    }
  }

  #comment(comment: Comment): CommentInPlace['comment'] {
    const { store, origin } = this.#site
    const author = store.subscribers.byId(comment.authorId)
    return {
      id: publicId('comment', comment.id),
      author: {
        id: publicId('author', comment.authorId),
        name: comment.authorName,
        since: author?.since ?? null,
      },
      body: comment.body,
      bodyRev: comment.bodyRev,
      postedAt: comment.postedAt,
      editedAt: comment.editedAt,
      url: `${origin()}${this.pathOf(comment)}`,
      deletedByAuthor: comment.deletedAt !== null,
      ...store.comments.placeOf(comment),
    }
  }

  #neighbours(comment: Comment): Neighbour[] {
    const { comments } = this.#site.store
    const parent = comment.parentId === null ? undefined : comments.byId(comment.parentId)
    const near: [Neighbour['where'], Comment][] = [
      ...(parent ? [parent] : []).map((c): [Neighbour['where'], Comment] => ['parent', c]),
      ...comments.before(comment, NEAR).map((c): [Neighbour['where'], Comment] => ['before', c]),
      ...comments
        .replies(comment.id, REPLIES)
        .map((c): [Neighbour['where'], Comment] => ['reply', c]),
      ...comments.after(comment, NEAR).map((c): [Neighbour['where'], Comment] => ['after', c]),
    ]
    const seen = new Set<number>()
    return near
      .filter(([, { id }]) => !seen.has(id) && seen.add(id))
      .map(([where, neighbour]) => this.#neighbour(where, neighbour))
  }

  #neighbour(where: Neighbour['where'], comment: Comment): Neighbour {
    const shown = comment.deletedAt === null ? comment.shown : 'removed'
    return {
      commentId: publicId('comment', comment.id),
      authorName: comment.authorName,
      body: this.#readersText(comment, shown),
      postedAt: comment.postedAt,
      where,
      shown,
    }
  }

  #readersText(comment: Comment, shown: Neighbour['shown']): string {
    if (shown === 'removed') return ''
    if (shown === 'as-written' || comment.standingId === null) return comment.body
    return amendedText(comment.body, this.#site.store.decisions.cutsOf(comment.standingId))
  }
}
