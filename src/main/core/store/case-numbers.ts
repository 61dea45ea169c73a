import { z } from 'zod'

/**
 * A case by its id, which never changes, and by the number it has here. A case that the desk does
 * not have (yet) has a number below zero: it is on no list.
 */
export const NumberedCases = z.array(
  z.object({
    caseId: z.string(),
    caseNo: z.int(),
    /** The device's own number of the first that was done to it. */
    n: z.int(),
  }),
)
export type NumberedCase = z.infer<typeof NumberedCases>[number]

/** What keeps the desk's numbers of cases, and can change them after a restore. */
export interface CaseNumbers {
  numbered(): NumberedCase[]
  /** Those that the desk did not have when last looked. */
  displaced(): NumberedCase[]
  /** Only inside `write`. */
  renumber(caseId: string, no: number): void
}
