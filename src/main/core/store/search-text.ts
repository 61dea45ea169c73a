import { type Span, splitsPair } from '../../../shared/domain/text.ts'

const LENGTH = 160
const BEFORE = 40

/** A word as the index takes it: letters and digits, and the marks that go with them. */
const WORD = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{Mn}]*/gu

/** The words of a text as they are compared: lower case, without accents. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(WORD)].map(([word]) => folded(word))
}

/**
 * The full-text expression for all of these words, the last of them perhaps unfinished; undefined
 * where there is no word. Each word is quoted and holds letters and digits only, so that nothing a
 * person types is syntax.
 */
export function allOf(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined
  return `${words.map((word) => `"${word}"`).join(' ')}*`
}

/** The same for words that follow each other. */
export function inARow(words: readonly string[], last?: 'unfinished'): string | undefined {
  if (words.length === 0) return undefined
  return `"${words.join(' ')}"${last ? '*' : ''}`
}

export interface Excerpt {
  readonly excerpt: string
  readonly marks: Span[]
}

/** About 160 characters around the first match, on one line, and where the matches are in them. */
export function excerptOf(body: string, text: string): Excerpt {
  const matches = matchesIn(body, wordsOf(text))
  const start = startNear(body, matches[0]?.[0] ?? 0)
  const end = whole(body, Math.max(start + LENGTH, matches[0]?.[1] ?? 0))
  const lead = start > 0 ? '…' : ''
  const tail = end < body.length ? '…' : ''
  const shift = lead.length - start
  return {
    excerpt: lead + body.slice(start, end).replace(/\s/gu, ' ') + tail,
    marks: matches
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + shift, to + shift]),
  }
}

function matchesIn(body: string, words: readonly string[]): Span[] {
  const last = words.at(-1)
  const full = new Set(words)
  return [...body.matchAll(WORD)].flatMap((match): Span[] => {
    const word = folded(match[0])
    const isMatch = full.has(word) || (last !== undefined && word.startsWith(last))
    return isMatch ? [[match.index, match.index + match[0].length]] : []
  })
}

/** Some way before the match, at the beginning of a word where there is one on the way. */
function startNear(body: string, match: number): number {
  const earliest = match - BEFORE
  if (earliest <= 0) return 0
  const gap = body.slice(earliest, match).search(/\s/u)
  return whole(body, gap < 0 ? earliest : earliest + gap + 1)
}

function whole(body: string, index: number): number {
  if (index >= body.length) return body.length
  return splitsPair(body, index) ? index + 1 : index
}

function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
