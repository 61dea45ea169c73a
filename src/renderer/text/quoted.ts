/** The author's words that a reporter quotes back: where they stand in the comment. */
import { splitsPair, type Span } from '../../shared/domain/text.ts'

/** What stands between quotation marks of one pair, on one line or a few. */
const QUOTED = /“([^“”]{4,400})”|"([^"]{4,400})"|«([^«»]{4,400})»|‘([^‘’]{4,400})’/gu
/** So many complaints are read for quotations, the first first. */
const MOST = 50
const LONGEST = 2000
const SHORTEST = 6

/** The stretches of a comment that these complaints quote, to the letter but for case and line breaks. */
export function quotedIn(body: string, complaints: readonly string[]): readonly Span[] {
  const text = levelled(body)
  // Lower case may be longer than upper in a few alphabets; then only exact quotations are found.
  const found: Span[] = []
  for (const words of complaints.slice(0, MOST))
    for (const quote of quotesOf(words.slice(0, LONGEST))) {
      const at = text.indexOf(quote)
      const span: Span = [at, at + quote.length]
      if (at >= 0 && !span.some((edge) => splitsPair(body, edge))) found.push(span)
    }
  return found
}

function quotesOf(words: string): string[] {
  const between = [...words.matchAll(QUOTED)].map(([, a, b, c, d]) => a ?? b ?? c ?? d ?? '')
  return [...between, words]
    .map((quote) => levelled(quote.trim()).replace(/[….,]+$/u, ''))
    .filter((quote) => quote.length >= SHORTEST && /\p{L}/u.test(quote))
}

/** Without case and with every white space a space, to the same length; as it is where that fails. */
function levelled(text: string): string {
  const level = text.toLowerCase().replaceAll(/\s/gu, ' ')
  return level.length === text.length ? level : text
}
