import { z } from 'zod'
import { SiteId } from '../domain/ids.ts'
import { WordList } from '../domain/word-list.ts'

/** A title's word list as it is now. A title that never imported one has none: consoles know a default. */
export const WordsItem = z.object({
  t: z.literal('words'),
  seq: z.int().min(1),
  siteId: SiteId,
  words: WordList,
})
export type WordsItem = z.infer<typeof WordsItem>
