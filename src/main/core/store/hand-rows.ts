import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/** Every statement that reads which cases were handed on, by name: all by key. */
export const handSql = {
  handOn: `SELECT by_id AS byId, by_name AS byName, to_id AS toId, to_name AS toName, words, at
    FROM handed WHERE no = ?`,
  handedBy: `SELECT no FROM handed WHERE by_id = ?`,
  handedTo: `SELECT no FROM handed WHERE to_id = ?`,
} as const

/** The two that keep them, beside the cases' own. */
export const handWriteSql = {
  putHand: `INSERT INTO handed (no, by_id, by_name, to_id, to_name, words, at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (no) DO UPDATE SET by_id = excluded.by_id, by_name = excluded.by_name,
      to_id = excluded.to_id, to_name = excluded.to_name, words = excluded.words, at = excluded.at`,
  dropHand: `DELETE FROM handed WHERE no = ?`,
} as const

const HandRow = z.object({
  ...{ byId: z.string(), byName: z.string(), toId: z.string().nullable() },
  ...{ toName: z.string().nullable(), words: z.string().nullable(), at: z.string() },
})
export type HandRow = z.infer<typeof HandRow>
const Numbers = z.array(z.object({ no: z.int() }))

/** Which cases were handed on, as the desk's rows say. */
export class HandReader {
  readonly #sql: Readonly<Record<keyof typeof handSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, handSql)
  }

  on(no: number): HandRow | undefined {
    const row = this.#sql.handOn.get(no)
    return row === undefined ? undefined : HandRow.parse(row)
  }

  /** The cases that this person handed on. */
  by(staffId: string): number[] {
    return Numbers.parse(this.#sql.handedBy.all(staffId)).map(({ no }) => no)
  }

  /** The cases that were handed to this person. */
  to(staffId: string): number[] {
    return Numbers.parse(this.#sql.handedTo.all(staffId)).map(({ no }) => no)
  }
}

/** Keeps how a case was handed on, as its row says. A case that was not known has nothing to drop. */
export function keepHand(
  sql: Readonly<Record<keyof typeof handWriteSql, Prepared>>,
  { no, handed }: CaseItem,
  isKnown: boolean,
): void {
  if (handed) {
    const { by, to, words, at } = handed
    sql.putHand.run(no, by.id, by.name, to?.id ?? null, to?.name ?? null, words, at)
  } else if (isKnown) sql.dropHand.run(no)
}
