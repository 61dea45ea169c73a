/** Stretches of the feed: which rows of the tables with a `seq` belong to one. */
import { type RawBuilder, sql, type SqlBool } from 'kysely'

/** A stretch of the feed: after `after`, up to and with `upTo`. */
export interface Stretch {
  readonly after: number
  readonly upTo: number
  /** Of a first sync: `open` passes over closed cases and what has left, `closed` over all but those cases. */
  readonly only?: Phase | undefined
}

/** A first sync brings the open cases and all they need, then the closed ones, then what came since. */
export type Phase = 'open' | 'closed'

/** Whether a row of `case_file` belongs to it. */
export function inStretch({ after, upTo, only }: Stretch): RawBuilder<SqlBool> {
  const range = sql<SqlBool>`case_file.seq > ${after} and case_file.seq <= ${upTo}`
  return only === undefined ? range : sql<SqlBool>`${range} and case_file.state = ${sql.lit(only)}`
}
