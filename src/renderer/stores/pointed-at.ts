import type { CaseView } from '../../shared/contract/models.ts'
import { spanFault, type Span } from '../../shared/domain/text.ts'
import { quotedIn } from '../text/quoted.ts'
import { openReports } from './picking.ts'

/** What the open reports point at in the comment as it is now: their spans, and what they quote of it. */
export function pointedAt(view: CaseView): readonly Span[] {
  const { comment, revisions } = view.case
  const open = openReports(view)
  const spans = open
    .filter(({ bodyRev }) => bodyRev === revisions.bodyRev)
    .flatMap((report) => report.spans)
    .filter((span) => spanFault(comment.body, span) === undefined)
  const quoted = quotedIn(
    comment.body,
    open.map(({ words }) => words),
  )
  return [...spans, ...quoted]
}
