import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/** Every statement that reads who has taken which case, by name: all by key or in an index's order. */
export const claimSql = {
  claimOn: `SELECT staff_id AS staffId, name, until, look FROM claim WHERE no = ?`,
  claimsOf: `SELECT no, until FROM claim WHERE staff_id = ? AND until > ? AND look = 0`,
  nextEnd: `SELECT min(until) AS until FROM claim WHERE until > ?`,
  atWork: `SELECT staff_id AS staffId FROM claim WHERE until > ?`,
  ended: `SELECT no, until FROM claim WHERE until <= ?`,
} as const

/** The two that keep them, beside the cases' own. */
export const claimWriteSql = {
  putClaim: `INSERT INTO claim (no, staff_id, name, until, look) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (no) DO UPDATE SET staff_id = excluded.staff_id, name = excluded.name,
      until = excluded.until, look = excluded.look`,
  dropClaim: `DELETE FROM claim WHERE no = ?`,
} as const

const ClaimRow = z.object({
  ...{ staffId: z.string(), name: z.string(), until: z.string() },
  look: z.int().transform((value) => value === 1),
})
const Held = z.array(z.object({ no: z.int(), until: z.string() }))
const End = z.object({ until: z.string().nullable() })

/** Who has taken which cases, as the desk's rows say, whether it has ended or not. */
export class ClaimReader {
  readonly #sql: Readonly<Record<keyof typeof claimSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, claimSql)
  }

  on(no: number): z.infer<typeof ClaimRow> | undefined {
    const row = this.#sql.claimOn.get(no)
    return row === undefined ? undefined : ClaimRow.parse(row)
  }

  /** What this person has taken, looks apart, that has not ended at `now`. */
  of(staffId: string, now: string): z.infer<typeof Held> {
    return Held.parse(this.#sql.claimsOf.all(staffId, now))
  }

  /** When the next claim after `now` ends. */
  nextEnd(now: string): string | null {
    return End.parse(this.#sql.nextEnd.get(now)).until
  }

  /** Who has a case, be it only open, at `now`. */
  atWork(now: string): string[] {
    const rows = z.array(ClaimRow.pick({ staffId: true })).parse(this.#sql.atWork.all(now))
    return rows.map(({ staffId }) => staffId)
  }

  /** The claims that have ended by `now`, by case: those of which no newer row has come. */
  ended(now: string): ReadonlyMap<number, string> {
    return new Map(Held.parse(this.#sql.ended.all(now)).map(({ no, until }) => [no, until]))
  }
}

/** Keeps who has taken a case, as its row says. A case that was not known has nothing to drop. */
export function keepClaim(
  sql: Readonly<Record<keyof typeof claimWriteSql, Prepared>>,
  { no, claim }: CaseItem,
  isKnown: boolean,
): void {
  if (claim) sql.putClaim.run(no, claim.by.id, claim.by.name, claim.until, claim.look ? 1 : 0)
  else if (isKnown) sql.dropClaim.run(no)
}
