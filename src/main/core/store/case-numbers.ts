import { z } from 'zod'
import type { Prepared } from './prepared.ts'

const NumberedCases = z.array(
  z.object({
    caseId: z.string(),
    caseNo: z.int(),
    /** The device's own number of the first that was done to it. */
    n: z.int(),
  }),
)

/**
 * A case by its id, which never changes, and by the number it has here. A case that the desk does
 * not have (yet) has a number below zero: it is on no list.
 */
export type NumberedCase = z.infer<typeof NumberedCases>[number]

/** The desk's numbers of the cases in one table of the journal. They may change after a restore. */
export class CaseNumbers {
  readonly #statements: Readonly<Record<'numbered' | 'displaced' | 'renumber', Prepared>>

  constructor(statements: Readonly<Record<'numbered' | 'displaced' | 'renumber', Prepared>>) {
    this.#statements = statements
  }

  all(): NumberedCase[] {
    return NumberedCases.parse(this.#statements.numbered.all())
  }

  /** Those that the desk did not have when last looked. */
  displaced(): NumberedCase[] {
    return NumberedCases.parse(this.#statements.displaced.all())
  }

  /** Only inside `write`. */
  renumber(caseId: string, no: number): void {
    this.#statements.renumber.run(no, caseId)
  }
}
