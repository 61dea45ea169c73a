import type { ListedArticle } from '../store/articles.ts'
import { dayOf } from './dates.ts'
import { html, type Html } from './html.ts'
import { sectionPath } from './layout.ts'

const count = (n: number): string => (n === 1 ? '1 comment' : `${n} comments`)

function teaser({ slug, title, standfirst, publishedAt, comments }: ListedArticle): Html {
  return html`<article class="teaser">
    <h3><a href="/news/${slug}">${title}</a></h3>
    ${standfirst !== '' && html`<p class="standfirst">${standfirst}</p>`}
    <p class="meta">
      ${dayOf(publishedAt)} · <a href="/news/${slug}#comments">${count(comments)}</a>
    </p>
  </article>`
}

/** The newest article across the top, then the sections with theirs. */
export function frontBody(articles: readonly ListedArticle[], sections: readonly string[]): Html {
  const [lead] = articles
  if (!lead)
    return html`<div class="narrow">
      <h1>Nothing printed yet</h1>
      <p>The first edition is being set.</p>
    </div>`
  return html`
    <h1 class="unseen">Today’s paper</h1>
    <section class="lead">
      <h2 class="unseen">Top story</h2>
      ${teaser(lead)}
    </section>
    <div class="desks">
      ${sections.map((section) => {
        const own = articles.filter((article) => article.section === section && article !== lead)
        return (
          own.length > 0 &&
          html`<section class="desk">
            <h2><a href="${sectionPath(section)}">${section}</a></h2>
            ${own.map(teaser)}
          </section>`
        )
      })}
    </div>
  `
}

/** All the articles of one section. */
export const sectionBody = (section: string, articles: readonly ListedArticle[]): Html =>
  html`<section class="desk">
    <h1>${section}</h1>
    ${articles.map(teaser)}
  </section>`
