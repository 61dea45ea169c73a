/** What the cases of each title in the cache come to, kept in the transaction that changes a case. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Digest } from '../../../shared/desk/desk.ts'
import { addMark, markChange } from '../../../shared/domain/digest.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/**
 * Every statement of the sums, by name. A row has two: that of all cases of the title, and that of
 * those which the walk over all cases has passed.
 */
export const siteSumSql = {
  sums: `SELECT site_id AS siteId, cases, sum, passed_cases AS passedCases, passed_sum AS passedSum
    FROM site_sum`,
  sumOf: `SELECT site_id AS siteId, cases, sum, passed_cases AS passedCases, passed_sum AS passedSum
    FROM site_sum WHERE site_id = ?`,
  putSum: `INSERT INTO site_sum (site_id, cases, sum, passed_cases, passed_sum)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT (site_id) DO UPDATE SET cases = excluded.cases,
      sum = excluded.sum, passed_cases = excluded.passed_cases, passed_sum = excluded.passed_sum`,
  dropSums: `DELETE FROM site_sum`,
  walk: `SELECT passed FROM case_walk WHERE one = 1`,
  walked: `UPDATE case_walk SET passed = ? WHERE one = 1`,
  passNone: `UPDATE site_sum SET passed_cases = 0, passed_sum = 0`,
} as const

const SumRow = z.object({
  siteId: z.string(),
  cases: z.int(),
  sum: z.int(),
  passedCases: z.int(),
  passedSum: z.int(),
})
type SumRow = z.infer<typeof SumRow>
const SumRows = z.array(SumRow)
const Walk = z.object({ passed: z.int() })

/** What one case adds, and to which title. */
export interface Share {
  readonly siteId: string
  readonly mark: number
}

/** How a case changed under its number; undefined where it was or is not there. */
export interface ShareChange {
  readonly no: number
  readonly before: Share | undefined
  readonly now: Share | undefined
}

/** The sums of one cache. Only inside a transaction that changes the cases with them. */
export class SiteSums {
  readonly #sql: Readonly<Record<keyof typeof siteSumSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, siteSumSql)
  }

  /** Takes up what has changed, of each case once or in order. */
  change(changes: readonly ShareChange[]): void {
    if (changes.length === 0) return
    const passed = this.passed()
    const touched = new Map<string, SumRow>()
    const add = (share: Share, by: { readonly cases: 1 | -1; readonly isPassed: boolean }) => {
      const row = touched.get(share.siteId) ?? this.#row(share.siteId)
      touched.set(share.siteId, withShare(row, share, by))
    }
    for (const { no, before, now } of changes) {
      const isPassed = no <= passed
      if (before) add(before, { cases: -1, isPassed })
      if (now) add(now, { cases: 1, isPassed })
    }
    for (const row of touched.values()) this.#put(row)
  }

  /** Begins to count from nothing: only what comes from now on is in the sums. */
  restart(): void {
    this.#sql.dropSums.run()
    this.#sql.walked.run(0)
  }

  /** The titles whose cases here are not what the desk says they come to. */
  differ(told: readonly Digest[]): string[] {
    const here = new Map(this.#all().map((row) => [row.siteId, row]))
    const there = new Map(told.map((digest) => [digest.siteId, digest]))
    return [...new Set([...here.keys(), ...there.keys()])].filter((siteId) => {
      const [mine, theirs] = [here.get(siteId) ?? NONE, there.get(siteId) ?? NONE]
      return mine.cases !== theirs.cases || mine.sum !== theirs.sum
    })
  }

  /** The number up to which the walk has been. */
  passed(): number {
    return Walk.parse(this.#sql.walk.get()).passed
  }

  /** Lets the walk pass these, up to and with the number `to`. */
  pass(shares: readonly Share[], to: number): void {
    const touched = new Map<string, SumRow>()
    for (const { siteId, mark } of shares) {
      const row = touched.get(siteId) ?? this.#row(siteId)
      const passedSum = addMark(row.passedSum, mark)
      touched.set(siteId, { ...row, passedCases: row.passedCases + 1, passedSum })
    }
    for (const row of touched.values()) this.#put(row)
    this.#sql.walked.run(to)
  }

  /** Ends a walk that has passed all: the titles whose sum is not that of their cases. */
  endWalk(): string[] {
    const wrong = this.#all().filter(
      ({ cases, sum, passedCases, passedSum }) => cases !== passedCases || sum !== passedSum,
    )
    this.#sql.passNone.run()
    this.#sql.walked.run(0)
    return wrong.map(({ siteId }) => siteId)
  }

  #all(): SumRow[] {
    return SumRows.parse(this.#sql.sums.all())
  }

  #row(siteId: string): SumRow {
    const row = SumRow.optional().parse(this.#sql.sumOf.get(siteId))
    return row ?? { siteId, ...NONE, passedCases: 0, passedSum: 0 }
  }

  #put({ siteId, cases, sum, passedCases, passedSum }: SumRow): void {
    this.#sql.putSum.run(siteId, cases, sum, passedCases, passedSum)
  }
}

const NONE = { cases: 0, sum: 0 } as const

function withShare(
  row: SumRow,
  { mark }: Share,
  { cases, isPassed }: { readonly cases: 1 | -1; readonly isPassed: boolean },
): SumRow {
  const change = cases === 1 ? mark : markChange(mark, 0)
  const all = { ...row, cases: row.cases + cases, sum: addMark(row.sum, change) }
  if (!isPassed) return all
  const passedSum = addMark(row.passedSum, change)
  return { ...all, passedCases: row.passedCases + cases, passedSum }
}
