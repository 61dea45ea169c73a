import type { Span } from '../../shared/domain/text.ts'

/** A stretch of a paragraph, marked or not. */
export interface Stretch {
  readonly at: number
  readonly text: string
  readonly marked: boolean
}

/** Spans in order, none overlapping: what touches becomes one. */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** Where the paragraphs of a text lie: a blank line parts them, blank lines alone are none. */
export function paragraphs(text: string): Span[] {
  const found: Span[] = []
  for (const { 0: words, index } of text.matchAll(/\S[^]*?(?=\n[^\S\n]*\n|$)/g))
    found.push([index, index + words.length])
  return found
}

/** One paragraph of a text in stretches, by the merged spans over the whole text. */
export function stretches(
  text: string,
  [start, end]: Span,
  marks: readonly Span[],
): readonly Stretch[] {
  const found: Stretch[] = []
  let at = start
  const push = (to: number, marked: boolean) => {
    if (to > at) found.push({ at, text: text.slice(at, to), marked })
    at = Math.max(at, to)
  }
  for (const [from, to] of marks) {
    if (to <= start || from >= end) continue
    push(Math.max(from, start), false)
    push(Math.min(to, end), true)
  }
  push(end, false)
  return found
}
