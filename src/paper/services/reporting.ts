import { instant } from '../../shared/domain/instant.ts'
import { problem, type Answer, type ProblemCode } from '../../shared/domain/problem.ts'
import { MAX_REPORT_WORDS } from '../../shared/platform/operator.ts'
import type { Site } from '../site.ts'
import type { Comment } from '../store/comments.ts'

/** A report as a reader fills it in. */
export interface ReaderReport {
  /** A rule's code, or null for *something else*. */
  readonly rule: string | null
  readonly words: string
  readonly email: string | null
  /** The reader's pseudonym: one a reader, by account or by cookie. */
  readonly reporter: string
}

const no = (code: ProblemCode, message: string) => ({
  ok: false as const,
  problem: problem(code, message),
})

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** What is wrong with a report's parts, in words for the reader, or undefined. */
function reportFault({ rule, words, email }: ReaderReport): Answer<never> | undefined {
  if (words.length > MAX_REPORT_WORDS)
    return no(
      'too-large',
      `Your words are ${words.length} characters long; the most is ${MAX_REPORT_WORDS}. Shorten them and send again.`,
    )
  if (rule === null && words.trim() === '')
    return no('bad-input', 'Say in a few words what is wrong, or choose one of the rules.')
  if (email !== null && (email.length > 254 || !EMAIL.test(email)))
    return no('bad-input', 'The e-mail address is not complete. Correct it or leave it empty.')
  return undefined
}

/** Why a comment cannot be reported, in words for the reader, or undefined. */
export function unreportable(comment: Comment): string | undefined {
  if (comment.deletedAt !== null) return 'Its author has deleted this comment.'
  if (comment.shown === 'removed') return 'A moderator has removed this comment already.'
  return undefined
}

/** What readers do about other readers' comments. */
export class Reporting {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /** Stores a report with its event, or says that this reader's report was there already. */
  report(commentId: number, report: ReaderReport): Answer<'stored' | 'already'> {
    const { store, now, bell } = this.#site
    const fault = reportFault(report)
    if (fault) return fault
    const answer = store.transaction((): Answer<'stored' | 'already'> => {
      const comment = store.comments.byId(commentId)
      if (!comment) return no('not-found', 'There is no such comment.')
      const gone = unreportable(comment)
      if (gone !== undefined) return no('gone', gone)
      const { rules } = store.terms.inForce(instant(now()))
      if (report.rule !== null && !rules.some(({ code }) => code === report.rule))
        return no('rule-unknown', 'Choose one of the rules in the list, or *Something else*.')
      const stored = store.reports.add({
        ...report,
        commentId,
        key: `reader:${report.reporter}`,
        spans: [],
        bodyRev: comment.bodyRev,
        at: instant(now()),
      })
      return { ok: true, value: stored ? 'stored' : 'already' }
    })
    bell.ring()
    return answer
  }
}
