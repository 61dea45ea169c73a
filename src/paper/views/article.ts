import type { Article } from '../store/articles.ts'
import { timeElement } from './dates.ts'
import { commentItem, type CommentContext, type Threaded } from './comment.ts'
import { html, inTextarea, type Html } from './html.ts'
import { faultLine, sectionPath, tokenField } from './layout.ts'

export interface ArticleView {
  readonly article: Article
  readonly paragraphs: readonly string[]
  readonly threads: readonly Threaded[]
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly context: CommentContext
  readonly form: WritingForm
}

/** A form for a comment: new, a reply or a change. */
export interface WritingForm {
  readonly action: string
  readonly label: string
  readonly button: string
  readonly token: string
  readonly body: string
  readonly fault: string | undefined
}

/** The form in which a comment is written; what was typed stays in it. */
export const writingForm = ({
  action,
  label,
  button,
  token,
  body,
  fault,
}: WritingForm): Html => html`
  <form class="writing" method="post" action="${action}">
    ${faultLine(fault)} ${tokenField(token)}
    <label for="body">${label}</label>
    <textarea id="body" name="body" rows="6" dir="auto" required>${inTextarea(body)}</textarea>
    <button>${button}</button>
  </form>
`

/** What readers are told beneath every thread about who answers for what. */
export const liability = html`<aside class="liability" aria-label="About comments">
  <p>
    Comments are for subscribers. <b>Readers are personally liable for what they post here.</b> We
    do not moderate comments before they appear and we do not monitor them. They are post-moderated:
    we look at a comment after a reader has used <i>Report this post</i>, or when a problem
    otherwise comes to our attention, and may then at our discretion under the
    <a href="/rules">user terms</a> amend or delete it.
  </p>
  <p>
    Moderators are on duty full-time from 9am to 6pm on weekdays and part-time outwith those hours.
  </p>
</aside>`

function pager({ article, page, pages }: ArticleView): Html | undefined {
  if (pages < 2) return undefined
  const link = (number: number, words: string) =>
    number >= 1 &&
    number <= pages &&
    html`<a href="/news/${article.slug}?page=${number}#comments">${words}</a>`
  return html`<nav class="pager" aria-label="Pages of comments">
    ${link(page - 1, 'Earlier comments')}
    <span>Page ${page} of ${pages}</span>
    ${link(page + 1, 'Later comments')}
  </nav>`
}

function invitation({ article, context, form }: ArticleView): Html {
  if (article.closed === 1) return html`<p class="closed">This thread is closed.</p>`
  if (context.viewer) return writingForm(form)
  const next = encodeURIComponent(`/news/${article.slug}#comments`)
  return html`<p class="invitation">
    <a href="/sign-in?next=${next}">Sign in</a> or <a href="/register?next=${next}">subscribe</a> to
    comment. Anyone may report a comment.
  </p>`
}

/** An article with its thread. */
export function articleBody(view: ArticleView): Html {
  const { article, paragraphs, threads, total, context } = view
  return html`
    <article class="story">
      <p class="kicker"><a href="${sectionPath(article.section)}">${article.section}</a></p>
      <h1>${article.title}</h1>
      ${article.standfirst !== '' && html`<p class="standfirst">${article.standfirst}</p>`}
      <p class="meta">
        ${article.byline !== '' && html`${article.byline} · `}${timeElement(article.publishedAt)}
      </p>
      <div class="text">${paragraphs.map((text) => html`<p>${text}</p>`)}</div>
    </article>
    <section class="comments" id="comments" aria-labelledby="comments-heading">
      <h2 id="comments-heading">${total === 1 ? '1 comment' : `${total} comments`}</h2>
      ${pager(view)} ${threads.map((threaded) => commentItem(threaded, context))} ${pager(view)}
      ${invitation(view)} ${liability}
    </section>
  `
}
