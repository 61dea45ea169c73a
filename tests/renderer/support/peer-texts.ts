import type { CaseView } from '../../../src/shared/contract/models.ts'
import type { CaseText } from '../../../src/shared/contract/reading.ts'
import { problem, ProblemError } from '../../../src/shared/domain/problem.ts'

/** A text of a case as a moderator's core gives it: what is on the device, or that a lead can fetch it. */
export function textIn(view: CaseView | undefined, bodyRev: number): CaseText {
  const item = view?.case
  if (item?.revisions.bodyRev === bodyRev) return { bodyRev, body: item.comment.body }
  const older = item?.olderTexts.find((text) => text.bodyRev === bodyRev)
  if (older) return { bodyRev, body: older.body }
  throw new ProblemError(
    problem('not-permitted', 'The older text is not on this device. A lead can fetch it.'),
  )
}
