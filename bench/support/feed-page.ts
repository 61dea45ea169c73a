import { hash } from 'node:crypto'
import type { Changes } from '../../src/shared/desk/desk.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { changeAt, type Corpus, corpusSize, itemAt } from './invented-feed.ts'

/** The one history that a corpus has. */
export const epochOf = (corpus: Corpus) =>
  `e_${hash('sha256', JSON.stringify([corpus.seed, corpus.cases, corpus.open])).slice(0, 16)}`

/**
 * A page of a feed that is the corpus and, after it, changes to it without end. No page holds both.
 * `head` says how far the feed goes, and `from` is where the cursor stands, from 0.
 */
export function feedPage(
  corpus: Corpus,
  { from, head, limit }: { readonly from: number; readonly head: number; readonly limit: number },
): Changes {
  const size = corpusSize(corpus)
  const end = Math.max(from, Math.min(head, from + limit, from < size ? size : Infinity))
  const items = Array.from({ length: end - from }, (_, i) =>
    from + i < size ? itemAt(corpus, from + i) : changeAt(corpus, from + i, from + i - size),
  )
  return {
    from: from === 0 ? null : `c${from}`,
    ...{ next: `c${end}`, more: end < head, left: Math.max(0, head - end) },
    ...{ epoch: epochOf(corpus), serverTime: instant(Date.now()), items },
  }
}
