/** What crosses the wire about people: authors, and what is known of them. */
import { z } from 'zod'
import { CaseId, OpId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Verb } from '../domain/terms.ts'

/** Another reported comment by an author, to be told apart and opened. */
export const AuthorCase = z.object({
  no: z.int().min(1),
  caseId: CaseId,
  receivedAt: Instant,
  /** Its first words, on one line. */
  words: z.string(),
  open: z.boolean(),
  /** The newest decision on it, whatever it was, or null. */
  newest: Verb.nullable(),
})
export type AuthorCase = z.infer<typeof AuthorCase>

/** A note about an author that was written on this device and that the desk's rows do not show yet. */
export const OwnNote = z.object({ opId: OpId, text: z.string(), at: Instant })
export type OwnNote = z.infer<typeof OwnNote>

/** What a case tells of its author beside the desk's row. */
export const aboutAuthor = {
  /** The newest of the author's other reported comments that are here. */
  authorCases: z.array(AuthorCase),
  /** This person's own notes about the author that are still on their way, the newest first. */
  ownNotes: z.array(OwnNote),
}
