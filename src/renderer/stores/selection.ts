/**
 * Selecting in a reader's words by keyboard: by word and by sentence, never inside a grapheme.
 * Offsets are half-open UTF-16 indices into the author's revision.
 */
import type { Span } from '../../shared/domain/text.ts'

/** What is selected: from the unit where it began to the unit where it now ends. */
export interface Selection {
  readonly anchor: Span
  readonly focus: Span
}

/** A text with the places a selection can stop at, in order. */
export interface Segmented {
  readonly text: string
  readonly words: readonly Span[]
  readonly sentences: readonly Span[]
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** The words and sentences of a text. A sign that stands for something, such as 😂, is a word too. */
export function segmented(text: string): Segmented {
  return {
    text,
    words: joined(
      Array.from(words.segment(text)).flatMap(({ segment, index, isWordLike }): Span[] =>
        isWordLike === true || segment === '*' || /[^\s\p{P}\p{Cf}]/u.test(segment)
          ? [snapped(text, [index, index + segment.length])]
          : [],
      ),
      text,
    ),
    sentences: Array.from(sentences.segment(text)).flatMap(({ segment, index }): Span[] => {
      const start = index + segment.length - segment.trimStart().length
      const end = index + segment.trimEnd().length
      return start < end ? [snapped(text, [start, end])] : []
    }),
  }
}

/** Words that only asterisks part are one, and so is what they hide: *b\*\*\*\*\*\* liar* is two. */
function joined(units: readonly Span[], text: string): readonly Span[] {
  return units.reduce<readonly Span[]>((all, unit) => {
    const last = all.at(-1)
    const touches = last?.[1] === unit[0]
    const starred = text[unit[0]] === '*' || text[unit[0] - 1] === '*'
    return touches && starred ? [...all.slice(0, -1), [last[0], unit[1]]] : [...all, unit]
  }, [])
}

/** The span grown until it begins and ends between graphemes. */
export function snapped(text: string, [start, end]: Span): Span {
  const found = graphemes.segment(text)
  const first = found.containing(start)
  const last = found.containing(end - 1)
  return [first?.index ?? start, last ? last.index + last.segment.length : end]
}

/** What is selected, as one span. */
export function spanOf({ anchor, focus }: Selection): Span {
  return [Math.min(anchor[0], focus[0]), Math.max(anchor[1], focus[1])]
}

/** Exactly this span, to be moved from or extended. */
export function selecting(span: Span): Selection {
  return { anchor: span, focus: span }
}

export type Unit = 'words' | 'sentences'

/** Where a move may go: by which unit, back or forth, and whether the selection grows. */
export interface Move {
  readonly unit: Unit
  readonly by: 1 | -1
  readonly extend: boolean
}

/**
 * The selection after a move. A sentence that one is inside of is taken whole before the next one
 * is; at the ends it stays where it is.
 */
export function moved(
  segmentedText: Segmented,
  selection: Selection,
  { unit, by, extend }: Move,
): Selection {
  const units = segmentedText[unit]
  const from = extend ? selection.focus : spanOf(selection)
  const inside = units.find(([start, end]) => start <= from[0] && from[1] <= end)
  const whole = inside?.[0] === from[0] && inside[1] === from[1]
  const focus = inside && !whole ? inside : (beyond(units, from, by) ?? from)
  return extend ? { anchor: selection.anchor, focus } : selecting(focus)
}

/** The unit next to a span in a direction. */
function beyond(units: readonly Span[], from: Span, by: 1 | -1): Span | undefined {
  if (by > 0) return units.find(([start]) => start >= from[1])
  return units.findLast(([, end]) => end <= from[0])
}
