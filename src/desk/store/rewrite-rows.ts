import type { WriteTx } from './write.ts'

/** Keeps the salt under which a log commits to the words that an amend put in. */
export async function insertRewriteSalt(
  tx: WriteTx,
  { siteId, opId, salt }: { readonly siteId: string; readonly opId: string; readonly salt: string },
): Promise<void> {
  await tx.db.insertInto('rewrite').values({ site_id: siteId, op_id: opId, salt }).execute()
}
