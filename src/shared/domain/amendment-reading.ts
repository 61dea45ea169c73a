/**
 * A reader's text by word and sentence, to see what an amendment does to its sense. English, with the
 * Scots negations this paper's readers use; in another language no word denies, and the rest holds.
 */
import type { Span } from './text.ts'

export interface Word {
  readonly span: Span
  readonly negates: boolean
  /** Which sentence it is in. */
  readonly sentence: number
}

/** A text with its words and sentences found once, however often it is cut. */
export interface ReadText {
  readonly text: string
  readonly words: readonly Word[]
  readonly sentences: readonly Span[]
}

const NEGATIONS = new Set(
  `not no never none nobody noone nothing nowhere neither nor without cannot hardly scarcely barely
  rarely seldom unless ne'er nae naw nane naebody naething naewhere canna dinna didna wasna winna isna
  arena wouldna couldna shouldna hasna havena hadna doesna aint arent cant couldnt didnt doesnt dont
  hadnt hasnt havent isnt mustnt shouldnt wasnt werent wont wouldnt`.split(/\s+/u),
)
const ENDINGS = /\p{L}(?:n't|nae)$/u

/** A word as it is looked up: in small letters, one kind of apostrophe, nothing that cannot be seen. */
export const plain = (word: string) =>
  word
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[’‘ʼ`´]/gu, "'")
    .toLowerCase()

/** Whether this word denies. */
export function negates(word: string): boolean {
  const found = plain(word)
  return NEGATIONS.has(found) || ENDINGS.test(found)
}

const wordsIn = new Intl.Segmenter('en', { granularity: 'word' })
const sentencesIn = new Intl.Segmenter('en', { granularity: 'sentence' })
/** What is read: a letter, a number, a sign that stands for something; never punctuation alone. */
const SAYS = /[^\s\p{P}\p{C}\p{Zl}\p{Zp}]/u

/** Finds the words and sentences of a text. */
export function readText(text: string): ReadText {
  const sentences = Array.from(sentencesIn.segment(text)).flatMap(({ segment, index }): Span[] => {
    const start = index + segment.length - segment.trimStart().length
    const end = index + segment.trimEnd().length
    return start < end ? [[start, end]] : []
  })
  let sentence = 0
  const words = Array.from(wordsIn.segment(text)).flatMap(({ segment, index }): Word[] => {
    if (!SAYS.test(segment)) return []
    while (sentence < sentences.length - 1 && (sentences[sentence]?.[1] ?? 0) <= index) sentence++
    return [{ span: [index, index + segment.length], negates: negates(segment), sentence }]
  })
  return { text, words, sentences }
}
