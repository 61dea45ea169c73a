/**
 * A desk's word list: words that a moderator should not read past. It marks them and decides
 * nothing. Found by whole words, however they are written: case, accents and look-alikes are folded.
 */
import { z } from 'zod'
import { lookOf } from './look-alike.ts'
import type { Span } from './text.ts'

export const WordKind = z.enum(['slur', 'threat', 'other'])
export type WordKind = z.infer<typeof WordKind>

/** The most words in one entry: *we know where you live* is five. */
const MOST_WORDS = 6

/** A word, or a few in a row. */
const ListedWord = z.strictObject({
  word: z
    .string()
    .trim()
    .max(60, 'must not be longer than 60 characters')
    .refine((word) => looksIn(word).length > 0, 'must have a letter')
    .refine((word) => looksIn(word).length <= MOST_WORDS, 'must be at most six words'),
  kind: WordKind,
  /** Whether longer words that begin with it (or, of a few, with the last of them) are meant too. */
  stem: z.boolean().default(false),
})
type ListedWord = z.infer<typeof ListedWord>

export const WordList = z
  .array(ListedWord)
  .max(2000, 'must not have more than 2,000 entries')
  .superRefine((words, context) => {
    const seen = new Set<string>()
    for (const [i, { word }] of words.entries()) {
      const look = looksIn(word).join(' ')
      if (seen.has(look))
        context.addIssue({ code: 'custom', message: `looks like one above: ${word}`, path: [i] })
      seen.add(look)
    }
  })
export type WordList = z.infer<typeof WordList>

/** Where an entry of the list stands in a text. */
export interface ListedSpan {
  readonly span: Span
  readonly kind: WordKind
}

/** Finds the entries of one list in a text: in order, none overlapping, never inside a pair. */
export type WordFinder = (text: string) => readonly ListedSpan[]

/** A place in the tree of entries: what may follow, and the kind of the entry that ends here. */
interface Node {
  readonly words: Map<string, Node>
  readonly stems: Map<string, Node>
  /** The lengths of the stems, the longest first. */
  lengths: readonly number[]
  kind: WordKind | undefined
}

const newNode = (): Node => ({ words: new Map(), stems: new Map(), lengths: [], kind: undefined })

/** Makes the finder for a list, once; it then reads a text from end to end and looks nothing up twice. */
export function wordFinder(list: WordList): WordFinder {
  const root = newNode()
  for (const entry of list) addTo(root, entry)
  if (list.length === 0) return () => []
  return (text) => {
    const tokens = tokensOf(text)
    const found: ListedSpan[] = []
    for (let i = 0; i < tokens.length;) {
      const entry = entryAt(root, tokens, i)
      if (entry) found.push({ span: entry.span, kind: entry.kind })
      i += entry?.tokens ?? 1
    }
    return found
  }
}

function addTo(root: Node, { word, kind, stem }: ListedWord): void {
  const looks = looksIn(word)
  let node = root
  for (const [i, look] of looks.entries()) {
    const asStem = stem && i === looks.length - 1
    const next = (asStem ? node.stems : node.words).get(look) ?? newNode()
    ;(asStem ? node.stems : node.words).set(look, next)
    node.lengths = [...new Set([...node.stems.keys()].map(({ length }) => length))]
      .sort((a, b) => a - b)
      .reverse()
    node = next
  }
  node.kind = kind
}

/** A word of a text: what it looks like, and where it stands. */
interface Token {
  readonly looks: readonly string[]
  readonly spans: readonly Span[]
}

/** Letters and digits with what stands for them and what hides between them. */
const TOKEN = /[\p{L}\p{N}\p{M}@$!|+€\u00ad\u200b-\u200d\u2060\ufeff]+/gu
const SIGNS = new Set('@$!|+€\u00ad\u200b\u200c\u200d\u2060\ufeff')
const LETTER = /\p{L}/u
/** No entry is longer, whatever hides in it. */
const LONGEST = 120
/** So much may stand between two words of one entry. */
const WIDEST_GAP = 3

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    if (!LETTER.test(word)) continue
    const [from, to] = core(word)
    const inner: Span = [index + from, index + to]
    const plain = lookOf(word.slice(from, Math.min(to, from + LONGEST)))
    if (from === 0 && to === word.length) tokens.push({ looks: [plain], spans: [inner] })
    else {
      // A sign at an edge may be a letter in disguise ($poon) or none (@spoon, spoon!).
      const outer: Span = [index, index + word.length]
      tokens.push({ looks: [plain, lookOf(word.slice(0, LONGEST))], spans: [inner, outer] })
    }
  }
  return tokens
}

/** Where a word begins and ends without the signs at its edges. */
function core(word: string): Span {
  let [from, to] = [0, word.length]
  while (SIGNS.has(word.charAt(from))) from++
  while (SIGNS.has(word.charAt(to - 1))) to--
  return [from, to]
}

function looksIn(word: string): string[] {
  return tokensOf(word).flatMap(({ looks }) => looks[0] ?? [])
}

/** The longest entry that begins at a token, or undefined. */
function entryAt(root: Node, tokens: readonly Token[], first: number) {
  let node = root
  let found: { span: Span; kind: WordKind; tokens: number } | undefined
  let start: number | undefined
  let end = 0
  for (let i = first; i < Math.min(tokens.length, first + MOST_WORDS); i++) {
    const token = tokens[i]
    const step = token && stepFrom(node, token)
    if (!step || (start !== undefined && step.span[0] - end > WIDEST_GAP)) break
    start ??= step.span[0]
    end = step.span[1]
    node = step.node
    if (node.kind !== undefined)
      found = { span: [start, end], kind: node.kind, tokens: i - first + 1 }
  }
  return found
}

function stepFrom(from: Node, { looks, spans }: Token): { node: Node; span: Span } | undefined {
  for (const [i, look] of looks.entries()) {
    const node = from.words.get(look) ?? stemOf(from, look)
    const span = spans[i]
    if (node && span) return { node, span }
  }
  return undefined
}

function stemOf({ stems, lengths }: Node, look: string): Node | undefined {
  for (const length of lengths) {
    const node = length <= look.length ? stems.get(look.slice(0, length)) : undefined
    if (node) return node
  }
  return undefined
}
