import type Database from 'better-sqlite3'
import { z } from 'zod'
import {
  type DeliveryEvent,
  type DeliveryState,
  deliveryStates,
  step,
} from '../../../shared/domain/delivery.ts'
import { invariant, Problem } from '../../../shared/domain/problem.ts'
import { PublicationState } from '../../../shared/desk/feed.ts'
import { DecideOp } from '../../../shared/desk/push.ts'
import { CaseNumbers } from './case-numbers.ts'
import { deliveryListSql, deliverySql } from './delivery-sql.ts'
import { prepareAll } from './prepared.ts'

/** What was read lately: an op never changes, and a batch that leaves reads each a dozen times. */
const MOST_READ = 500
const lately = new Map<string, DecideOp>()

/** A decision as it was made, from its text in the journal. */
function asMade(text: string): DecideOp {
  const known = lately.get(text)
  if (known) return known
  const op = DecideOp.parse(JSON.parse(text))
  const [oldest] = lately.keys()
  if (lately.size >= MOST_READ && oldest !== undefined) lately.delete(oldest)
  lately.set(text, op)
  return op
}

const DeliveryRow = z.object({
  opId: z.string(),
  n: z.int(),
  caseId: z.string(),
  caseNo: z.int(),
  madeAt: z.string(),
  state: z.enum(deliveryStates),
  op: z.string().transform((text) => asMade(text)),
  sent: z.string().nullable(),
  epoch: z.string().nullable(),
  decRev: z.int().nullable(),
  shown: z.int().transform((shown) => shown === 1),
  publication: PublicationState.nullable(),
  publishedAt: z.string().nullable(),
  problem: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : Problem.parse(JSON.parse(text)))),
  /** Whether its person has read what became of it and put it away. */
  putAway: z.int().transform((put) => put === 1),
})
/** A decision of this device with how far it has come. `op` is as it was made at the key press. */
export type Delivery = z.infer<typeof DeliveryRow>

const SettledRow = z.object({
  opId: z.string(),
  caseNo: z.int(),
  decRev: z.int().nullable(),
  shown: z.int().transform((shown) => shown === 1),
  publication: PublicationState.nullable(),
  publishedAt: z.string().nullable(),
})
/** A settled decision, as far as the feed has shown it. */
export type SettledDelivery = z.infer<typeof SettledRow>

const ContestedRow = z.object({
  opId: z.string(),
  caseNo: z.int(),
  state: z.enum(['contested', 'superseded']),
  madeAt: z.string(),
})
/** A decision that was not applied, because another one or an edit came first. */
export type ContestedDelivery = z.infer<typeof ContestedRow>

const LayRow = z.object({
  state: z.enum(deliveryStates),
  shown: z.int().transform((shown) => shown === 1),
  putAway: z.int().transform((put) => put === 1),
})
/** As much of a decision as changes how its case is listed. */
export type DeliveryLay = z.infer<typeof LayRow>

/** Something that may leave, by its name: most of what waits does not go with the next push. */
export const WaitingRow = z.object({ opId: z.string(), n: z.int(), caseId: z.string() })
export type WaitingRow = z.infer<typeof WaitingRow>

const Count = z.object({ count: z.int() })
const OpIdRow = z.object({ opId: z.string() })

/** What the desk said of an op, as it is kept. */
export interface KeptAnswer {
  readonly opId: string
  readonly epoch: string
  /** The decision revision that the case must reach before the feed shows this. */
  readonly decRev: number | null
  readonly answer: string
  readonly problem: Problem | null
}

/**
 * Decisions and their deliveries. A step is a conditional update that must change one row, and
 * writes its row of the device log with it. Callers wrap what belongs together in a transaction.
 */
export class Deliveries {
  readonly numbers: CaseNumbers
  readonly #statements
  readonly #at: () => string

  constructor(db: Database.Database, at: () => string) {
    this.#at = at
    this.#statements = prepareAll(db, { ...deliverySql, ...deliveryListSql })
    this.numbers = new CaseNumbers(this.#statements)
  }

  /** Writes a decision, held. */
  add(op: DecideOp, caseNo: number): void {
    const { addDecision, addDelivery } = this.#statements
    addDecision.run(op.opId, op.n, op.caseId, caseNo, op.madeAt, JSON.stringify(op))
    addDelivery.run(op.opId, op.n, caseNo)
    this.#statements.log.run(this.#at(), op.opId, 'record', null, 'held')
  }

  /** Moves a delivery along one arrow; false where it is not in `from`, and then nothing changed. */
  step(opId: string, from: DeliveryState, event: DeliveryEvent): boolean {
    const to = step(from, event)
    invariant(to !== undefined, `there is no arrow ${event} from ${from}`)
    const { changes } = this.#statements.step.run(to, opId, from)
    if (changes === 1) this.#statements.log.run(this.#at(), opId, event, from, to)
    return changes === 1
  }

  /** Puts the exact text on disk that is about to leave; the first one stays for ever. */
  keepSent(opId: string, text: string): void {
    this.#statements.keepSent.run(text, opId)
  }

  keepAnswer({ opId, epoch, decRev, answer, problem }: KeptAnswer): void {
    const told = problem === null ? null : JSON.stringify(problem)
    this.#statements.keepAnswer.run(epoch, decRev, answer, told, opId)
  }

  /** Keeps what the feed shows of a settled decision. */
  keepShown(
    opId: string,
    shown: boolean,
    site: Pick<Delivery, 'publication' | 'publishedAt'>,
  ): void {
    this.#statements.keepShown.run(shown ? 1 : 0, site.publication, site.publishedAt, opId)
  }

  /** A ruling left the same: from here on it is on the site as the decision of that revision is. */
  keepBorneOut(opId: string, decRev: number): void {
    this.#statements.keepBorneOut.run(decRev, opId)
  }

  keepEpoch(opId: string, epoch: string): void {
    this.#statements.keepEpoch.run(epoch, opId)
  }

  get(opId: string): Delivery | undefined {
    return one(this.#statements.get.get(opId))
  }

  /** The newest that can still be withdrawn. */
  newestWithdrawable(): Delivery | undefined {
    return one(this.#statements.newestIn.get())
  }

  /** The newest that was not withdrawn. */
  newestMade(): Delivery | undefined {
    return one(this.#statements.newestMade.get())
  }

  /** The decision of this device that speaks for a case. */
  onCase(caseNo: number): Delivery | undefined {
    const { onCase, unshownOnCase } = this.#statements
    return speaking(one(onCase.get(caseNo)), () => one(unshownOnCase.get(caseNo)))
  }

  /** The same, as far as it changes how its case is listed. */
  layOnCase(caseNo: number): DeliveryLay | undefined {
    const { layOnCase, layUnshownOnCase } = this.#statements
    const lay = (row: unknown) => (row === undefined ? undefined : LayRow.parse(row))
    return speaking(lay(layOnCase.get(caseNo)), () => lay(layUnshownOnCase.get(caseNo)))
  }

  /** Contested decisions on a case that were made before the `n`-th. */
  contestedBefore(caseNo: number, n: number): string[] {
    return opIds(this.#statements.contestedOnCase.all(caseNo, n))
  }

  recent(limit: number): Delivery[] {
    return many(this.#statements.recent.all(limit))
  }

  /** The newest of those that the desk may not have yet, the newest first. */
  newestWaiting(limit: number): Delivery[] {
    return many(this.#statements.newestWaiting.all(limit))
  }

  oldestWaiting(): Delivery | undefined {
    return one(this.#statements.oldestWaiting.get())
  }

  inState(state: DeliveryState): string[] {
    return opIds(this.#statements.inState.all(state))
  }

  /** What may leave, in the order it was made; at most 500. */
  sendable(): WaitingRow[] {
    return z.array(WaitingRow).parse(this.#statements.sendable.all())
  }

  /** Cases whose place in the queue this device's own decisions may change. */
  overlaidCases(): number[] {
    const rows = z.array(z.object({ caseNo: z.int() })).parse(this.#statements.unsettledViews.all())
    return rows.map(({ caseNo }) => caseNo)
  }

  /** Settled ones of which the feed has not shown all that it will. */
  unfinished(): SettledDelivery[] {
    return z.array(SettledRow).parse(this.#statements.unfinished.all())
  }

  /** Of these, the settled ones. */
  settledAmong(opIds: readonly string[]): SettledDelivery[] {
    return opIds.flatMap((opId) => {
      const row = this.#statements.settled.get(opId)
      return row === undefined ? [] : [SettledRow.parse(row)]
    })
  }

  /** Decisions that were settled in another epoch than this. */
  settledOutside(epoch: string): SettledDelivery[] {
    return z.array(SettledRow).parse(this.#statements.otherEpochs.all(epoch, epoch))
  }

  /** Decisions that were contested in another epoch than this, whatever came of it. */
  contestedOutside(epoch: string): ContestedDelivery[] {
    return z.array(ContestedRow).parse(this.#statements.contestedElsewhere.all(epoch, epoch))
  }

  unpublished(): number {
    return Count.parse(this.#statements.unpublished.get()).count
  }

  /** How many there are in each state that asks for attention; a state without any is left out. */
  counts(): ReadonlyMap<DeliveryState, number> {
    const Row = z.array(z.object({ state: z.enum(deliveryStates), count: z.int() }))
    const rows = Row.parse(this.#statements.counts.all())
    return new Map(rows.map(({ state, count }) => [state, count]))
  }
}

/**
 * Which of a device's decisions speaks for their case: the newest that was not withdrawn; but where
 * that came to nothing, one that the desk has and the feed does not show yet.
 */
export function speaking<T extends Pick<Delivery, 'state'>>(
  newest: T | undefined,
  unshown: () => T | undefined,
): T | undefined {
  const cameToNothing = newest?.state === 'contested' || newest?.state === 'refused'
  return cameToNothing ? (unshown() ?? newest) : newest
}

function one(row: unknown): Delivery | undefined {
  return row === undefined ? undefined : DeliveryRow.parse(row)
}

function many(rows: unknown): Delivery[] {
  return z.array(DeliveryRow).parse(rows)
}

function opIds(rows: unknown): string[] {
  return z
    .array(OpIdRow)
    .parse(rows)
    .map(({ opId }) => opId)
}
