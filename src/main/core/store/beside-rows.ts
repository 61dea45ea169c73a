import type { CaseItem } from '../../../shared/desk/feed.ts'
import { claimWriteSql, keepClaim } from './claim-rows.ts'
import { contestWriteSql, keepContests } from './contest-rows.ts'
import { handWriteSql, keepHand } from './hand-rows.ts'
import type { Prepared } from './prepared.ts'

/**
 * The statements that keep what is found beside a case: who has taken it, to whom it was handed, whom its
 * contests concern.
 */
export const besideWriteSql = { ...claimWriteSql, ...contestWriteSql, ...handWriteSql } as const

type Written = Readonly<Record<keyof typeof besideWriteSql, Prepared>>

/** Keeps what is found beside a case, as its row says; of one that was not known nothing is dropped. */
export function keepBeside(sql: Written, item: CaseItem, isKnown: boolean): void {
  keepClaim(sql, item, isKnown)
  keepContests(sql, item, isKnown)
  keepHand(sql, item, isKnown)
}

/** Drops what is found beside a case that has left. */
export function dropBeside(sql: Written, no: number): void {
  sql.dropClaim.run(no)
  sql.dropParties.run(no)
  sql.dropHand.run(no)
}
