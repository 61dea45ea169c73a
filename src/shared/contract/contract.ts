/**
 * Everything the renderer may ask of the core, and everything the core tells it unasked. A value,
 * written by hand; both ends check each frame against it. Failures are problems, never thrown.
 */
import { z } from 'zod'
import { Revisions } from '../domain/decision.ts'
import { OpId, PlatformId, ReaderId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { RuleCode, Terms } from '../domain/terms.ts'
import { Words } from '../domain/words.ts'
import { HowMany, LeftOut, MAX_CLAIMED, Severities } from '../desk/claims.ts'
import { Staff } from '../desk/desk.ts'
import { MuteAnswer, Reporters } from '../desk/reporters.ts'
import { MAX_BURST } from '../domain/burst.ts'
import { Bursts, TogetherAsk, TogetherPreview } from './bursts.ts'
import { AsideView, HandPerson } from './flow.ts'
import { CutsDraft } from './drafts.ts'
import { Outbox, Reconnect } from './outbox.ts'
import { SuggestAsk, Suggestions } from './search.ts'
import { CaseText, TitleWords } from './reading.ts'
import {
  BatchView,
  CaseClaim,
  CaseNo,
  CaseRow,
  CaseView,
  DeliveryView,
  ErrandView,
  NewDecision,
  QueueChange,
  QueueCounts,
  QueueIndex,
  QueueView,
  SearchHit,
  SessionView,
  SyncView,
  UndoAnswer,
} from './models.ts'
import { LogCheck, LogDetail, LogFilter, LogLine } from './log-views.ts'

const Nothing = z.strictObject({})
const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  input,
  output,
})

export const contract = {
  /** Who is signed in, to which desk. */
  'session.get': method(Nothing, SessionView),
  /** Signs in at the desk; needs it to be reachable. */
  'session.sign-in': method(
    z.strictObject({ name: z.string().min(1).max(80), password: z.string().min(1).max(200) }),
    SessionView,
  ),
  /** Ends the session. Waiting decisions stay on this device, whole, for the same person. */
  'session.sign-out': method(Nothing, SessionView),

  /** The cases of a view in order, as numbers. `queue.changed` then tells of this view. */
  'queue.index': method(QueueView, QueueIndex),
  'queue.counts': method(Nothing, QueueCounts),
  /** Rows by number; a number that is not in the cache is left out. */
  'queue.rows': method(z.strictObject({ nos: z.array(CaseNo).max(200) }), z.array(CaseRow)),

  /** Whole cases by number, to show or to have ready; never counts as seen. */
  'case.get': method(z.strictObject({ nos: z.array(CaseNo).max(12) }), z.array(CaseView)),
  /** One of the author's texts of a case: from this device, or for a lead from the desk. */
  'case.text': method(z.strictObject({ no: CaseNo, bodyRev: z.int().min(1) }), CaseText),
  /** A person has had this case before them for a second. */
  'case.seen': method(z.strictObject({ no: CaseNo }), Nothing),

  /** Cases that came together, the largest first. `bursts.changed` tells when to ask again. */
  'bursts.list': method(Nothing, Bursts),
  /** What deciding many cases in the same way would do: nothing is done by asking. */
  'bursts.preview': method(TogetherAsk, TogetherPreview),
  /**
   * Makes all of these or none, a decision each, held for the undo window: undoing one of them takes
   * back all that have not left.
   */
  'bursts.decide': method(
    z.strictObject({ decisions: z.array(NewDecision).min(1).max(MAX_BURST) }),
    z.array(DeliveryView),
  ),

  /** Makes a decision: it is on disk when this answers, and held for the undo window. */
  'decision.record': method(NewDecision, DeliveryView),
  /** Takes back one decision, or the last one made, if it has not left. */
  'decision.undo': method(z.strictObject({ opId: OpId.nullable() }), UndoAnswer),
  /** This device's decisions, the newest first. */
  'decision.recent': method(
    z.strictObject({ limit: z.int().min(1).max(200) }),
    z.array(DeliveryView),
  ),

  /**
   * Puts a refused decision, or a contest of one's own that has ended, away from *contested*. One
   * that waits for a ruling stays. Local to this device; doing it twice is harmless.
   */
  'delivery.put-away': method(z.strictObject({ opId: OpId }), Nothing),

  /** Brings back under *contested* what was put away. */
  'delivery.bring-back': method(z.strictObject({ opId: OpId }), Nothing),

  /** Cuts that were begun and not decided, by case, the newest first. Local to this device. */
  'draft.list': method(Nothing, z.array(CutsDraft)),
  /** Keeps those of one case; none forgets them, and so does a decision on it. */
  'draft.keep': method(CutsDraft, Nothing),

  /** Asks a lead; with `hide`, a delete made with it hides the comment until the answer. */
  'case.escalate': method(
    z.strictObject({ no: CaseNo, question: Words, hide: z.boolean(), expect: Revisions }),
    ErrandView,
  ),
  /** A lead answers the open question of a case. */
  'case.answer': method(z.strictObject({ no: CaseNo, words: Words }), ErrandView),
  /** Writes a note about the author of a case, held and taken back like what is asked. */
  'author.note': method(z.strictObject({ no: CaseNo, words: Words }), ErrandView),
  /** Those who reported a case, asked of the desk; `named`: and who they are, which is logged. */
  'reporters.get': method(z.strictObject({ no: CaseNo, named: z.boolean() }), Reporters),
  /** Sets the reports of a reader of this case aside until an instant of the desk's clock. */
  'reader.mute': method(
    z.strictObject({ no: CaseNo, reader: ReaderId, until: Instant, reason: Words }),
    MuteAnswer,
  ),
  'reader.end-mute': method(z.strictObject({ muteId: OpId }), MuteAnswer),
  /** Raises a neighbour of a case as a case of its own. */
  'case.raise': method(
    z.strictObject({
      no: CaseNo,
      commentId: PlatformId,
      rule: RuleCode.nullable(),
      words: Words,
    }),
    ErrandView,
  ),
  /** Hands a case on to a colleague, or (null) to whoever is next; nobody has to say why. */
  'case.hand': method(
    z.strictObject({ no: CaseNo, to: StaffId.nullable(), words: Words.nullable() }),
    ErrandView,
  ),
  /** Whom a case can be handed to, the likeliest first. */
  'hand.people': method(z.strictObject({ no: CaseNo }), z.array(HandPerson)),
  /** Puts a case aside until a time by the desk's clock, on this device; `former`: until when it was. */
  'case.aside': method(
    z.strictObject({ no: CaseNo, until: Instant }),
    z.object({ aside: AsideView, former: Instant.nullable() }),
  ),
  /** A link as it may be opened: to exactly a site of the desk's; null for every other. */
  'site.link': method(
    z.strictObject({ url: z.string().max(4000) }),
    z.object({ url: z.string().nullable() }),
  ),
  /** Takes a case out again that was put aside; harmless where it was not. */
  'case.aside-end': method(z.strictObject({ no: CaseNo }), Nothing),
  /**
   * A person goes on having this case before them, or (null) no longer has any: colleagues are told,
   * where nobody has it and the desk can be reached. Never fails for that, and nothing waits for it.
   */
  'case.look': method(z.strictObject({ no: CaseNo.nullable() }), Nothing),

  /** What one has taken, from what is on this machine. `case.changed` tells when to ask again. */
  'batch.get': method(Nothing, BatchView),
  /**
   * Takes the next cases that nobody has until an instant of the desk's clock; needs the desk. Asked
   * again in the same words after a lost answer, it takes no others. Grave and legal cases are left
   * out unless the taker is the only cover (`alone`).
   */
  'batch.take': method(
    z.strictObject({
      n: HowMany,
      until: Instant,
      severities: Severities.nullable(),
      alone: z.boolean(),
    }),
    z.object({ taken: z.array(CaseNo), leftOut: LeftOut, batch: BatchView }),
  ),
  /** Gives these back, or (null) all of it; needs the desk. */
  'batch.give-back': method(
    z.strictObject({ nos: z.array(CaseNo).min(1).max(MAX_CLAIMED).nullable() }),
    BatchView,
  ),
  /** Takes one case; where a colleague has it, over from them, with a reason. Needs the desk. */
  'case.claim': method(
    z.strictObject({ no: CaseNo, until: Instant, reason: Words.nullable() }),
    z.object({ claim: CaseClaim.nullable() }),
  ),

  /**
   * Comments in the cache that hold all these words and are as the operators say, the newest first;
   * never in a key's way.
   */
  'search.comments': method(
    z.strictObject({
      text: z.string().trim().min(1).max(200),
      /** Only those older than this one, to go on. */
      before: CaseNo.nullable(),
      limit: z.int().min(1).max(50),
    }),
    z.object({ hits: z.array(SearchHit), more: z.boolean() }),
  ),

  /** Names of authors or titles of articles that begin so, for a search that is being typed. */
  'search.suggest': method(SuggestAsk, Suggestions),

  /** Entries of the log's copy here, the newest first. A moderator sees their own. */
  'log.page': method(
    z.strictObject({
      filter: LogFilter,
      before: z.int().min(1).nullable(),
      limit: z.int().min(1).max(200),
    }),
    z.object({ lines: z.array(LogLine), more: z.boolean(), size: z.int().min(0) }),
  ),
  'log.entry': method(z.strictObject({ n: z.int().min(1) }), LogDetail),
  /** Checks the copy here from its first entry; `log.checked` tells how it goes. */
  'log.verify': method(Nothing, LogCheck),
  'log.check': method(Nothing, LogCheck),
  /** Staff by pseudonym, for filters and names. */
  'staff.list': method(Nothing, z.array(Staff)),

  /** Every version of the terms that is here, the newest first. */
  'terms.list': method(Nothing, z.array(Terms)),
  /** The word lists that are here; a title that is not among them has the default one. */
  'words.list': method(Nothing, z.array(TitleWords)),

  /** What waits on this device, in the order it was made. `sync.changed` tells when to ask again. */
  'outbox.get': method(Nothing, Outbox),
  /** The last time contact came back while something waited, and what became of it. */
  'reconnect.get': method(Nothing, Reconnect.nullable()),
  /** The person has been told of that time. */
  'reconnect.told': method(z.strictObject({ id: z.int().min(1) }), Nothing),

  'sync.get': method(Nothing, SyncView),
  /** Sends what waits (held ones too, when `release`) and asks for what is new, at once. */
  'sync.now': method(z.strictObject({ release: z.boolean() }), SyncView),
} as const

export type Method = keyof typeof contract
export type Input<M extends Method> = z.input<(typeof contract)[M]['input']>
export type Output<M extends Method> = z.output<(typeof contract)[M]['output']>

/** What each method does; leaving one out is a compile error. Throw a `ProblemError` to refuse. */
export type Handlers = {
  readonly [M in Method]: (
    input: z.output<(typeof contract)[M]['input']>,
  ) => Output<M> | Promise<Output<M>>
}

/** Told unasked. A lost event costs one re-read, never a wrong screen. */
export const events = {
  'session.changed': SessionView,
  'sync.changed': SyncView,
  'queue.changed': QueueChange,
  /** These cases, as rows or whole, are not what they were. */
  'case.changed': z.object({ nos: z.array(CaseNo) }),
  'delivery.changed': DeliveryView,
  'errand.changed': ErrandView,
  'terms.changed': z.object({}),
  'bursts.changed': z.object({}),
  'words.changed': z.object({}),
  'counts.changed': QueueCounts,
  'reconnect.changed': Reconnect.nullable(),
  'log.checked': LogCheck,
  /** New entries of the log are here. */
  'log.changed': z.object({ size: z.int().min(0) }),
} as const

export type EventName = keyof typeof events
export type Payload<E extends EventName> = z.output<(typeof events)[E]>
export type Emit = <E extends EventName>(name: E, payload: Payload<E>) => void
