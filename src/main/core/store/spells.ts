import type Database from 'better-sqlite3'
import { z } from 'zod'
import { deliveryStates, waitingStates } from '../../../shared/domain/delivery.ts'
import { errandKinds } from '../../../shared/domain/errand.ts'
import { PublicationState } from '../../../shared/desk/feed.ts'
import { type OpAnswer, OpAnswer as AnswerShape } from '../../../shared/desk/push.ts'
import { Problem } from '../../../shared/domain/problem.ts'
import { Verb } from '../../../shared/domain/terms.ts'
import { prepareAll } from './prepared.ts'

const waiting = waitingStates.map((state) => `'${state}'`).join(', ')

/** Every statement over spells, by name. */
export const spellSql = {
  lost: `UPDATE device SET lost_at = coalesce(lost_at, ?) WHERE one = 1 RETURNING lost_at AS lostAt`,
  found: `UPDATE device SET lost_at = NULL WHERE one = 1`,
  lostAt: `SELECT lost_at AS lostAt FROM device WHERE one = 1`,
  newest: `SELECT id, lost_at AS lostAt, back_at AS backAt, done_at AS doneAt, told FROM spell
    WHERE id = (SELECT max(id) FROM spell)`,
  begin: `INSERT INTO spell (lost_at, back_at) VALUES (?, ?) RETURNING id`,
  addDecisions: `INSERT OR IGNORE INTO spell_op (spell, op_id)
    SELECT ?, op_id FROM delivery WHERE state IN (${waiting})`,
  addErrands: `INSERT OR IGNORE INTO spell_op (spell, op_id)
    SELECT ?, op_id FROM errand WHERE state IN (${waiting})`,
  addAgain: `INSERT OR IGNORE INTO spell_op (spell, op_id, again) VALUES (?, ?, 1)`,
  has: `SELECT 1 AS one FROM spell_op WHERE spell = ? AND op_id = ?`,
  done: `UPDATE spell SET done_at = ? WHERE id = ? AND done_at IS NULL`,
  undone: `SELECT EXISTS (SELECT 1 FROM spell_op JOIN delivery ON delivery.op_id = spell_op.op_id
      WHERE spell = @spell AND state IN (${waiting}))
    OR EXISTS (SELECT 1 FROM spell_op JOIN errand ON errand.op_id = spell_op.op_id
      WHERE spell = @spell AND state IN (${waiting})) AS undone`,
  told: `UPDATE spell SET told = 1 WHERE id = ?`,
  decisions: `SELECT spell_op.op_id AS opId, again, delivery.n, 'decision' AS kind,
      delivery.case_no AS no, json_extract(decision.op, '$.verb') AS verb, state, answer, problem, publication
    FROM spell_op JOIN delivery ON delivery.op_id = spell_op.op_id
      JOIN decision ON decision.op_id = spell_op.op_id WHERE spell = ?`,
  errands: `SELECT spell_op.op_id AS opId, again, n, kind, case_no AS no, NULL AS verb, state, answer,
      problem, NULL AS publication
    FROM spell_op JOIN errand ON errand.op_id = spell_op.op_id WHERE spell = ?`,
} as const

const Spell = z.object({
  id: z.int(),
  lostAt: z.string().nullable(),
  backAt: z.string(),
  doneAt: z.string().nullable(),
  told: z.int().transform((told) => told === 1),
})
/** One time that contact came back with something waiting. */
export type Spell = z.infer<typeof Spell>

/** What the desk said, or null where it is nothing that this program knows. */
const KeptAnswer = z
  .string()
  .nullable()
  .transform((text): OpAnswer | null => {
    if (text === null) return null
    return AnswerShape.safeParse(JSON.parse(text)).data ?? null
  })

const SentRow = z.object({
  opId: z.string(),
  n: z.int(),
  kind: z.enum(['decision', ...errandKinds]),
  /** Null, too, while the desk does not have the case (again). */
  no: z
    .int()
    .nullable()
    .transform((no) => (no !== null && no > 0 ? no : null)),
  verb: Verb.nullable(),
  state: z.enum(deliveryStates),
  answer: KeptAnswer,
  problem: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : Problem.parse(JSON.parse(text)))),
  publication: PublicationState.nullable(),
  /** Whether it did not wait for contact: the desk had it, and had lost it. */
  again: z.int().transform((again) => again === 1),
})
/** Something that a spell is about, with how it stands now. */
export type Sent = z.infer<typeof SentRow>

/**
 * The times that contact came back, and what waited then. The writing ones only inside `write`; of a
 * spell that is not done, what waits when contact comes back again is part of it.
 */
export class Spells {
  readonly #statements

  constructor(db: Database.Database) {
    this.#statements = prepareAll(db, spellSql)
  }

  /** Keeps that contact is lost since `at`, where it was not before; answers since when it is. */
  lose(at: string): string {
    return LostRow.parse(this.#statements.lost.get(at)).lostAt ?? at
  }

  /** Since when contact is lost, or null. */
  lostAt(): string | null {
    return LostRow.parse(this.#statements.lostAt.get()).lostAt
  }

  /** Contact is back `at`: what waits now belongs to the spell that is open, or to a new one. */
  comeBack(at: string, lostAt: string | null): void {
    const { addDecisions, addErrands, found } = this.#statements
    const spell = this.#open(at, lostAt)
    addDecisions.run(spell)
    addErrands.run(spell)
    found.run()
  }

  /** Contact is back, and nothing waited for it. */
  found(): void {
    this.#statements.found.run()
  }

  /** The desk had lost these, and they are sent again. */
  addAgain(opIds: readonly string[], at: string): void {
    if (opIds.length === 0) return
    const spell = this.#open(at, null)
    for (const opId of opIds) this.#statements.addAgain.run(spell, opId)
  }

  newest(): Spell | undefined {
    return Spell.optional().parse(this.#statements.newest.get())
  }

  has(spell: number, opId: string): boolean {
    return this.#statements.has.get(spell, opId) !== undefined
  }

  /** Whether anything of a spell still has no answer. */
  isUndone(spell: number): boolean {
    const { undone } = z.object({ undone: z.int() }).parse(this.#statements.undone.get({ spell }))
    return undone === 1
  }

  finish(spell: number, at: string): void {
    this.#statements.done.run(at, spell)
  }

  tell(spell: number): void {
    this.#statements.told.run(spell)
  }

  /** All that a spell is about, in the order it was made. */
  sent(spell: number): Sent[] {
    const { decisions, errands } = this.#statements
    const rows = [...decisions.all(spell), ...errands.all(spell)]
    return z
      .array(SentRow)
      .parse(rows)
      .sort((a, b) => a.n - b.n)
  }

  #open(at: string, lostAt: string | null): number {
    const newest = this.newest()
    if (newest?.doneAt === null) return newest.id
    return z.object({ id: z.int() }).parse(this.#statements.begin.get(lostAt, at)).id
  }
}

const LostRow = z.object({ lostAt: z.string().nullable() })
