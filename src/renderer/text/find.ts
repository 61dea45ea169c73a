import type { WordKind } from '../../shared/domain/word-list.ts'
import type { Span } from '../../shared/domain/text.ts'

/** Something in a text that is told beside it. Of one text: in order, none overlapping. */
export type Find =
  | { readonly what: 'listed'; readonly span: Span; readonly kind: WordKind }
  | { readonly what: 'link'; readonly span: Span; readonly link: LinkFind }
  | { readonly what: 'hidden'; readonly span: Span; readonly label: string; readonly name: string }

/** Where a link really goes. */
export interface LinkFind {
  /** The host as the network knows it, or the scheme where there is none. */
  readonly host: string
  /** Where it goes and why it may not be what it seems, in a sentence; or undefined. */
  readonly trick: string | undefined
}

/** Finds of several searches as one list: where two overlap, the one of the earlier search stays. */
export function mergedFinds(...searches: readonly (readonly Find[])[]): readonly Find[] {
  const kept: Find[] = []
  for (const finds of searches) {
    const before = kept.toSorted(byPlace)
    let at = 0
    for (const find of finds) {
      while ((before[at]?.span[1] ?? Infinity) <= find.span[0]) at++
      const next = before[at]
      if (!next || next.span[0] >= find.span[1]) kept.push(find)
    }
  }
  return kept.sort(byPlace)
}

const byPlace = (a: Find, b: Find) => a.span[0] - b.span[0]
