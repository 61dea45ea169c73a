/** The shapes that cross the wire between the renderer and the core. */
import { z } from 'zod'
import { NewDecision } from '../domain/decision.ts'
import { deliveryStates } from '../domain/delivery.ts'
import { errandKinds } from '../domain/errand.ts'
import { CaseId, OpId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Problem } from '../domain/problem.ts'
import { Ground, Severity, Verb } from '../domain/terms.ts'
import { Span } from '../domain/text.ts'
import { Contest } from '../desk/contest.ts'
import { ArticleItem, AuthorItem, CaseItem, PublicationState } from '../desk/feed.ts'
import { Staff } from '../desk/desk.ts'
import { aboutAuthor } from './people.ts'
import { flowOfCase, flowOfRow } from './flow.ts'

/** The desk's running number of a case: what the renderer knows cases by. */
export const CaseNo = z.int().min(1)

export const SessionView = z.object({
  state: z.enum(['signed-out', 'signed-in']),
  desk: z.object({ url: z.string(), name: z.string().nullable() }),
  staff: Staff.nullable(),
  /** Decisions of this person that the desk may not have yet. They stay when one signs out. */
  waiting: z.int().min(0),
  /** Why one is signed out though one did not ask for it, or null. */
  why: Problem.nullable(),
})
export type SessionView = z.infer<typeof SessionView>

/** How a decision of this device stands: with the desk, and on the site. */
export const DeliveryView = z.object({
  opId: OpId,
  /** The device's own counter: its clock, which an id begins with, may have been set back. */
  n: z.int().min(1),
  no: CaseNo.nullable(),
  caseId: CaseId,
  verb: Verb,
  ground: Ground,
  authorName: z.string().nullable(),
  state: z.enum(deliveryStates),
  madeAt: Instant,
  /** Of a held one: how long it can still be undone, in milliseconds, at the time of the answer. */
  heldForMs: z.int().min(0),
  /** Whether `undo` would take it back as if it had never been. */
  canUndo: z.boolean(),
  publication: PublicationState.nullable(),
  publishedAt: Instant.nullable(),
  /** Of one that was made together with others: how many they are, all told. */
  together: z.int().min(2).optional(),
  /** Of a contested or refused one: what the desk said. */
  problem: Problem.nullable(),
})
export type DeliveryView = z.infer<typeof DeliveryView>

/** Who has taken a case and until when by the desk's clock; one whose time is up is not told. */
export const CaseClaim = z.object({
  name: z.string(),
  until: Instant,
  /** Whether it is the person's own, on whichever device they took it. */
  mine: z.boolean(),
  /** Whether they only have it open at the moment. One's own look is not told. */
  look: z.boolean(),
})
export type CaseClaim = z.infer<typeof CaseClaim>

/** What a case is listed by under *contested*: its oldest open contest, else the newest that ended. */
export const ContestRow = z.object({
  /** `waits` for a lead's ruling, `edited` for its maker, `ended` to be read. */
  state: z.enum(['waits', 'edited', 'ended']),
  kinds: Contest.shape.kinds,
  /** What stood when it arrived (null: nothing did), and what it would have done. */
  verbs: z.tuple([Verb.nullable(), Verb]),
  /** Of one that ended: what was decided. */
  ruled: Verb.nullable(),
  /** When it reached the desk. */
  since: Instant,
})
export type ContestRow = z.infer<typeof ContestRow>

/** A row of the queue: what one can decide from without opening it. */
export const CaseRow = z.object({
  no: CaseNo,
  caseId: CaseId,
  severity: Severity,
  /** The gravest rule an open report cites (of equal ones the most cited); null is *something else*. */
  rule: z.string().nullable(),
  reports: z.int().min(0),
  readers: z.int().min(0),
  article: z.string(),
  authorName: z.string(),
  receivedAt: Instant,
  /** The first words of the comment, on one line. */
  words: z.string(),
  /** The decision that stands, of a case that is back. */
  standing: Verb.nullable(),
  reopened: CaseItem.shape.reopened,
  /** Of a case that is back because this device's own decision did not stand: that decision's state. */
  delivery: z.enum(['contested', 'refused']).nullable().optional(),
  /** Of a case with decisions that were not applied: the one that matters most. */
  contest: ContestRow.nullable().optional(),
  /** Who has taken it, or null; left out of a search's hits. */
  claim: CaseClaim.nullable().optional(),
  /** Whether a lead has answered a question about it and nobody has decided since. */
  answered: z.boolean().optional(),
  /** How many comments of its author were amended or deleted; left out of a search's hits. */
  removals: z.int().min(0).optional(),
  ...flowOfRow,
})
export type CaseRow = z.infer<typeof CaseRow>

/** Everything a decision needs, on one screen. */
export const CaseView = z.object({
  no: CaseNo,
  case: CaseItem,
  article: ArticleItem.nullable(),
  author: AuthorItem.nullable(),
  ...aboutAuthor,
  /** How many cases there are under the article, as far as this console knows. */
  articleCases: z.int().min(0),
  /** This device's own decision on it that is still on its way, or null. */
  delivery: DeliveryView.nullable(),
  /** Who has taken it, or null. */
  claim: CaseClaim.nullable(),
  ...flowOfCase,
  /** The grounds most cited by the open reports, likeliest first: what Enter takes. */
  likeliest: z.array(z.string()).max(4),
})
export type CaseView = z.infer<typeof CaseView>

/** What a person has taken and still has, to judge wherever they are. */
export const BatchView = z.object({
  /** Those that wait for a decision, in the queue's order. */
  nos: z.array(CaseNo),
  /** How many more were decided (or asked about) on this device and are on their way to the desk. */
  decided: z.int().min(0),
  /** How many of `nos` are of severity 1. */
  severe: z.int().min(0),
  /** When the first and the last are anybody's again, by the desk's clock; null where there are none. */
  until: Instant.nullable(),
  last: Instant.nullable(),
  /** How many of `nos` are wholly on this machine: comment, thread, paragraph, author and terms. */
  ready: z.int().min(0),
})
export type BatchView = z.infer<typeof BatchView>

/** Which cases are listed. Every part that is not null narrows it. */
export const QueueView = z.strictObject({
  place: z.enum(['queue', 'escalated', 'contested', 'batch', 'mine']),
  severity: Severity.nullable(),
  /** A rule that an open report cites; `none` is *something else*. */
  rule: z.string().max(40).nullable(),
  articleId: z.string().max(128).nullable(),
  authorId: z.string().max(128).nullable(),
})
export type QueueView = z.infer<typeof QueueView>

/** The queue as it is before anybody narrows it. */
export const WHOLE_QUEUE: QueueView = {
  place: 'queue',
  severity: null,
  rule: null,
  articleId: null,
  authorId: null,
}

/** How many cases are where, for the masthead and the filters. */
export const QueueCounts = z.object({
  queue: z.int().min(0),
  escalated: z.int().min(0),
  contested: z.int().min(0),
  /** What one has taken and not decided. */
  batch: z.int().min(0),
  /** What was handed to one, what one has taken and what one has put aside. */
  mine: z.int().min(0),
  /** Of the queue: by severity 1 to 4, and by rule (`none`: something else), the most first. */
  severities: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  rules: z.array(z.object({ rule: z.string(), count: z.int() })),
})
export type QueueCounts = z.infer<typeof QueueCounts>

/** A comment that a search found, whatever became of it. */
export const SearchHit = z.object({
  row: CaseRow,
  state: CaseItem.shape.state,
  /** The words around the first match, and where the matches are in them. */
  excerpt: z.string(),
  marks: z.array(Span),
})
export type SearchHit = z.infer<typeof SearchHit>

/** What a person asked of a lead, answered as a lead, or raised: on its way like a decision. */
export const ErrandView = z.object({
  opId: OpId,
  /** The device's own counter, one with the decisions'. */
  n: z.int().min(1),
  kind: z.enum(errandKinds),
  caseId: CaseId.nullable(),
  state: z.enum(deliveryStates),
  canUndo: z.boolean(),
})
export type ErrandView = z.infer<typeof ErrandView>

/** Many cases, each looked at once: a schema for every one of a hundred thousand takes a frame. */
const CaseNos = z
  .custom<number[]>(
    (list) => Array.isArray(list) && list.every((no) => Number.isSafeInteger(no) && no > 0),
    'must be numbers of cases',
  )
  .meta({ type: 'array', items: { type: 'integer' } })

/** The order of the queue. `base` + changes = `rev`; whoever is not at `base` asks again. */
export const QueueIndex = z.object({ rev: z.int(), nos: CaseNos })
export type QueueIndex = z.infer<typeof QueueIndex>

export const QueueChange = z.object({
  base: z.int(),
  rev: z.int(),
  removed: z.array(CaseNo),
  /** A case and the one it now stands before (null: last). Applied in order, after the removals. */
  inserted: z.array(z.tuple([CaseNo, CaseNo.nullable()])),
})
export type QueueChange = z.infer<typeof QueueChange>

/** What sync is doing, for one sentence at the foot of the window. */
export const SyncView = z.object({
  state: z.enum(['signed-out', 'first-sync', 'syncing', 'synced', 'offline', 'upgrade', 'revoked']),
  syncedAt: Instant.nullable(),
  offlineSince: Instant.nullable(),
  /** The desk's clock minus this device's, in milliseconds, as last measured. */
  offsetMs: z.int().nullable(),
  /** While there is no line: how long until it is tried again, in milliseconds; null while trying. */
  nextTryMs: z.int().min(0).nullable(),
  held: z.int().min(0),
  /** Held ones included. */
  waiting: z.int().min(0),
  contested: z.int().min(0),
  refused: z.int().min(0),
  /** Settled by this device, not yet on the site. */
  unpublished: z.int().min(0),
  /** Of a first sync: how many items are here and how many there are. */
  progress: z.object({ have: z.int(), of: z.int() }).nullable(),
  problem: Problem.nullable(),
})
export type SyncView = z.infer<typeof SyncView>

/** What became of asking for the last decision back. */
export const UndoAnswer = z.discriminatedUnion('result', [
  /** `others` were made together with it, and are withdrawn with it. */
  z.object({
    result: z.literal('withdrawn'),
    delivery: DeliveryView,
    others: z.array(DeliveryView).optional(),
  }),
  /** It has left: a restore, a decision like any other, would put it back. */
  z.object({ result: z.literal('too-late'), delivery: DeliveryView }),
  /** It was an errand, asked for by its `opId`: `withdrawn`, or on its way and not to be undone. */
  z.object({ result: z.literal('errand'), errand: ErrandView }),
  z.object({ result: z.literal('nothing') }),
])
export type UndoAnswer = z.infer<typeof UndoAnswer>

export { NewDecision }
