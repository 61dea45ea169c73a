/** What crosses the wire beside a case, to read it by: its older texts, and its title's word list. */
import { z } from 'zod'
import { SiteId } from '../domain/ids.ts'
import { MendedText } from '../domain/text.ts'
import { WordList } from '../domain/word-list.ts'

/** One of the author's texts, proved to be the one that the desk committed to. */
export const CaseText = z.object({ bodyRev: z.int().min(1), body: MendedText })
export type CaseText = z.infer<typeof CaseText>

/** The word list of a title that has imported its own. */
export const TitleWords = z.object({ siteId: SiteId, words: WordList })
export type TitleWords = z.infer<typeof TitleWords>
