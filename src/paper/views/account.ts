import { html, type Html } from './html.ts'
import { faultLine, tokenField } from './layout.ts'
import { trapField } from './report.ts'

export interface AccountForm {
  readonly token: string
  readonly next: string
  readonly name: string
  readonly email: string
  readonly fault: string | undefined
}

const nextField = (next: string): Html => html`<input type="hidden" name="next" value="${next}" />`

/** Where a subscriber signs in. */
export const signInBody = ({ token, next, name, fault }: AccountForm): Html => html`
  <div class="narrow">
    <h1>Sign in</h1>
    <form method="post" action="/sign-in">
      ${faultLine(fault)} ${tokenField(token)} ${nextField(next)}
      <label for="name">Name or e-mail address</label>
      <input id="name" name="name" value="${name}" autocomplete="username" required />
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      <button>Sign in</button>
    </form>
    <p>
      No subscription yet? <a href="/register?next=${encodeURIComponent(next)}">Subscribe</a>. You
      need none to report a comment.
    </p>
  </div>
`

/** Where a reader becomes a subscriber. */
export const registerBody = (form: AccountForm, minFormMs: number): Html => html`
  <div class="narrow">
    <h1>Subscribe</h1>
    <form method="post" action="/register" data-min-ms="${minFormMs}">
      ${faultLine(form.fault)} ${tokenField(form.token)} ${nextField(form.next)} ${trapField}
      <label for="name">The name that stands over your comments</label>
      <input
        id="name"
        name="name"
        value="${form.name}"
        maxlength="40"
        autocomplete="nickname"
        required
      />
      <label for="email">E-mail address</label>
      <input
        id="email"
        name="email"
        type="email"
        value="${form.email}"
        autocomplete="email"
        required
      />
      <label for="password">Password, at least 10 characters</label>
      <input id="password" name="password" type="password" autocomplete="new-password" required />
      <button>Subscribe</button>
    </form>
    <p>By subscribing you accept <a href="/rules">the rules for comments</a>.</p>
  </div>
`
