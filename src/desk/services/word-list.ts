import { z } from 'zod'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { WordList } from '../../shared/domain/word-list.ts'
import { sha256 } from '../log/entry-text.ts'
import { allSites } from '../store/site-rows.ts'
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

/** The title that is meant: the one that is named, or the only one. */
export async function titleMeant(store: Store, wanted: string | undefined): Promise<string> {
  const sites = await store.read(allSites)
  const [only] = sites
  if (wanted === undefined && only && sites.length === 1) return only.id
  if (wanted !== undefined && sites.some(({ id }) => id === wanted)) return wanted
  const known = sites.map(({ id }) => id).join(', ')
  throw new ProblemError(
    problem(
      'bad-input',
      known === ''
        ? 'The desk knows no title yet: start it once with its platform, then import.'
        : `Name the title by --site: ${known}.`,
    ),
  )
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
