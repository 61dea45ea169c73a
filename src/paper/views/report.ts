import { MAX_REPORT_WORDS } from '../../shared/platform/operator.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import { publicId } from '../public-ids.ts'
import type { Comment } from '../store/comments.ts'
import { quoted, type CommentContext } from './comment.ts'
import { html, inTextarea, type Html } from './html.ts'
import { faultLine, tokenField } from './layout.ts'

/** What was typed into the report form so far. */
export interface TypedReport {
  /** A rule's code, `other`, or empty when nothing was chosen yet. */
  readonly rule: string
  readonly words: string
  readonly email: string
}

export interface ReportView {
  readonly comment: Comment
  readonly cutsOf: CommentContext['cutsOf']
  readonly terms: Terms
  readonly typed: TypedReport
  readonly token: string
  readonly minFormMs: number
  readonly fault: string | undefined
}

const choice = (value: string, title: string, chosen: string): Html =>
  html`<label class="choice">
    <input type="radio" name="rule" value="${value}" ${value === chosen && html`checked`} />
    ${title}
  </label>`

/** The field that people leave empty, because they do not see it. */
export const trapField = html`<p class="trap" aria-hidden="true">
  <label>Leave this empty <input name="website" tabindex="-1" autocomplete="off" /></label>
</p>`

/** The report form: a page of its own, and what the dialog shows. */
export function reportBody(view: ReportView): Html {
  const { comment, terms, typed, token, minFormMs, fault } = view
  return html`<section class="narrow reporting" data-reporting>
    <h1 id="reporting-heading">Report this post</h1>
    ${quoted(comment, view.cutsOf)}
    <form
      method="post"
      action="/comments/${publicId('comment', comment.id)}/report"
      data-min-ms="${minFormMs}"
    >
      ${faultLine(fault)} ${tokenField(token)} ${trapField}
      <fieldset class="choices">
        <legend>Which rule does it break?</legend>
        ${terms.rules.map(({ code, title }) => choice(code, title, typed.rule))}
        ${choice('other', 'Something else', typed.rule)}
      </fieldset>
      <label for="report-words">What is wrong with it?</label>
      <textarea id="report-words" name="words" rows="3" maxlength="${MAX_REPORT_WORDS}" dir="auto">
${inTextarea(typed.words)}</textarea>
      <label for="report-email">Your e-mail address, if you want an answer (optional)</label>
      <input
        id="report-email"
        name="email"
        type="email"
        value="${typed.email}"
        autocomplete="email"
      />
      <p class="buttons">
        <button>Report</button>
        <button class="quiet" name="cancel" value="yes" formnovalidate>Cancel</button>
      </p>
      <p class="meta">
        A moderator reads every report. The author is not told who sent it.
        <a href="/rules">The rules</a>
      </p>
    </form>
  </section>`
}

/** What a reader is told after reporting. */
export function thanksBody(path: string, result: 'stored' | 'already'): Html {
  const [heading, message] =
    result === 'stored'
      ? ['Thank you', 'Your report has reached the moderators. They will look at the comment.']
      : [
          'You have reported this already',
          'Your first report is with the moderators and nothing more is needed. Thank you.',
        ]
  return html`<section class="narrow reporting" data-reporting>
    <h1 id="reporting-heading">${heading}</h1>
    <p role="status">${message}</p>
    <p class="buttons"><a class="button" href="${path}" data-close>Back to the comments</a></p>
  </section>`
}
