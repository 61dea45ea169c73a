import { instant } from '../../shared/domain/instant.ts'
import { SITE } from '../site.ts'
import type { Visit } from '../visits.ts'
import { dateLine } from './dates.ts'
import { html, type Html } from './html.ts'

export interface Page {
  readonly title: string
  readonly body: Html
  readonly visit: Visit
  readonly sections: readonly string[]
  readonly now: number
}

export const sectionPath = (section: string): string => `/sections/${encodeURIComponent(section)}`

function account({ viewer, path, formToken }: Visit): Html {
  if (!viewer)
    return html`<a href="/sign-in?next=${encodeURIComponent(path)}">Sign in</a>
      <a href="/register?next=${encodeURIComponent(path)}">Subscribe</a>`
  return html`<span>Signed in as <b dir="auto">${viewer.name}</b></span>
    <a href="/your-comments">Your comments</a>
    <form method="post" action="/sign-out">
      ${tokenField(formToken())}
      <button class="plain">Sign out</button>
    </form>`
}

/** The field that proves a form was opened here. */
export const tokenField = (token: string): Html =>
  html`<input type="hidden" name="token" value="${token}" />`

/** A whole page of the paper. */
export function layout({ title, body, visit, sections, now }: Page): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${SITE.title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/paper.css" />
        <script type="module" src="/assets/paper.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the page</a>
        <header class="masthead">
          <div class="ears">
            <span>${dateLine(instant(now))}</span>
            <nav class="account" aria-label="Your account">${account(visit)}</nav>
          </div>
          <p class="title"><a href="/">${SITE.title}</a></p>
          <nav class="sections" aria-label="Sections">
            ${sections.map((name) => html`<a href="${sectionPath(name)}">${name}</a> `)}
          </nav>
        </header>
        <main id="main">${body}</main>
        <footer class="imprint">
          <p>${SITE.title} · The Auld Customs House, Shore Street, Strathlinn</p>
          <p><a href="/rules">The rules for comments</a></p>
        </footer>
      </body>
    </html>`.markup
}

/** A page with one sentence and a way back. */
export const messageBody = (heading: string, message: string, back: string): Html => html`
  <div class="narrow">
    <h1>${heading}</h1>
    <p>${message}</p>
    <p><a href="${back}">Back</a></p>
  </div>
`

/** What was wrong with a form, where assistive technology says it. */
export const faultLine = (fault: string | undefined): Html | undefined =>
  fault === undefined ? undefined : html`<p class="fault" role="alert">${fault}</p>`
