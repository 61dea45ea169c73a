/**
 * An amendment is subtraction: spans of the author's revision are cut and a visible token stands
 * in their place. It makes no revision of its own, so spans always refer to the author's text.
 */
import { z } from 'zod'
import { Span, spanFault } from './text.ts'

/** One cut: where, and under which rule of the terms. */
export const Cut = z.object({ span: Span, rule: z.string().min(1).max(40) })
export type Cut = z.infer<typeof Cut>

/** One cut as a platform is told of it: the token is what readers will see. */
export const TokenCut = Cut.extend({ token: z.string().min(1).max(200) })
export type TokenCut = z.infer<typeof TokenCut>

/** What is wrong with these cuts over this text, or undefined. They must be in order and apart. */
export function cutsFault(
  text: string,
  cuts: readonly { readonly span: Span }[],
): string | undefined {
  let end = 0
  for (const { span } of cuts) {
    const fault = spanFault(text, span)
    if (fault !== undefined) return fault
    if (span[0] < end) return `starts at ${span[0]}, inside the cut before it`
    end = span[1]
  }
  return undefined
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
