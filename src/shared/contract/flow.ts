/** Handing a case on and putting one aside, as they cross the wire. */
import { z } from 'zod'
import { StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Role } from '../domain/permission.ts'

/** How a case was handed on. */
export const HandView = z.object({
  by: z.string(),
  /** Null: to whoever is next. */
  to: z.string().nullable(),
  words: z.string().nullable(),
  at: Instant,
  /** Whether this person handed it on (`by`) or it was handed to them (`to`); null: between others. */
  mine: z.enum(['by', 'to']).nullable(),
})
export type HandView = z.infer<typeof HandView>

/** A case that this person has put aside on this device. */
export const AsideView = z.object({
  /** By the desk's clock. */
  until: Instant,
  /** Why it is back: its time is up, somebody reported it again, its author edited it. Null: not yet. */
  back: z.enum(['time', 'report', 'edit']).nullable(),
})
export type AsideView = z.infer<typeof AsideView>

/** How a case was handed on and put aside, or null. */
export const flowOfCase = { handed: HandView.nullable(), aside: AsideView.nullable() }

/** The same of a row; left out of a search's hits. */
export const flowOfRow = {
  handed: HandView.nullable().optional(),
  aside: AsideView.nullable().optional(),
}

/** Somebody a case can be handed to, and why they come first: they handed it on, or work now. */
export const HandPerson = z.object({
  id: StaffId,
  name: z.string(),
  role: Role,
  why: z.enum(['gave', 'at-work']).nullable(),
})
export type HandPerson = z.infer<typeof HandPerson>

/** How far off a case can be put aside, in milliseconds. */
export const LONGEST_ASIDE_MS = 7 * 24 * 60 * 60_000
