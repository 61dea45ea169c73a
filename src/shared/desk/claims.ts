/**
 * Claims: who means to judge which cases, until when. They are hints, never locks: a decision by
 * anybody is valid with or without one, and a claim raises neither `bodyRev` nor `decRev`. A claim
 * ends when it is given back, when its time is up by the desk's clock, when somebody else takes the
 * case over with a reason, and when the case is decided or closes.
 */
import { z } from 'zod'
import { CaseId, OpId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Severity } from '../domain/terms.ts'
import { Words } from '../domain/words.ts'

/** The most cases that one request names or takes. */
export const MAX_CLAIMED = 100
/** How far ahead of the desk's clock a claim may end, in milliseconds: a weekend from Friday's close. */
export const LONGEST_CLAIM_MS = 72 * 60 * 60_000
/** A claim of named cases that ends within this, and overrides nobody, is a look: not on the log. */
export const LOOK_MS = 10 * 60_000
/** How long a console's look lasts; it is renewed when a third of it is left. */
export const SHORT_LOOK_MS = 2 * 60_000

/** Made once for each wish: the same id always gets the same answer, so that one may ask again. */
const request = { requestId: OpId }
const CaseIds = z.array(CaseId).min(1).max(MAX_CLAIMED)

/** How many to take. */
export const HowMany = z.int().min(1).max(MAX_CLAIMED)
/** Of which severities; left out, of any. */
export const Severities = z.array(Severity).min(1).max(4)

/** Takes the next open cases in the queue's order that nobody has. */
export const ClaimNext = z.strictObject({
  ...request,
  n: HowMany,
  until: Instant,
  severities: Severities.optional(),
  /** Whether the taker is the only cover: then nothing is left out. */
  alone: z.boolean(),
})
export type ClaimNext = z.infer<typeof ClaimNext>

/**
 * Takes these cases. Where somebody else has one of them, it needs a reason; where they only look at
 * it, only another look does.
 */
export const ClaimNamed = z.strictObject({
  ...request,
  caseIds: CaseIds,
  until: Instant,
  reason: Words.optional(),
})
export type ClaimNamed = z.infer<typeof ClaimNamed>

/** Gives these back, or all one has. What is not one's own stays as it is. */
export const GiveBack = z.strictObject({
  ...request,
  caseIds: CaseIds.nullable(),
  /** Ends short looks alone, and what one has taken in earnest stays. */
  looks: z.literal(true).optional(),
})
export type GiveBack = z.infer<typeof GiveBack>

/** Which cases now are the asker's, or (`until` null) no longer are, and where they stand in the feed. */
export const ClaimAnswer = z.object({
  requestId: OpId,
  cases: z.array(
    z.object({
      no: z.int().min(1),
      caseId: CaseId,
      seq: z.int().min(1),
      until: Instant.nullable(),
    }),
  ),
})
export type ClaimAnswer = z.infer<typeof ClaimAnswer>

/**
 * How many cases were passed over on the way to the last one taken, each counted once, under the
 * first that fits: it names a protected person, it is a matter of law, it is of severity 1.
 */
export const LeftOut = z.object({
  restricted: z.int().min(0),
  legal: z.int().min(0),
  severe: z.int().min(0),
})
export type LeftOut = z.infer<typeof LeftOut>

export const NextAnswer = ClaimAnswer.extend({ leftOut: LeftOut })
export type NextAnswer = z.infer<typeof NextAnswer>
