/** What waits on this device, and what became of it when contact came back. */
import { z } from 'zod'
import { waitingStates } from '../domain/delivery.ts'
import { errandKinds } from '../domain/errand.ts'
import { OpId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { RuleCode, Ground, Verb } from '../domain/terms.ts'

/** The number of a case that is on this device; null where it is not (yet, any more, again). */
const No = z.int().min(1).nullable()

/** What was made: a decision, or an errand. */
const OutKind = z.enum(['decision', ...errandKinds])

/**
 * Why something has not left: it can still be undone; there is no line; it is being sent, or was and
 * the answer did not come; the desk asked for time; what came before it on its case must go first;
 * or nothing keeps it, and it is next.
 */
export const KeptBack = z.enum(['held', 'offline', 'sending', 'unsure', 'asked', 'behind', 'next'])
export type KeptBack = z.infer<typeof KeptBack>

/** One thing that was made here and that the desk may not have yet. */
export const OutboxItem = z.object({
  opId: OpId,
  /** The device's own counter: the order in which things were made here, whatever its clock said. */
  n: z.int().min(1),
  kind: OutKind,
  no: No,
  /** The first words of the comment, on one line; empty where it is not on this device. */
  words: z.string(),
  /** Of a decision. */
  verb: Verb.nullable(),
  ground: Ground.nullable(),
  /** Of a comment that was raised: under which rule. */
  rule: RuleCode.nullable(),
  /** When it was made, by the desk's clock as well as can be told. */
  madeAt: Instant,
  state: z.enum(waitingStates),
  keptBack: KeptBack,
  /** Of a held one, how long it can still be undone; of one the desk asked time for, how long. */
  forMs: z.int().min(0),
})
export type OutboxItem = z.infer<typeof OutboxItem>

/** The most items that are told one by one. */
export const OUTBOX_ITEMS = 100

/** What waits on this device. */
export const Outbox = z.object({
  /** The newest of them, in the order they were made. */
  items: z.array(OutboxItem).max(OUTBOX_ITEMS),
  /** How many there are in all, and when the oldest was made. */
  count: z.int().min(0),
  oldest: Instant.nullable(),
  /** How many first sights of cases go with them. */
  sights: z.int().min(0),
})
export type Outbox = z.infer<typeof Outbox>

/** What can become of something that waited. */
export const outcomes = [
  'settled',
  'agreed',
  'contested',
  'edited',
  'gone',
  'refused',
  'set-aside',
  'waiting',
] as const
export type Outcome = (typeof outcomes)[number]

/** One of those that need a word: what became of it, and the case to open. */
export const ReconnectItem = z.object({
  opId: OpId,
  kind: OutKind,
  no: No,
  words: z.string(),
  /** What became of it, in a sentence. */
  said: z.string(),
})
export type ReconnectItem = z.infer<typeof ReconnectItem>

/** The most of one outcome that are told one by one. */
export const RECONNECT_ITEMS = 50

export const ReconnectGroup = z.object({
  outcome: z.enum(outcomes),
  count: z.int().min(1),
  /** Of the settled: how many decisions the site does not show yet. */
  unpublished: z.int().min(0),
  /** In the order they were made. What settled, or waits, needs no word: then it is empty. */
  items: z.array(ReconnectItem).max(RECONNECT_ITEMS),
})
export type ReconnectGroup = z.infer<typeof ReconnectGroup>

/**
 * The last time contact came back while something waited: what was sent, and what became of it. A
 * spell that is broken by another loss of contact is one spell until all of it has an answer.
 */
export const Reconnect = z.object({
  id: z.int().min(1),
  /** When contact was lost, as far as it was noticed, came back, and all was answered; desk's clock. */
  lostAt: Instant.nullable(),
  backAt: Instant,
  doneAt: Instant.nullable(),
  /** How many things waited when contact came back. */
  sent: z.int().min(0),
  /** How many decisions the desk had lost and was sent again under their old ids. */
  again: z.int().min(0),
  /** In the order of `outcomes`; none that is empty. */
  groups: z.array(ReconnectGroup),
  /** Whether the person has been told: then it is no news any more. */
  told: z.boolean(),
})
export type Reconnect = z.infer<typeof Reconnect>
