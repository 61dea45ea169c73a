/** What the newsroom has done about an author before: decisions and dates, and never a score. */
import { z } from 'zod'
import { CaseId, OpId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Ground } from '../domain/terms.ts'

/** The most rules and the most strikes that are sent with an author. */
export const MOST_LISTED = 20

/** The most notes that are sent with an author: the newest. */
export const MOST_NOTES = 10

/** How often a rule was applied to an author's comments, and when last. What was undone is not in it. */
export const AppliedRule = z.object({ ground: Ground, count: z.int().min(1), last: Instant })
export type AppliedRule = z.infer<typeof AppliedRule>

/** What one decision in force counts against its author, and when that ends by the desk's clock. */
export const Strike = z.object({
  opId: OpId,
  caseId: CaseId,
  ground: Ground,
  strikes: z.int().min(1),
  at: Instant,
  until: Instant,
})
export type Strike = z.infer<typeof Strike>

/** What staff wrote down about an author for each other. It may have to be shown to the author. */
export const AuthorNote = z.object({
  opId: OpId,
  /** The case it was written at. */
  caseId: CaseId,
  text: z.string(),
  by: z.object({ id: StaffId, name: z.string() }),
  at: Instant,
})
export type AuthorNote = z.infer<typeof AuthorNote>

export const AuthorRecord = z.object({
  /** The rules that words were taken away under, the most used first. */
  rules: z.array(AppliedRule).max(MOST_LISTED),
  /** Strikes that had not ended when this was sent, the last to end first. */
  strikes: z.array(Strike).max(MOST_LISTED),
  /** The newest notes, the newest first, and how many there are. */
  notes: z.array(AuthorNote).max(MOST_NOTES),
  noteCount: z.int().min(0),
})
export type AuthorRecord = z.infer<typeof AuthorRecord>
