/**
 * A decision that did not take effect and that a person must look at: somebody else decided first,
 * the author changed the text, or its maker no longer had the right. The desk keeps it whole beside
 * its case until a lead rules, or until its own maker has decided anew.
 */
import { z } from 'zod'
import { Cut } from '../domain/amendment.ts'
import { OpId, ReportId, Sha256, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Ground, Verb } from '../domain/terms.ts'
import { MendedText } from '../domain/text.ts'

const By = z.object({ id: StaffId, name: z.string() })

/** The decision that was not applied. It never will be: what puts it right is a new one. */
const UnappliedDecision = z.object({
  opId: OpId,
  verb: Verb,
  ground: Ground,
  cuts: z.array(Cut),
  restores: OpId.nullable(),
  /** The author's revision that its maker saw. */
  bodyRev: z.int().min(1),
  answers: z.array(ReportId),
  note: z.string().nullable(),
  by: By,
  /** When it was made: by the maker's own clock, and by the desk's as well as it can tell. */
  claimedAt: Instant,
  madeAt: Instant,
  /** When it reached the desk. */
  arrivedAt: Instant,
})

/** How long after its end a contest still comes with its case, in milliseconds; an open one always does. */
export const ENDED_TOLD_FOR_MS = 90 * 24 * 60 * 60_000

/** How a contest ended: by a lead's ruling, or by the maker's own later decision. */
const Ending = z.object({
  /** The decision that ended it. */
  opId: OpId,
  verb: Verb,
  /** A lead's reason, for both to read; null where the maker decided anew. */
  words: z.string().nullable(),
  by: By,
  at: Instant,
})

/** One decision that waits for a lead's ruling, or has had it. Known by the decision's own id. */
export const Contest = z.object({
  decision: UnappliedDecision,
  /** Why it was not applied; `edited` alone asks its maker, the others a lead. */
  kinds: z.array(z.enum(['decided', 'edited', 'set-aside'])).min(1),
  /** The decision that stood when it arrived, among the case's own; null where there was none. */
  first: OpId.nullable(),
  /** The desk's own decision until a lead rules, the stricter of the two; null where none was needed. */
  interim: OpId.nullable(),
  ending: Ending.nullable(),
})
export type Contest = z.infer<typeof Contest>

/** An older text of the comment that a decision in a contest was made on. */
export const OlderText = z.object({
  bodyRev: z.int().min(1),
  body: MendedText,
  salt: Sha256,
  bodyCommit: Sha256,
})
export type OlderText = z.infer<typeof OlderText>

/** Whether a lead must rule on it: what the author edited is for its maker to look at again. */
export function awaitsRuling({ kinds, ending }: Pick<Contest, 'kinds' | 'ending'>): boolean {
  return ending === null && kinds.some((kind) => kind !== 'edited')
}
