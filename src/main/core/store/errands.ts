import type Database from 'better-sqlite3'
import { z } from 'zod'
import { AnswerOp, EscalateOp, HandOp, NoteOp, RaiseOp } from '../../../shared/desk/push.ts'
import {
  type DeliveryEvent,
  type DeliveryState,
  deliveryStates,
  step,
  waitingStates,
} from '../../../shared/domain/delivery.ts'
import { errandKinds } from '../../../shared/domain/errand.ts'
import { invariant, Problem } from '../../../shared/domain/problem.ts'
import { CaseNumbers } from './case-numbers.ts'
import { WaitingRow } from './deliveries.ts'
import { prepareAll } from './prepared.ts'

const columns = `op_id AS opId, n, kind, case_id AS caseId, case_no AS caseNo, op, with_op AS withOp,
  state, sent, problem, answer ->> '$.seq' AS seq FROM errand`
const waiting = waitingStates.map((state) => `'${state}'`).join(', ')

/** Every statement over errands, by name. */
export const errandSql = {
  add: `INSERT INTO errand (op_id, n, kind, case_id, case_no, op, with_op, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, 'held')`,
  log: `INSERT INTO device_log (at, op_id, event, from_state, to_state) VALUES (?, ?, ?, ?, ?)`,
  step: `UPDATE errand SET state = ? WHERE op_id = ? AND state = ?`,
  keepSent: `UPDATE errand SET sent = coalesce(sent, ?) WHERE op_id = ?`,
  keepAnswer: `UPDATE errand SET epoch = ?, answer = ?, problem = ? WHERE op_id = ?`,
  keepShown: `UPDATE errand SET shown = 1 WHERE op_id = ?`,
  keepEpoch: `UPDATE errand SET epoch = ? WHERE op_id = ?`,
  get: `SELECT ${columns} WHERE op_id = ?`,
  madeWith: `SELECT ${columns} WHERE with_op = ?`,
  newestWaiting: `SELECT ${columns} WHERE state IN (${waiting}) ORDER BY n DESC LIMIT ?`,
  oldestWaiting: `SELECT ${columns} WHERE state IN (${waiting}) ORDER BY n LIMIT 1`,
  inState: `SELECT op_id AS opId FROM errand WHERE state = ? ORDER BY n`,
  sendable: `SELECT op_id AS opId, n, coalesce(case_id, '') AS caseId FROM errand
    WHERE state IN ('queued', 'unsure') ORDER BY n LIMIT 500`,
  counts: `SELECT state, count(*) AS count FROM errand
    WHERE state IN (${waiting}, 'contested', 'refused') GROUP BY state`,
  /** Those of which the feed does not show yet what they do. */
  unshown: `SELECT ${columns} WHERE state IN (${waiting})
    UNION ALL SELECT ${columns} WHERE state = 'settled' AND shown = 0`,
  otherEpochs: `SELECT op_id AS opId FROM errand WHERE state = 'settled' AND (epoch < ? OR epoch > ?)`,
  displaced: `SELECT case_id AS caseId, case_no AS caseNo, n FROM errand WHERE case_no < 0`,
  renumber: `UPDATE errand SET case_no = ? WHERE case_id = ?`,
} as const
/** Asked once after the desk was restored: there is no other way than through all of it. */
const errandListSql = {
  numbered: `SELECT case_id AS caseId, case_no AS caseNo, min(n) AS n FROM errand
    WHERE case_no IS NOT NULL GROUP BY case_id, case_no`,
} as const

const ErrandOp = z.discriminatedUnion('kind', [EscalateOp, AnswerOp, RaiseOp, HandOp, NoteOp])
export type ErrandOp = z.infer<typeof ErrandOp>

const ErrandRow = z.object({
  opId: z.string(),
  n: z.int(),
  kind: z.enum(errandKinds),
  caseId: z.string().nullable(),
  caseNo: z.int().nullable(),
  op: z.string().transform((text) => ErrandOp.parse(JSON.parse(text))),
  withOp: z.string().nullable(),
  state: z.enum(deliveryStates),
  sent: z.string().nullable(),
  problem: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : Problem.parse(JSON.parse(text)))),
  /** Of one that was applied: where its case then stood in the feed. */
  seq: z.int().nullable(),
})
/** What a person asked a lead, answered as a lead, or raised, with how far it has come. */
export type Errand = z.infer<typeof ErrandRow>

const OpIds = z.array(z.object({ opId: z.string() }))

/** Errands and how far they have come, along the same arrows as decisions. Only inside `write`. */
export class Errands {
  readonly numbers: CaseNumbers
  readonly #statements
  readonly #at: () => string

  constructor(db: Database.Database, at: () => string) {
    this.#at = at
    this.#statements = prepareAll(db, { ...errandSql, ...errandListSql })
    this.numbers = new CaseNumbers(this.#statements)
  }

  /** Writes one, held. `withOp` is the decision that stands and falls with it. */
  add(op: ErrandOp, caseNo: number | null, withOp: string | null = null): void {
    const caseId = op.kind === 'raise' ? null : op.caseId
    const text = JSON.stringify(op)
    this.#statements.add.run(op.opId, op.n, op.kind, caseId, caseNo, text, withOp)
    this.#statements.log.run(this.#at(), op.opId, 'record', null, 'held')
  }

  /** Moves one along an arrow; false where it is not in `from`, and then nothing changed. */
  step(opId: string, from: DeliveryState, event: DeliveryEvent): boolean {
    const to = step(from, event)
    invariant(to !== undefined, `there is no arrow ${event} from ${from}`)
    const { changes } = this.#statements.step.run(to, opId, from)
    if (changes === 1) this.#statements.log.run(this.#at(), opId, event, from, to)
    return changes === 1
  }

  keepSent(opId: string, text: string): void {
    this.#statements.keepSent.run(text, opId)
  }

  keepAnswer(opId: string, epoch: string, told: { answer: string; problem: Problem | null }): void {
    const { answer, problem } = told
    this.#statements.keepAnswer.run(epoch, answer, problem && JSON.stringify(problem), opId)
  }

  keepShown(opId: string): void {
    this.#statements.keepShown.run(opId)
  }

  keepEpoch(opId: string, epoch: string): void {
    this.#statements.keepEpoch.run(epoch, opId)
  }

  get(opId: string): Errand | undefined {
    const row = this.#statements.get.get(opId)
    return row === undefined ? undefined : ErrandRow.parse(row)
  }

  /** The errands that stand and fall with a decision. */
  madeWith(opId: string): Errand[] {
    return z.array(ErrandRow).parse(this.#statements.madeWith.all(opId))
  }

  /** The newest of those that the desk may not have yet, the newest first. */
  newestWaiting(limit: number): Errand[] {
    return z.array(ErrandRow).parse(this.#statements.newestWaiting.all(limit))
  }

  oldestWaiting(): Errand | undefined {
    const row = this.#statements.oldestWaiting.get()
    return row === undefined ? undefined : ErrandRow.parse(row)
  }

  inState(state: DeliveryState): string[] {
    return OpIds.parse(this.#statements.inState.all(state)).map(({ opId }) => opId)
  }

  /** What may leave, in the order it was made; at most 500. What is about no case has an empty id. */
  sendable(): WaitingRow[] {
    return z.array(WaitingRow).parse(this.#statements.sendable.all())
  }

  unshown(): Errand[] {
    return z.array(ErrandRow).parse(this.#statements.unshown.all())
  }

  settledOutside(epoch: string): string[] {
    const rows = this.#statements.otherEpochs.all(epoch, epoch)
    return OpIds.parse(rows).map(({ opId }) => opId)
  }

  /**
   * Where this device's own errands put their cases while the feed does not show it yet: true under
   * *escalated*, false back in the queue.
   */
  asked(): ReadonlyMap<number, boolean> {
    const moved = new Map<number, boolean>()
    for (const { caseNo, kind } of this.unshown().sort((a, b) => a.n - b.n))
      if (caseNo !== null && (kind === 'escalate' || kind === 'answer'))
        moved.set(caseNo, kind === 'escalate')
    return moved
  }

  /** What this device has handed on, by case, while the feed does not show it yet. */
  handed(): ReadonlyMap<number, HandOp> {
    const handed = new Map<number, HandOp>()
    for (const { caseNo, op } of this.unshown().sort((a, b) => a.n - b.n))
      if (caseNo !== null && op.kind === 'hand') handed.set(caseNo, op)
    return handed
  }

  counts(): ReadonlyMap<DeliveryState, number> {
    const Row = z.array(z.object({ state: z.enum(deliveryStates), count: z.int() }))
    const rows = Row.parse(this.#statements.counts.all())
    return new Map(rows.map(({ state, count }) => [state, count]))
  }
}
