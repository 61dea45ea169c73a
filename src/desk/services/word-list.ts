import { z } from 'zod'
import { WordList } from '../../shared/domain/word-list.ts'
import { sha256 } from '../log/entry-text.ts'
import type { Store } from '../store/store.ts'
import { putWordList, wordListOf } from '../store/word-list-rows.ts'

const ListFile = z.strictObject({ words: WordList })

/** The list in the text of a file, or what is wrong with it: which entry, and what it must be. */
export function readWordList(text: string): WordList | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  const read = ListFile.safeParse(json)
  if (read.success) return read.data.words
  const [issue] = read.error.issues
  return `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is wrong'}`.trim()
}

/** Puts a title's list in the place of the one before; answers whether that changed anything. */
export async function importWordList(
  store: Store,
  siteId: string,
  words: WordList,
): Promise<boolean> {
  return store.write(async (tx) => {
    const text = JSON.stringify(words)
    if (JSON.stringify(await wordListOf(tx.db, siteId)) === text) return false
    await putWordList(tx, siteId, words)
    tx.log({
      kind: 'words.imported',
      site: siteId,
      data: { entries: words.length, textHash: sha256(new TextEncoder().encode(text)) },
    })
    return true
  })
}
