/**
 * What somebody wrote over a text, as cuts of it: what stays is left alone, what went is cut, what came
 * stands in the place of a cut. Never inside a grapheme.
 */
import type { Span } from './text.ts'

/** A stretch that is in both texts, or only in the former, or only in the latter. */
interface Changed {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** One cut of an edit: where, and the words in its place; without words, nothing was written there. */
export interface Edit {
  readonly span: Span
  readonly words: string | undefined
}

/** A place that changed: from here to there, which may be the same, and what is written there now. */
interface Place {
  readonly from: number
  readonly to: number
  readonly words: string
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The cuts that turn `text` into what these changes of it say. Words that only came stand on the one
 * grapheme beside them, which they repeat: a cut has a place. `text` must not be empty where words came.
 */
export function editsOf(text: string, changes: readonly Changed[]): readonly Edit[] {
  const places = placesOf(changes).map((place) => ({ place, span: spanOf(text, place) }))
  const groups: { span: Span; places: Place[] }[] = []
  for (const { place, span } of places) {
    const last = groups.at(-1)
    if (last && span[0] < last.span[1]) {
      last.span = [Math.min(last.span[0], span[0]), Math.max(last.span[1], span[1])]
      last.places.push(place)
    } else groups.push({ span, places: [place] })
  }
  return groups.map(({ span, places: own }) => {
    const words = written(text, span, own)
    return { span, words: words === '' ? undefined : words }
  })
}

/** Where the former text changed; of what went and came in one place, one. */
function placesOf(changes: readonly Changed[]): readonly Place[] {
  const places: Place[] = []
  let at = 0
  for (const { kind, text } of changes) {
    const last = places.at(-1)
    const [from, to, words] = kind === 'added' ? [at, at, text] : [at, at + text.length, '']
    at = to
    if (kind === 'same' || text === '') continue
    if (last?.to === from) places.splice(-1, 1, { from: last.from, to, words: last.words + words })
    else places.push({ from, to, words })
  }
  return places
}

/** The whole graphemes that a place is cut as; where nothing went, the one before it or after it. */
function spanOf(text: string, { from, to }: Place): Span {
  const segments = graphemes.segment(text)
  const first = segments.containing(from === to && from > 0 ? from - 1 : from)
  const last = segments.containing(from === to ? (first?.index ?? 0) : to - 1)
  const start = first?.index ?? from
  return [start, Math.max(to, last ? last.index + last.segment.length : to)]
}

/** What stands from start to end once these places are written. */
function written(text: string, [start, end]: Span, places: readonly Place[]): string {
  let at = start
  let words = ''
  for (const place of places) {
    words += text.slice(at, place.from) + place.words
    at = place.to
  }
  return words + text.slice(at, end)
}
