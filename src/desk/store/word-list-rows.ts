/** A title's word list: one row, the newest import. */
import type { WordsItem } from '../../shared/desk/word-list.ts'
import { WordList } from '../../shared/domain/word-list.ts'
import type { Stretch } from './stretch.ts'
import type { Reader, WriteTx } from './write.ts'

/** The list of a title, or undefined before the first import. */
export async function wordListOf(db: Reader, siteId: string): Promise<WordList | undefined> {
  const row = await db
    .selectFrom('word_list')
    .select('words')
    .where('site_id', '=', siteId)
    .executeTakeFirst()
  return row && WordList.parse(JSON.parse(row.words))
}

/** Puts a list in the place of the one before it. */
export async function putWordList(tx: WriteTx, siteId: string, list: WordList): Promise<void> {
  const row = { words: JSON.stringify(list), added_at: tx.now, seq: tx.nextSeq() }
  await tx.db
    .insertInto('word_list')
    .values({ site_id: siteId, ...row })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(row))
    .execute()
}

/** The lists in a stretch of the feed. */
export async function wordItems(db: Reader, { after, upTo }: Stretch): Promise<WordsItem[]> {
  const rows = await db
    .selectFrom('word_list')
    .select(['site_id', 'words', 'seq'])
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  return rows.map(({ site_id: siteId, words, seq }) => ({
    ...{ t: 'words', seq, siteId },
    words: WordList.parse(JSON.parse(words)),
  }))
}
