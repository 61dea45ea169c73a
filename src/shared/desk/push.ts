/**
 * What a console sends the desk, and what it is answered. An op is made once, when the key is
 * pressed, under an id that never changes; the same id always gets the same answer.
 */
import { z } from 'zod'
import { decisionParts, Revisions, wholeDecision } from '../domain/decision.ts'
import { CaseId, Epoch, Mark, OpId, PlatformId, Sha256, SiteId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { FieldProblem } from '../domain/problem.ts'
import { RuleCode } from '../domain/terms.ts'
import { Words } from '../domain/words.ts'
import { SettledDecision } from './feed.ts'

const envelope = {
  /** The version of the op's shape on the day it was made. */
  v: z.literal(1),
  opId: OpId,
  /** The device's own counter: it orders what one device did, which its clock cannot. */
  n: z.int().min(1),
  /** The device's clock when the key was pressed. Nothing is ordered by it. */
  madeAt: Instant,
  /** How long ago that is on the device's monotonic clock, or null after a restart. */
  ageMs: z.int().min(0).nullable(),
  /** The desk's clock minus the device's, as last measured; null if never. */
  offsetMs: z.int().nullable(),
}

export const DecideOp = z
  .strictObject({ ...envelope, kind: z.literal('decide'), ...decisionParts })
  .superRefine(wholeDecision)
export type DecideOp = z.infer<typeof DecideOp>

/** A person has had the case before them for a second. Sent without a precondition. */
export const SeenOp = z.strictObject({ ...envelope, kind: z.literal('seen'), caseId: CaseId })
export type SeenOp = z.infer<typeof SeenOp>

/** A question to a lead. It changes neither the text nor `decRev`. */
export const EscalateOp = z.strictObject({
  ...envelope,
  kind: z.literal('escalate'),
  caseId: CaseId,
  question: Words,
  /** The delete made with it, *hide until answered*, or null. */
  hides: OpId.nullable(),
  expect: Revisions,
  bodyCommit: Sha256,
})
export type EscalateOp = z.infer<typeof EscalateOp>

/** A lead's answer to an escalation. The decision that may follow is one of its own. */
export const AnswerOp = z.strictObject({
  ...envelope,
  kind: z.literal('answer'),
  caseId: CaseId,
  escalation: OpId,
  words: Words,
})
export type AnswerOp = z.infer<typeof AnswerOp>

/** Staff raise a comment that nobody reported: knowledge starts when the key was pressed. */
export const RaiseOp = z.strictObject({
  ...envelope,
  kind: z.literal('raise'),
  siteId: SiteId,
  commentId: PlatformId,
  rule: RuleCode.nullable(),
  words: Words,
})
export type RaiseOp = z.infer<typeof RaiseOp>

/** A note about the author of a case, from staff to staff. */
export const NoteOp = z.strictObject({
  ...envelope,
  kind: z.literal('note'),
  caseId: CaseId,
  words: Words,
})
export type NoteOp = z.infer<typeof NoteOp>
/** Hands a case on: to a colleague, or (null) to whoever is next. Nobody has to say why. */
export const HandOp = z.strictObject({
  ...envelope,
  kind: z.literal('hand'),
  caseId: CaseId,
  to: StaffId.nullable(),
  words: Words.nullable(),
})
export type HandOp = z.infer<typeof HandOp>

export const Op = z.discriminatedUnion('kind', [
  DecideOp,
  SeenOp,
  EscalateOp,
  AnswerOp,
  RaiseOp,
  NoteOp,
  HandOp,
])
export type Op = z.infer<typeof Op>

/** The most ops in one push. */
const MAX_PUSH_OPS = 50

/** Each op is checked by itself, so that one bad op leaves the rest of the batch unharmed. */
export const PushRequest = z.strictObject({
  epoch: Epoch,
  /** The newest mark the console has: by it a desk finds that it lost history. */
  mark: Mark.optional(),
  ops: z.array(z.unknown()).min(1).max(MAX_PUSH_OPS),
})

/** What the case looks like now to whom a decision on it was refused. */
const Standing = z.object({
  revisions: Revisions,
  decision: SettledDecision.nullable(),
})

const answer = { opId: OpId }

export const OpAnswer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('applied'),
    ...answer,
    /** Of a decision: the revision it made. */
    decRev: z.int().nullable(),
    seq: z.int(),
    /** Its place in the log. */
    logN: z.int(),
  }),
  z.object({
    status: z.literal('conflict'),
    ...answer,
    kinds: z.array(z.enum(['decided', 'edited'])).min(1),
    standing: Standing,
    /** The other decision leaves the same on the site: this one is recorded as concurring. */
    sameOutcome: z.boolean(),
    logN: z.int(),
  }),
  /** The comment or its text is no more. */
  z.object({ status: z.literal('gone'), ...answer, logN: z.int().nullable() }),
  z.object({
    status: z.literal('rejected'),
    ...answer,
    code: z.enum(['bad-input', 'op-reused', 'not-permitted', 'rule-unknown']),
    message: z.string(),
  }),
  /** Kept whole and listed for a lead: the maker had lost the right when it arrived. */
  z.object({ status: z.literal('set-aside'), ...answer, message: z.string(), logN: z.int() }),
  z.object({ status: z.literal('retry'), ...answer, afterMs: z.int().min(0) }),
])
export type OpAnswer = z.infer<typeof OpAnswer>

const known: readonly string[] = OpAnswer.options.map(({ shape }) => shape.status.value)

/** When to ask again what an answer means that is not known here, in milliseconds: after an upgrade. */
const UNKNOWN_AGAIN_MS = 10 * 60_000

/** An answer of a kind that a later desk has: it is none yet, so the op stays unsure and is sent again. */
const UnknownAnswer = z
  .object({ status: z.string().refine((status) => !known.includes(status)), opId: OpId })
  .transform(({ opId }): OpAnswer => ({ status: 'retry', opId, afterMs: UNKNOWN_AGAIN_MS }))

export const PushAnswer = z.object({
  epoch: Epoch,
  serverTime: Instant,
  /** Where the desk stood once this was committed; the console keeps the newest. */
  mark: Mark.optional(),
  results: z.array(OpAnswer),
  /** Ops without a usable id, by their place in the push: they cannot be answered by name. */
  faults: z.array(FieldProblem).optional(),
})
export type PushAnswer = z.infer<typeof PushAnswer>

/** The same, as a console hears it: one answer that it does not know leaves the others as they are. */
export const HeardPushAnswer = PushAnswer.extend({
  results: z.array(z.union([OpAnswer, UnknownAnswer])),
})
