import type { CaseText } from '../../../shared/contract/reading.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { bodyCommit } from '../../../shared/domain/commitment.ts'
import { may } from '../../../shared/domain/permission.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Desk } from '../ports.ts'
import { sha256 } from '../sha256.ts'
import type { Cache } from '../store/cache.ts'

export interface CaseTextNeeds {
  readonly staff: Staff
  readonly token: string
  readonly desk: Desk
  readonly cache: Cache
}

/**
 * One of the texts that an author gave a comment: from this device where it is here, else from the
 * desk, for a lead.
 *
 * Throws `not-found` where the case is not here, `not-permitted` where only a lead may fetch it, and
 * whatever kept the desk from answering.
 */
export async function caseText(
  { no, bodyRev }: { readonly no: number; readonly bodyRev: number },
  { staff, token, desk, cache }: CaseTextNeeds,
): Promise<CaseText> {
  const item = cache.read.case(no)
  if (!item) throw new ProblemError(problem('not-found', `Case ${no} is not on this device.`))
  const { revisions, comment, olderTexts, caseId } = item
  if (bodyRev === revisions.bodyRev) return { bodyRev, body: comment.body }
  const here = olderTexts.find((text) => text.bodyRev === bodyRev)
  if (here) return { bodyRev, body: here.body }
  if (!may(staff.role, 'log.read'))
    throw new ProblemError(
      problem('not-permitted', 'The older text is not on this device. A lead can fetch it.'),
    )
  const fetched = await desk.revision(token, caseId, bodyRev)
  if (bodyCommit(sha256, fetched.salt, fetched.body) !== fetched.bodyCommit)
    throw new ProblemError(
      problem('desk-nonsense', 'The desk sent another text than the one it committed to.'),
    )
  return { bodyRev, body: fetched.body }
}
