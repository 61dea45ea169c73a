/**
 * Handing a case on. A hint like a claim, never a lock: anybody may still decide it. It ends when the
 * case is decided or closes, is handed on again, or is taken by somebody it was not handed to.
 */
import { z } from 'zod'
import { OpId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'

const Colleague = z.object({ id: StaffId, name: z.string() })

/** To whom a case was handed (null: to whoever is next), by whom, with which words, if any. */
export const Handed = z.object({
  opId: OpId,
  by: Colleague,
  to: Colleague.nullable(),
  words: z.string().nullable(),
  at: Instant,
})
export type Handed = z.infer<typeof Handed>
