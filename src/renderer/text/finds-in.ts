import type { WordFinder } from '../../shared/domain/word-list.ts'
import { type Find, mergedFinds } from './find.ts'
import { hiddenIn } from './hidden.ts'
import { linksIn } from './links.ts'

export interface FindWith {
  readonly words: WordFinder
  /** The title's own host, which others may try to look like. */
  readonly own: string | undefined
}

/** Everything that is told about a reader's words. A link stays whole; so does a word in disguise. */
export function findsIn(text: string, { words, own }: FindWith): readonly Find[] {
  const listed = words(text).map((found): Find => ({ what: 'listed', ...found }))
  return mergedFinds(linksIn(text, own), listed, hiddenIn(text))
}
