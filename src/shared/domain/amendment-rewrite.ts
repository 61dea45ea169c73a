/** Words that the paper puts in the place of an author's: only where the terms allow it. */
import type { Cut, PlainCut } from './amendment.ts'

interface AnyCut extends PlainCut {
  readonly words?: string | undefined
}

/** Whether these cuts put words in. */
export function putsWordsIn(cuts: readonly { readonly words?: string | undefined }[]): boolean {
  return cuts.some(({ words }) => words !== undefined)
}

/** The cuts without the words that were put in: what a log may hold. */
export function plainCuts(cuts: readonly AnyCut[]): PlainCut[] {
  return cuts.map(({ span, rule }) => ({ span, rule }))
}

/**
 * What a log commits to of the words that were put in: JSON of `[start, end, words]` of each cut that
 * has some, in order.
 */
export function putInText(cuts: readonly Cut[]): string {
  return JSON.stringify(
    cuts.flatMap(({ span: [start, end], words }) =>
      words === undefined ? [] : [[start, end, words]],
    ),
  )
}
