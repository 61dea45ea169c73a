import type Database from 'better-sqlite3'
import { prepareAll } from './prepared.ts'

/** Every statement over what was put away, by name. */
export const putAwaySql = {
  hasPutAway: `SELECT 1 FROM put_away WHERE op_id = ?`,
  putAway: `INSERT OR IGNORE INTO put_away (op_id, at) VALUES (?, ?)`,
  logPutAway: `INSERT INTO device_log (at, op_id, event, from_state, to_state)
    VALUES (?, ?, 'put away', NULL, 'put away')`,
  bringBack: `DELETE FROM put_away WHERE op_id = ?`,
  logBringBack: `INSERT INTO device_log (at, op_id, event, from_state, to_state)
    VALUES (?, ?, 'bring back', 'put away', 'listed')`,
} as const

/** What a person has read and put away from *contested*, by the decision it was about. */
export class PutAway {
  readonly #statements
  readonly #at: () => string

  constructor(db: Database.Database, at: () => string) {
    this.#at = at
    this.#statements = prepareAll(db, putAwaySql)
  }

  has(opId: string): boolean {
    return this.#statements.hasPutAway.get(opId) !== undefined
  }

  /** Puts one away; false where it was before. Only inside `write`. */
  add(opId: string): boolean {
    const { changes } = this.#statements.putAway.run(opId, this.#at())
    if (changes === 1) this.#statements.logPutAway.run(this.#at(), opId)
    return changes === 1
  }

  /** Brings one back; false where it was not put away. Only inside `write`. */
  remove(opId: string): boolean {
    const { changes } = this.#statements.bringBack.run(opId)
    if (changes === 1) this.#statements.logBringBack.run(this.#at(), opId)
    return changes === 1
  }
}
