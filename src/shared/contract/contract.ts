/**
 * Everything the renderer may ask of the core, and everything the core tells it unasked. A value,
 * written by hand; both ends check each frame against it. Failures are problems, never thrown.
 */
import { z } from 'zod'
import { OpId } from '../domain/ids.ts'
import { Terms } from '../domain/terms.ts'
import {
  CaseNo,
  CaseRow,
  CaseView,
  DeliveryView,
  NewDecision,
  QueueChange,
  QueueIndex,
  SessionView,
  SyncView,
  UndoAnswer,
} from './models.ts'

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

  /** The whole queue in order, as numbers. */
  'queue.index': method(Nothing, QueueIndex),
  /** Rows by number; a number that is not in the cache is left out. */
  'queue.rows': method(z.strictObject({ nos: z.array(CaseNo).max(200) }), z.array(CaseRow)),

  /** Whole cases by number, to show or to have ready; never counts as seen. */
  'case.get': method(z.strictObject({ nos: z.array(CaseNo).max(12) }), z.array(CaseView)),
  /** A person has had this case before them for a second. */
  'case.seen': method(z.strictObject({ no: CaseNo }), Nothing),

  /** Makes a decision: it is on disk when this answers, and held for the undo window. */
  'decision.record': method(NewDecision, DeliveryView),
  /** Takes back one decision, or the last one made, if it has not left. */
  'decision.undo': method(z.strictObject({ opId: OpId.nullable() }), UndoAnswer),
  /** This device's decisions, the newest first. */
  'decision.recent': method(
    z.strictObject({ limit: z.int().min(1).max(200) }),
    z.array(DeliveryView),
  ),

  /** Every version of the terms that is here, the newest first. */
  'terms.list': method(Nothing, z.array(Terms)),

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
  'terms.changed': z.object({}),
} as const

export type EventName = keyof typeof events
export type Payload<E extends EventName> = z.output<(typeof events)[E]>
export type Emit = <E extends EventName>(name: E, payload: Payload<E>) => void
