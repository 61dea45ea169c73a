import type { CommentInPlace } from '../../shared/platform/platform.ts'
import type { WriteTx } from './write.ts'

/** Keeps what is known of an article; its place in the feed moves only if something changed. */
export async function putArticle(
  tx: WriteTx,
  siteId: string,
  article: CommentInPlace['article'],
): Promise<void> {
  const { id, title, slug, url, paragraph } = article
  const known = await tx.db
    .selectFrom('article')
    .select(['title', 'slug', 'url', 'published_at as publishedAt', 'paragraph'])
    .where('site_id', '=', siteId)
    .where('article_id', '=', id)
    .executeTakeFirst()
  const row = { title, slug, url, published_at: article.publishedAt, paragraph }
  if (!known) {
    const key = { site_id: siteId, article_id: id, seq: tx.nextSeq() }
    await tx.db
      .insertInto('article')
      .values({ ...key, ...row })
      .execute()
    return
  }
  const same =
    known.title === title &&
    known.slug === slug &&
    known.url === url &&
    known.publishedAt === article.publishedAt &&
    known.paragraph === paragraph
  if (same) return
  await tx.db
    .updateTable('article')
    .set({ ...row, seq: tx.nextSeq() })
    .where('site_id', '=', siteId)
    .where('article_id', '=', id)
    .execute()
}
