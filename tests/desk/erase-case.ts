import { sql } from 'kysely'
import type { Store } from '../../src/desk/store/store.ts'
import { DIGEST_MODULUS } from '../../src/shared/domain/digest.ts'
import { instant } from '../../src/shared/domain/instant.ts'

const DAY_MS = 24 * 60 * 60_000

/** A case leaves, so many days ago: its rows go, and a tombstone stands in their place. */
export async function eraseCase(store: Store, caseId: string, daysAgo: number): Promise<void> {
  await store.write(async (tx) => {
    const { mark } = await tx.db
      .selectFrom('case_file')
      .select('mark')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow()
    const reports = tx.db.selectFrom('report').select('report_id').where('case_id', '=', caseId)
    await tx.db.deleteFrom('report_identity').where('report_id', 'in', reports).execute()
    for (const table of ['report', 'revision', 'case_file'] as const)
      await tx.db.deleteFrom(table).where('case_id', '=', caseId).execute()
    await tx.db
      .updateTable('digest')
      .set({
        cases: sql<number>`cases - 1`,
        sum: sql<number>`(sum + ${DIGEST_MODULUS - mark}) % ${sql.lit(DIGEST_MODULUS)}`,
      })
      .execute()
    const goneAt = instant(Date.parse(tx.now) - daysAgo * DAY_MS)
    const row = { site_id: 'glenorran', what: 'case', id: caseId, why: 'erased' } as const
    await tx.db
      .insertInto('gone')
      .values({ ...row, gone_at: goneAt, seq: tx.nextSeq() })
      .execute()
  })
}
