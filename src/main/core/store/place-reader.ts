import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { QueueView } from '../../../shared/contract/models.ts'
import { type Prepared, prepareAll } from './prepared.ts'

const narrowed = `(@severity IS NULL OR severity = @severity)
  AND (@articleId IS NULL OR article_id = @articleId)
  AND (@authorId IS NULL OR author_id = @authorId)
  AND (@rule IS NULL OR EXISTS (SELECT 1 FROM case_rule
    WHERE case_rule.rule = @rule AND case_rule.no = case_item.no))`

/** Every statement that a key or a page asks, by name: all by key. */
export const placeSql = {
  standing: `SELECT rank, escalated FROM case_item WHERE no = @no
    AND (state = 'open' OR @place = 'contested') AND ${narrowed}`,
  rulesOf: `SELECT rule FROM case_rule WHERE no = ?`,
  placeOf: `SELECT severity, escalated, state = 'open' AS open FROM case_item WHERE no = ?`,
} as const

/** Lists and counts over the open cases, each along an index that holds nothing else. */
export const placeListSql = {
  whole: `SELECT rank, no FROM case_item WHERE state = 'open' AND escalated = ? ORDER BY rank, no`,
  view: `SELECT rank, no FROM case_item WHERE state = 'open' AND escalated = @escalated
    AND ${narrowed} ORDER BY rank, no`,
  severities: `SELECT escalated, severity, count(*) AS count FROM case_item
    WHERE state = 'open' GROUP BY escalated, severity`,
  rules: `SELECT rule, count(*) AS count FROM case_rule GROUP BY rule ORDER BY count DESC, rule`,
} as const

const flag = z.int().transform((value) => value === 1)
const Spots = z.array(z.tuple([z.number(), z.int()]))
const Standing = z.object({ rank: z.number(), escalated: flag })
const Place = z.object({ severity: z.int(), escalated: flag })
const CasePlace = Place.extend({ open: flag })
const SeverityCount = Place.extend({ count: z.int() })
const RuleCount = z.object({ rule: z.string(), count: z.int() })

/** Which cases are where, by the desk's own state. */
export class PlaceReader {
  readonly #sql: Readonly<Record<keyof typeof placeSql | keyof typeof placeListSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, { ...placeSql, ...placeListSql })
  }

  /** The open cases of a view in the desk's order, as pairs of rank and number. */
  spots({ place, ...narrowing }: QueueView): [rank: number, no: number][] {
    const escalated = place === 'escalated' ? 1 : 0
    const isWhole = Object.values(narrowing).every((part) => part === null)
    const rows = isWhole
      ? this.#sql.whole.raw().all(escalated)
      : this.#sql.view.raw().all({ ...narrowing, escalated })
    return Spots.parse(rows)
  }

  /**
   * How a case stands that a view's narrowing lets through; else undefined. Only a contested one
   * may be closed: who decided it first has closed it.
   */
  standing(no: number, view: QueueView): z.infer<typeof Standing> | undefined {
    const row = this.#sql.standing.get({ no, ...view })
    return row === undefined ? undefined : Standing.parse(row)
  }

  /** The severity of a case, and whether it is escalated and open; undefined where it is not here. */
  placeOf(no: number): z.infer<typeof CasePlace> | undefined {
    const row = this.#sql.placeOf.get(no)
    return row === undefined ? undefined : CasePlace.parse(row)
  }

  rulesOf(no: number): string[] {
    const rows = z.array(RuleCount.pick({ rule: true })).parse(this.#sql.rulesOf.all(no))
    return rows.map(({ rule }) => rule)
  }

  severities(): z.infer<typeof SeverityCount>[] {
    return z.array(SeverityCount).parse(this.#sql.severities.all())
  }

  /** How many cases of the queue cite each rule, the most first. */
  rules(): z.infer<typeof RuleCount>[] {
    return z.array(RuleCount).parse(this.#sql.rules.all())
  }
}
