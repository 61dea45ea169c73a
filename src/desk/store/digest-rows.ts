/** The digest of each title's cases, kept in the transaction that changes a case. */
import { sql } from 'kysely'
import type { Digest } from '../../shared/desk/desk.ts'
import { DIGEST_MODULUS, digestMark, markChange } from '../../shared/domain/digest.ts'
import { sha256 } from '../log/entry-text.ts'
import type { CaseTable } from './tables.ts'
import type { Reader, WriteTx } from './write.ts'

/** What of a case's row its mark is made of. */
export type Marked = Pick<CaseTable, 'case_id' | 'state' | 'body_rev' | 'dec_rev'>

/** What this case adds to its title's digest. */
export const markOf = (row: Marked): number =>
  digestMark(sha256, {
    caseId: row.case_id,
    state: row.state,
    bodyRev: row.body_rev,
    decRev: row.dec_rev,
  })

/** Counts a case that is new, or whose mark was another before. */
export async function addToDigest(
  tx: WriteTx,
  siteId: string,
  { before, now }: { readonly before: number | undefined; readonly now: number },
): Promise<void> {
  const values = {
    site_id: siteId,
    cases: before === undefined ? 1 : 0,
    sum: markChange(before ?? 0, now),
  }
  await tx.db
    .insertInto('digest')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('site_id').doUpdateSet({
        cases: sql<number>`digest.cases + excluded.cases`,
        sum: sql<number>`(digest.sum + excluded.sum) % ${sql.lit(DIGEST_MODULUS)}`,
      }),
    )
    .execute()
}

/** The digest of each title that has cases. */
export async function allDigests(db: Reader): Promise<Digest[]> {
  return db
    .selectFrom('digest')
    .select(['site_id as siteId', 'cases', 'sum'])
    .orderBy('site_id')
    .execute()
}
