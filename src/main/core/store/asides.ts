import type Database from 'better-sqlite3'
import { z } from 'zod'
import { CaseNumbers } from './case-numbers.ts'
import { prepareAll } from './prepared.ts'

/** Every statement over what was put aside, by name. */
export const asideSql = {
  putAside: `INSERT INTO aside (case_id, case_no, n, until, body_rev, reports)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET case_no = excluded.case_no,
      until = excluded.until, body_rev = excluded.body_rev, reports = excluded.reports`,
  endAside: `DELETE FROM aside WHERE case_id = ?`,
  displaced: `SELECT case_id AS caseId, case_no AS caseNo, n FROM aside WHERE case_no < 0`,
  renumber: `UPDATE aside SET case_no = ? WHERE case_id = ?`,
} as const
/** Never more than a person has put aside by hand. */
const asideListSql = {
  all: `SELECT case_id AS caseId, case_no AS caseNo, until, body_rev AS bodyRev, reports FROM aside`,
  numbered: `SELECT case_id AS caseId, case_no AS caseNo, n FROM aside`,
} as const

const AsideRow = z.object({
  caseId: z.string(),
  /** Below zero where the desk does not have the case (yet, again). */
  caseNo: z.int(),
  /** By the desk's clock. */
  until: z.string(),
  /** The text and how many reports there were when it was put aside. */
  bodyRev: z.int(),
  reports: z.int(),
})
export type AsideRow = z.infer<typeof AsideRow>

/** What a person has put aside on this device: until when, and what the case was then. */
export class AsideRows {
  readonly numbers: CaseNumbers
  readonly #statements

  constructor(db: Database.Database) {
    this.#statements = prepareAll(db, { ...asideSql, ...asideListSql })
    this.numbers = new CaseNumbers(this.#statements)
  }

  all(): AsideRow[] {
    return z.array(AsideRow).parse(this.#statements.all.all())
  }

  /** Puts one aside, in the place of an earlier time; `n` is the device's own number. Inside `write`. */
  put({ caseId, caseNo, until, bodyRev, reports }: AsideRow, n: number): void {
    this.#statements.putAside.run(caseId, caseNo, n, until, bodyRev, reports)
  }

  /** Takes one out. Inside `write`. */
  end(caseId: string): void {
    this.#statements.endAside.run(caseId)
  }
}
