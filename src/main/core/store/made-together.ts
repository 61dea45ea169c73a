import type Database from 'better-sqlite3'
import { z } from 'zod'
import { prepareAll } from './prepared.ts'

/** Every statement over which decisions were made together, by name. */
export const togetherSql = {
  addTogether: `INSERT INTO made_together (op_id, first_op) VALUES (?, ?)`,
  othersWith: `SELECT op_id AS opId FROM made_together
    WHERE first_op = (SELECT first_op FROM made_together WHERE op_id = ?)`,
} as const

const OpIds = z
  .array(z.object({ opId: z.string() }))
  .transform((rows) => rows.map(({ opId }) => opId))

/** Which decisions were made by one press. Kept for good: they are also taken back by one. */
export class MadeTogether {
  readonly #statements

  constructor(db: Database.Database) {
    this.#statements = prepareAll(db, togetherSql)
  }

  /** Keeps that these were made together. Only inside `write`. */
  add(opIds: readonly string[]): void {
    const [first] = opIds
    for (const opId of opIds) this.#statements.addTogether.run(opId, first)
  }

  /** All that were made with this one, itself among them; empty where it was made alone. */
  with(opId: string): string[] {
    return OpIds.parse(this.#statements.othersWith.all(opId))
  }
}
