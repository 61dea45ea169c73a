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
  rulesOf: `SELECT rule, count(*) AS count FROM case_rule
    WHERE no IN (SELECT value FROM json_each(?)) GROUP BY rule`,
  placeOf: `SELECT severity, escalated, state = 'open' AS open FROM case_item WHERE no = ?`,
} as const

/** Two lists as JSON: a hundred thousand rows one by one take three times as long. */
const inOrder = (where: string) =>
  `SELECT json_group_array(no) AS nos, json_group_array(rank) AS ranks FROM (
    SELECT rank, no FROM case_item WHERE ${where} ORDER BY rank, no)`

/** Lists and counts over the open cases, each along an index that holds nothing else. */
export const placeListSql = {
  whole: inOrder(`state = 'open' AND escalated = @escalated`),
  view: inOrder(`state = 'open' AND escalated = @escalated AND ${narrowed}`),
  severities: `SELECT escalated, severity, count(*) AS count FROM case_item
    WHERE state = 'open' GROUP BY escalated, severity`,
  rules: `SELECT rule, count(*) AS count FROM case_rule GROUP BY rule ORDER BY count DESC, rule`,
} as const

const flag = z.int().transform((value) => value === 1)
const Lists = z.object({ nos: z.string(), ranks: z.string() })
/** One look at each: a schema for every one of a hundred thousand takes as long as reading them. */
const Numbers = z.custom<number[]>(
  (list) => Array.isArray(list) && list.every(Number.isSafeInteger),
)
const Standing = z.object({ rank: z.number(), escalated: flag })
const Place = z.object({ severity: z.int(), escalated: flag })
const CasePlace = Place.extend({ open: flag })
const SeverityCount = Place.extend({ count: z.int() })
const RuleCount = z.object({ rule: z.string(), count: z.int() })

/** Cases by number in the order of the queue, and their ranks for whoever needs them. */
export interface Spots {
  readonly nos: number[]
  readonly ranks: () => number[]
}

function numbersIn(json: string): number[] {
  return Numbers.parse(JSON.parse(json))
}

/** Which cases are where, by the desk's own state. */
export class PlaceReader {
  readonly #sql: Readonly<Record<keyof typeof placeSql | keyof typeof placeListSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, { ...placeSql, ...placeListSql })
  }

  /** The open cases of a view in the desk's order. */
  spots({ place, ...narrowing }: QueueView): Spots {
    const escalated = place === 'escalated' ? 1 : 0
    const isWhole = Object.values(narrowing).every((part) => part === null)
    const row = isWhole
      ? this.#sql.whole.get({ escalated })
      : this.#sql.view.get({ ...narrowing, escalated })
    const { nos, ranks } = Lists.parse(row)
    return { nos: numbersIn(nos), ranks: () => numbersIn(ranks) }
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

  /** How many of these cases cite each rule. */
  rulesOf(nos: readonly number[]): z.infer<typeof RuleCount>[] {
    return z.array(RuleCount).parse(this.#sql.rulesOf.all(JSON.stringify(nos)))
  }

  severities(): z.infer<typeof SeverityCount>[] {
    return z.array(SeverityCount).parse(this.#sql.severities.all())
  }

  /** How many cases of the queue cite each rule, the most first. */
  rules(): z.infer<typeof RuleCount>[] {
    return z.array(RuleCount).parse(this.#sql.rules.all())
  }
}
