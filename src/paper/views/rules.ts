import type { Terms } from '../../shared/domain/terms.ts'
import { liability } from './article.ts'
import { dayOf } from './dates.ts'
import { html, type Html } from './html.ts'

/** The user terms in force, as readers read them. */
export const rulesBody = (terms: Terms): Html => html`
  <div class="narrow rules">
    <h1>The rules for comments</h1>
    <p class="meta">
      Version ${terms.version} · Last updated
      <time datetime="${terms.lastUpdated}">${dayOf(terms.lastUpdated)}</time> · In force since
      <time datetime="${terms.effectiveFrom}">${dayOf(terms.effectiveFrom)}</time>
    </p>
    <p>
      Argue as hard as you like about what people said and did. A comment that breaks one of these
      rules may be amended or deleted. Where words are cut, a mark shows the place and the rule is
      named; where a comment is removed, a line stands in its place.
      ${
        terms.mayRewrite &&
        'The paper may also put words of its own in the place of a reader’s; they are underlined and said to be the paper’s.'
      }
    </p>
    <dl>
      ${terms.rules.map(
        ({ code, title, definition }) => html`
          <dt id="${code}">${title}</dt>
          <dd>${definition}</dd>
        `,
      )}
    </dl>
    <h2>If your comment was amended or deleted</h2>
    <p>
      <a href="/your-comments">Your comments</a> shows you what was done, under which rule, and how
      to ask for a review.
    </p>
    ${liability}
  </div>
`
