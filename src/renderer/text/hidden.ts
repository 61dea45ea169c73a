/** Characters that take no room or turn text round: told, because nobody sees them. */
import type { Find } from './find.ts'

const NAMES: Readonly<Record<string, readonly [label: string, name: string]>> = {
  '00ad': ['SHY', 'Soft hyphen'],
  '034f': ['CGJ', 'Joins combining marks'],
  '061c': ['ALM', 'Arabic letter mark'],
  '115f': ['FILL', 'Hangul filler'],
  '1160': ['FILL', 'Hangul filler'],
  '180e': ['MVS', 'Mongolian vowel separator'],
  '200b': ['ZWSP', 'Zero-width space'],
  '200c': ['ZWNJ', 'Zero-width non-joiner'],
  '200d': ['ZWJ', 'Zero-width joiner'],
  '200e': ['LRM', 'Left-to-right mark'],
  '200f': ['RLM', 'Right-to-left mark'],
  '202a': ['LRE', 'Turns what follows left to right'],
  '202b': ['RLE', 'Turns what follows right to left'],
  '202c': ['PDF', 'Ends a turn'],
  '202d': ['LRO', 'Forces what follows left to right'],
  '202e': ['RLO', 'Forces what follows right to left'],
  '2060': ['WJ', 'Word joiner'],
  '2066': ['LRI', 'Left-to-right isolate'],
  '2067': ['RLI', 'Right-to-left isolate'],
  '2068': ['FSI', 'Isolate'],
  '2069': ['PDI', 'Ends an isolate'],
  '3164': ['FILL', 'Hangul filler'],
  feff: ['BOM', 'Zero-width no-break space'],
  ffa0: ['FILL', 'Hangul filler'],
}

/**
 * Runs of such characters; and, so that they are passed over, what is written with them honestly: an
 * emoji that is made of several, and a flag that is spelt in tags.
 */
const RUNS =
  /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})*(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})*)+|(?:\u034f|[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\u{e0000}-\u{e007f}])+/gu

const HONEST = /^[\u{1f3f4}\p{Extended_Pictographic}]/u
/** Scripts whose letters change with what joins them: a joiner between two of these is spelling. */
const JOINS =
  /[\p{M}\p{sc=Arab}\p{sc=Syrc}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Mong}]/u

/** Where such characters stand in a text: one find for each run of them. */
export function hiddenIn(text: string): readonly (Find & { readonly what: 'hidden' })[] {
  const found: (Find & { readonly what: 'hidden' })[] = []
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    const end = index + run.length
    if (HONEST.test(run) || isSpelling(text, index, end)) continue
    found.push({ what: 'hidden', span: [index, end], ...named(Array.from(run)) })
  }
  return found
}

/** How many such characters a text has. */
export function countHidden(text: string): number {
  return hiddenIn(text).reduce(
    (sum, { span: [from, to] }) => sum + Array.from(text.slice(from, to)).length,
    0,
  )
}

function isSpelling(text: string, start: number, end: number): boolean {
  const joiner = end - start === 1 && '\u200c\u200d'.includes(text.charAt(start))
  return joiner && JOINS.test(text.charAt(start - 1)) && JOINS.test(text.charAt(end))
}

/** The labels of the most that are named one by one. */
const MOST_NAMED = 3

function named(run: readonly string[]): { readonly label: string; readonly name: string } {
  const names = run.map(nameOf)
  const [first] = names
  const same = names.every(([label]) => label === first?.[0])
  if (first && same)
    return { label: run.length === 1 ? first[0] : `${first[0]} ×${run.length}`, name: first[1] }
  const label =
    run.length > MOST_NAMED ? `${run.length} invisible` : names.map(([short]) => short).join(' ')
  return { label, name: [...new Set(names.map(([, name]) => name))].slice(0, 8).join(', ') }
}

function nameOf(character: string): readonly [string, string] {
  const hex = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
  return (
    NAMES[hex] ??
    (hex.startsWith('e00')
      ? ['TAG', 'Tag character']
      : [hex.toUpperCase(), `U+${hex.toUpperCase()}`])
  )
}
