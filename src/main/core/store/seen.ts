import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { SeenOp } from '../../../shared/desk/push.ts'
import { prepareAll } from './prepared.ts'

/** Every statement over first sights, by name. */
export const seenSql = {
  has: `SELECT 1 AS one FROM seen WHERE case_id = ?`,
  add: `INSERT INTO seen (case_id, op_id, n, op) VALUES (?, ?, ?, ?)`,
  waiting: `SELECT op_id AS opId, n, op FROM seen WHERE answered = 0 ORDER BY n LIMIT 500`,
  waitingCount: `SELECT count(*) AS count FROM seen WHERE answered = 0`,
  answer: `UPDATE seen SET answered = 1, epoch = ? WHERE op_id = ?`,
} as const
/** Run once after the desk was restored. */
const seenRareSql = {
  again: `UPDATE seen SET answered = 0 WHERE answered = 1 AND (epoch < ? OR epoch > ?)`,
} as const

const Waiting = z.array(z.object({ opId: z.string(), n: z.int(), op: z.string() }))
export type WaitingSeen = z.infer<typeof Waiting>[number]

/** First sights of cases by this person, until the desk has them. */
export class Seen {
  readonly #statements

  constructor(db: Database.Database) {
    this.#statements = prepareAll(db, { ...seenSql, ...seenRareSql })
  }

  has(caseId: string): boolean {
    return this.#statements.has.get(caseId) !== undefined
  }

  add(op: SeenOp): void {
    this.#statements.add.run(op.caseId, op.opId, op.n, JSON.stringify(op))
  }

  /** Those the desk has not answered, in the order they happened; at most 500. */
  waiting(): WaitingSeen[] {
    return Waiting.parse(this.#statements.waiting.all())
  }

  /** How many the desk has not answered. */
  count(): number {
    return z.object({ count: z.int() }).parse(this.#statements.waitingCount.get()).count
  }

  answered(opId: string, epoch: string): void {
    this.#statements.answer.run(epoch, opId)
  }

  /** Has what another epoch answered sent again. Answers how many those are. */
  again(epoch: string): number {
    return this.#statements.again.run(epoch, epoch).changes
  }
}
