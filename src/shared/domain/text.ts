/**
 * Readers' text. It is mended once, at the door (paper, connector, import); from there its bytes
 * are exact everywhere. Offsets are half-open UTF-16 indices and never split a surrogate pair.
 */
import { z } from 'zod'

/** The largest comment or report that is accepted, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 128 * 1024

/**
 * The text with lone surrogates and NUL replaced by U+FFFD, and nothing else changed.
 *
 * Neither survives a round trip through UTF-8 or PostgreSQL, so a commitment over them could
 * never be checked again.
 */
export function mendText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD')
}

/** How many bytes the text takes in UTF-8, without making them. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes += 1
    else if (unit < 0x800) bytes += 2
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 4
      i++
    } else bytes += 3
  }
  return bytes
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** Text as it travels after the door: well-formed, no NUL, at most 128 kB of UTF-8. */
export const MendedText = z
  .string()
  .refine((text) => utf8Length(text) <= MAX_TEXT_BYTES, 'is longer than 128 kB')
  .refine(
    (text) => text.isWellFormed() && !text.includes('\u0000'),
    'holds a lone surrogate or NUL',
  )

/** A half-open range of UTF-16 indices into one revision of a comment. */
export const Span = z
  .tuple([z.int().min(0), z.int().min(1)])
  .refine(([start, end]) => start < end, 'must end after it starts')
export type Span = z.infer<typeof Span>

/** Whether a boundary at `index` would cut a surrogate pair of `text` in two. */
export function splitsPair(text: string, index: number): boolean {
  return isLowSurrogate(text.charCodeAt(index)) && isHighSurrogate(text.charCodeAt(index - 1))
}

/** What is wrong with a span over this text, or undefined. */
export function spanFault(text: string, [start, end]: Span): string | undefined {
  if (end > text.length) return `ends at ${end}, after the text (${text.length})`
  if (splitsPair(text, start)) return `starts inside a character at ${start}`
  if (splitsPair(text, end)) return `ends inside a character at ${end}`
  return undefined
}

/**
 * The UTF-16 indices of code point offsets into `text`; offsets past the end become its length.
 *
 * Data sets count code points; JavaScript counts UTF-16.
 */
export function fromCodePoints(text: string, offsets: readonly number[]): number[] {
  const wanted = [...offsets].sort((a, b) => a - b)
  const found = new Map<number, number>()
  let points = 0
  let units = 0
  for (const offset of wanted) {
    while (points < offset && units < text.length) {
      units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1
      points++
    }
    found.set(offset, units)
  }
  return offsets.map((offset) => found.get(offset) ?? text.length)
}

/** Where to clip a text to at most `length` UTF-16 units: never inside a pair; its own end if shorter. */
export function clippedAt(text: string, length: number): number {
  if (text.length <= length) return text.length
  return splitsPair(text, length) ? length - 1 : length
}

/** The first `length` UTF-16 units at most, never ending inside a pair, on one line. */
export function firstWords(text: string, length: number): string {
  const end = splitsPair(text, length) ? length - 1 : length
  return text.slice(0, end).replace(/\s+/gu, ' ').trim()
}
