/**
 * Those who report: what became of their reports, by pseudonym, and reports of theirs that are set
 * aside for a time because the link was misused. Asked of the desk one case at a time; no console
 * keeps any of it.
 */
import { z } from 'zod'
import { CaseId, OpId, PlatformId, ReaderId, ReportId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Words } from '../domain/words.ts'

/** The most readers that are told of one case: those who reported last. */
export const MOST_REPORTERS = 50
/** The most reports by one reader on one case that are named. */
export const MOST_NAMED = 20
/** How far ahead of the desk's clock a mute may end, in milliseconds: as long as a strike lasts. */
export const LONGEST_MUTE_MS = 90 * 24 * 60 * 60_000

/** A reader whose reports are set aside, by whom, why and until when by the desk's clock. */
export const Mute = z.object({
  muteId: OpId,
  by: z.object({ id: StaffId, name: z.string() }),
  reason: z.string(),
  at: Instant,
  until: Instant,
})
export type Mute = z.infer<typeof Mute>

export const Reporter = z.object({
  reader: ReaderId,
  /** Their newest reports on this case, and how many of theirs on it are set aside. */
  reports: z.array(ReportId).max(MOST_NAMED),
  setAside: z.int().min(0),
  /** All their reports on this title, those set aside too; of how many there is a decision. */
  made: z.int().min(0),
  decided: z.int().min(0),
  /** Of those decided: how many on a comment from which words are taken away now. */
  upheld: z.int().min(0),
  /** The mute that runs, or null. */
  mute: Mute.nullable(),
  /** Who they are to the platform; null unless it was asked for, and where it was erased. */
  identity: z.object({ reporter: PlatformId, email: z.string().nullable() }).nullable(),
})
export type Reporter = z.infer<typeof Reporter>

export const Reporters = z.object({
  caseId: CaseId,
  /** Those who reported last first. */
  reporters: z.array(Reporter).max(MOST_REPORTERS),
  /** How many more there are. */
  more: z.int().min(0),
})
export type Reporters = z.infer<typeof Reporters>

/** Sets a reader's reports aside from now on; the same request is answered the same. */
export const MuteReader = z.strictObject({
  requestId: OpId,
  /** A case that the reader reported. */
  caseId: CaseId,
  reader: ReaderId,
  until: Instant,
  reason: Words,
})
export type MuteReader = z.infer<typeof MuteReader>

/** Ends a mute before its time. */
export const EndMute = z.strictObject({ requestId: OpId, muteId: OpId })
export type EndMute = z.infer<typeof EndMute>

/** The mute that began or ended, and (of one that began) until when it runs. */
export const MuteAnswer = z.object({ requestId: OpId, muteId: OpId, until: Instant.nullable() })
export type MuteAnswer = z.infer<typeof MuteAnswer>
