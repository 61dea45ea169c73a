/**
 * An amendment is subtraction: spans of the author's revision are cut and a visible token stands
 * in their place. It makes no revision of its own, so spans always refer to the author's text.
 */
import { z } from 'zod'
import { MAX_TEXT_BYTES, MendedText, Span, spanFault, utf8Length } from './text.ts'

/** One cut as a log may hold it: where, and under which rule of the terms. */
export const PlainCut = z.object({ span: Span, rule: z.string().min(1).max(40) })
export type PlainCut = z.infer<typeof PlainCut>

/**
 * One cut. Where the terms allow rewriting it may have words of the paper's own, which stand in its
 * place and not a token. Like a note they are the maker's words: what the author wrote is a span.
 */
export const Cut = PlainCut.extend({ words: MendedText.min(1).optional() })
export type Cut = z.infer<typeof Cut>

/** One cut as a platform is told of it: the token is what readers will see, `words` or a mark. */
export const TokenCut = Cut.extend({ token: MendedText.min(1) })
export type TokenCut = z.infer<typeof TokenCut>

/** What is wrong with these cuts over this text, or undefined. They must be in order and apart. */
export function cutsFault(
  text: string,
  cuts: readonly { readonly span: Span; readonly words?: string | undefined }[],
): string | undefined {
  let end = 0
  for (const { span } of cuts) {
    const fault = spanFault(text, span)
    if (fault !== undefined) return fault
    if (span[0] < end) return `starts at ${span[0]}, inside the cut before it`
    end = span[1]
  }
  const put = cuts.reduce((bytes, { words = '' }) => bytes + utf8Length(words), 0)
  return put > 0 && put + utf8Length(text) > MAX_TEXT_BYTES
    ? 'puts in so much that the text is longer than 128 kB'
    : undefined
}

/** A stretch of an amended text: the author's own words, or a token in the place of a cut. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'token'; readonly text: string; readonly cut: TokenCut }

/** The amended text in pieces, in order. The cuts must be free of faults. */
export function amendedPieces(text: string, cuts: readonly TokenCut[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const cut of cuts) {
    if (cut.span[0] > at) pieces.push({ kind: 'words', text: text.slice(at, cut.span[0]) })
    pieces.push({ kind: 'token', text: cut.token, cut })
    at = cut.span[1]
  }
  if (at < text.length) pieces.push({ kind: 'words', text: text.slice(at) })
  return pieces
}

/** The amended text as plain text, as a reader without markup sees it. */
export function amendedText(text: string, cuts: readonly TokenCut[]): string {
  return amendedPieces(text, cuts)
    .map((piece) => piece.text)
    .join('')
}

/** How grave a rule is: the lower, the graver, as severities go. */
export type Gravity = (rule: string) => number

interface Merging {
  readonly cut: Cut
  /** 0 of the first decision's cuts, 1 of the second's. */
  readonly from: 0 | 1
}

/**
 * All that either of two amendments of one text cuts, in order and apart: what either hides stays
 * hidden, and nothing else is. Cuts that overlap become one. It stands under the graver of their
 * rules; of two as grave under the first amendment's, and of one amendment's own under the earlier
 * in the text. Cuts that only touch stay two. Both lists must be free of faults.
 */
export function unionOfCuts(
  first: readonly Cut[],
  second: readonly Cut[],
  gravity: Gravity,
): Cut[] {
  const all: Merging[] = [
    ...first.map((cut) => ({ cut, from: 0 as const })),
    ...second.map((cut) => ({ cut, from: 1 as const })),
  ]
  all.sort((a, b) => a.cut.span[0] - b.cut.span[0] || a.from - b.from)
  const merged: Merging[] = []
  for (const next of all) {
    const last = merged.at(-1)
    if (last && next.cut.span[0] < last.cut.span[1])
      merged.splice(-1, 1, mergeOf(last, next, gravity))
    else merged.push(next)
  }
  return merged.map(({ cut }) => cut)
}

/** Two that overlap as one; `a` begins no later than `b`. */
function mergeOf(a: Merging, b: Merging, gravity: Gravity): Merging {
  const { cut, from } = (gravity(a.cut.rule) - gravity(b.cut.rule) || a.from - b.from) <= 0 ? a : b
  const [start, end] = a.cut.span
  return { cut: { rule: cut.rule, span: [start, Math.max(end, b.cut.span[1])] }, from }
}

/** How many UTF-16 units these cuts hide. */
const hiddenBy = (cuts: readonly Cut[]) =>
  cuts.reduce((sum, { span: [start, end] }) => sum + end - start, 0)

/** What is taken from a text's readers: all of it, or these stretches; none where as written. */
export type Taken = 'all' | readonly Cut[]

/**
 * What must be taken for both of two decisions to have their way, where the second takes something
 * that the first leaves; undefined where the first is at least as strict.
 */
export function stricterOf(first: Taken, second: Taken, gravity: Gravity): Taken | undefined {
  if (first === 'all') return undefined
  if (second === 'all') return second
  const union = unionOfCuts(first, second, gravity)
  return hiddenBy(union) > hiddenBy(first) ? union : undefined
}
