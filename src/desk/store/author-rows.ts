import type { CommentInPlace } from '../../shared/platform/platform.ts'
import type { WriteTx } from './write.ts'

/** Keeps what is known of an author; their place in the feed moves only if something changed. */
export async function putAuthor(
  tx: WriteTx,
  siteId: string,
  { id, name, since }: CommentInPlace['comment']['author'],
): Promise<void> {
  const known = await tx.db
    .selectFrom('author')
    .select(['name', 'since'])
    .where('site_id', '=', siteId)
    .where('author_id', '=', id)
    .executeTakeFirst()
  if (!known) {
    const counts = { keeps: 0, amends: 0, deletes: 0, restores: 0 }
    await tx.db
      .insertInto('author')
      .values({ site_id: siteId, author_id: id, name, since, ...counts, seq: tx.nextSeq() })
      .execute()
    return
  }
  if (known.name === name && known.since === since) return
  await tx.db
    .updateTable('author')
    .set({ name, since, seq: tx.nextSeq() })
    .where('site_id', '=', siteId)
    .where('author_id', '=', id)
    .execute()
}
