/**
 * What an amendment may do to the sense of a text. Works by word over UTF-16 spans: a word is taken
 * out when any of its letters is.
 */
import { plain, type ReadText, type Word } from './amendment-reading.ts'
import type { Span } from './text.ts'

/** A cut as it is looked at: where. */
interface AnyCut {
  readonly span: Span
}

/** What would mend a warning: another cut in the place of this one, or none. */
export type Remedy =
  | { readonly kind: 'sentence' | 'quotation' | 'only'; readonly span: Span }
  | { readonly kind: 'give-back' | 'delete' }

/**
 * One thing to think of before deciding. `negation`: a word that denies is taken out, and some of its
 * sentence stays. `denied`: a word that denies stays, and nothing after it in its sentence does.
 * `pair`: of two words that need each other one stays. `quotes`: quotation marks are left alone.
 * `little`: under a third of the words would be left; `none`: no word at all.
 */
export interface SenseWarning {
  readonly kind: 'negation' | 'denied' | 'pair' | 'quotes' | 'little' | 'none'
  /** The index of the cut it concerns; of what concerns all of them, the last one's. */
  readonly cut: number
  /** The word or mark it is about, as the author wrote it; of a pair, the one that stays. */
  readonly word: string
  readonly remedies: readonly Remedy[]
}

/** Words that need each other, in the order they come in; what denies is looked at by itself. */
const PAIRS = [
  ['either', 'or'],
  ['if', 'then'],
] as const

/** A word with the cut that takes letters of it, or −1. */
interface Met extends Word {
  readonly cut: number
}

function metBy(words: readonly Word[], cuts: readonly AnyCut[]): readonly Met[] {
  let at = 0
  return words.map((word) => {
    while ((cuts[at]?.span[1] ?? Infinity) <= word.span[0]) at++
    const next = cuts[at]
    return { ...word, cut: next && next.span[0] < word.span[1] ? at : -1 }
  })
}

/**
 * What to think of before these cuts are decided, by the cut and in the order of the text. `hints` are
 * stretches that readers pointed at: where one lies in a cut and takes out no negation, cutting it
 * alone is a remedy. The cuts must be in order, apart and within the text.
 */
export function senseWarnings(
  read: ReadText,
  cuts: readonly AnyCut[],
  hints: readonly Span[] = [],
): readonly SenseWarning[] {
  if (cuts.length === 0 || read.words.length === 0) return []
  const words = metBy(read.words, cuts)
  const looking = { read, cuts, words, hints }
  const bySentence = sentencesOf(words).filter((sentence) => sentence.some(({ cut }) => cut >= 0))
  const found = [
    ...bySentence.flatMap((sentence) => negationsIn(looking, sentence)),
    ...quotesLeft(looking),
  ].toSorted((a, b) => a.cut - b.cut)
  return [...onceEach(found), ...littleLeft(looking)]
}

interface Looking {
  readonly read: ReadText
  readonly cuts: readonly AnyCut[]
  readonly words: readonly Met[]
  readonly hints: readonly Span[]
}

/** The words by sentence. */
function sentencesOf(words: readonly Met[]): readonly (readonly Met[])[] {
  const all: Met[][] = []
  for (const word of words) {
    const last = all.at(-1)
    if (last?.[0]?.sentence === word.sentence) last.push(word)
    else all.push([word])
  }
  return all
}

/** Of one cut only the first warning of a kind: the others have the same remedies. */
function onceEach(warnings: readonly SenseWarning[]): readonly SenseWarning[] {
  const seen = new Set<string>()
  return warnings.filter(({ cut, kind }) => {
    const key = `${cut} ${kind}`
    return !seen.has(key) && seen.add(key)
  })
}

/** What becomes of the words that deny, and of pairs, in a sentence of which some is cut. */
function negationsIn(looking: Looking, sentence: readonly Met[]): readonly SenseWarning[] {
  if (sentence.every(({ cut }) => cut >= 0)) return []
  const { text } = looking.read
  const warn = (kind: SenseWarning['kind'], cut: number, { span, sentence: no }: Met) => ({
    ...{ kind, cut, word: text.slice(...span), remedies: remediesOf(looking, cut, no) },
  })
  const denied = deniedIn(text, sentence)
  return [
    ...firstOfEachCut(sentence.filter((word) => word.negates)).map((word) =>
      warn('negation', word.cut, word),
    ),
    ...(denied ? [warn('denied', denied.cut, denied.word)] : []),
    ...PAIRS.flatMap((pair) => {
      const broken = brokenPair(text, sentence, pair)
      return broken ? [warn('pair', broken.cut, broken.word)] : []
    }),
  ]
}

function firstOfEachCut(words: readonly Met[]): readonly Met[] {
  const cut = words.filter((word) => word.cut >= 0)
  return cut.filter((word, i) => word.cut !== cut[i - 1]?.cut)
}

/** The word that denies and is the last to stay, with the cut that begins right after it. */
function deniedIn(text: string, sentence: readonly Met[]) {
  const i = sentence.findLastIndex(({ cut }) => cut < 0)
  const [word, next] = [sentence[i], sentence[i + 1]]
  if (!word?.negates || !next) return undefined
  const between = text.slice(word.span[1], next.span[0])
  return between.trim() === '' ? { word, cut: next.cut } : undefined
}

/** The one of a pair that stays where the other is cut. */
function brokenPair(
  text: string,
  sentence: readonly Met[],
  [first, second]: (typeof PAIRS)[number],
) {
  const is = (word: Met, wanted: string) => plain(text.slice(...word.span)) === wanted
  const i = sentence.findIndex((word) => is(word, first))
  const a = sentence[i]
  const b = i < 0 ? undefined : sentence.slice(i).find((word) => is(word, second))
  if (!a || !b || a.cut < 0 === b.cut < 0) return undefined
  return a.cut < 0 ? { word: a, cut: b.cut } : { word: b, cut: a.cut }
}

/** What can be done about a cut in a sentence, in an order that never changes. */
function remediesOf(
  { read, cuts, words, hints }: Looking,
  cut: number,
  sentence: number,
): readonly Remedy[] {
  const span = cuts[cut]?.span ?? [0, 1]
  const touched = read.sentences.filter(
    ([start, end], i) => i === sentence || (start < span[1] && span[0] < end),
  )
  const whole: Span = [
    Math.min(span[0], ...touched.map(([start]) => start)),
    Math.max(span[1], ...touched.map(([, end]) => end)),
  ]
  return [
    ...(leavesWords(words, whole) ? [{ kind: 'sentence' as const, span: whole }] : []),
    { kind: 'give-back' },
    { kind: 'delete' },
    ...onlyOf({ words, hints }, span),
  ]
}

const touches = ([a, b]: Span, [c, d]: Span) => a < d && c < b

/** Whether this cut, with the others, leaves a word to read. */
function leavesWords(words: readonly Met[], span: Span): boolean {
  return words.some((word) => word.cut < 0 && !touches(word.span, span))
}

/** The stretch that readers pointed at in this cut, where it is smaller and denies nothing. */
function onlyOf({ words, hints }: Pick<Looking, 'words' | 'hints'>, span: Span): readonly Remedy[] {
  const found = hints.find(
    ([start, end]) =>
      span[0] <= start &&
      end <= span[1] &&
      end - start < span[1] - span[0] &&
      !words.some((word) => word.negates && touches(word.span, [start, end])),
  )
  return found ? [{ kind: 'only', span: found }] : []
}

/** Marks that open and close a quotation. The single ones are apostrophes too, and are left out. */
const OPENS = new Map([
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
])
const MARKS = /["“”«»„]/gu

/** The quotations of a text, each from its mark to its mark; undefined where they do not pair up. */
function quotationsOf(text: string): readonly Span[] | undefined {
  const quotations: Span[] = []
  let open: { readonly at: number; readonly close: string } | undefined
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (open?.close === mark) {
      quotations.push([open.at, index + 1])
      open = undefined
    } else if (open === undefined && (mark === '"' || OPENS.has(mark))) {
      open = { at: index, close: OPENS.get(mark) ?? '"' }
    } else return undefined
  }
  return open === undefined ? quotations : undefined
}

/** Quotations that were whole and of which one mark would be left. */
function quotesLeft({ read, cuts, words }: Looking): readonly SenseWarning[] {
  const cutAt = (at: number) => cuts.findIndex(({ span: [start, end] }) => start <= at && at < end)
  return (quotationsOf(read.text) ?? []).flatMap(([start, end]): SenseWarning[] => {
    const [first, last] = [cutAt(start), cutAt(end - 1)]
    if (first < 0 === last < 0) return []
    const cut = Math.max(first, last)
    const span = cuts[cut]?.span ?? [0, 1]
    const whole: Span = [Math.min(start, span[0]), Math.max(end, span[1])]
    return [
      {
        ...{ kind: 'quotes', cut, word: read.text.slice(start, start + 1) },
        remedies: [
          ...(leavesWords(words, whole) ? [{ kind: 'quotation' as const, span: whole }] : []),
          { kind: 'give-back' },
          { kind: 'delete' },
        ],
      },
    ]
  })
}

/** Whether so little is left that deleting may be fairer. */
function littleLeft({ cuts, words }: Looking): readonly SenseWarning[] {
  const left = words.filter(({ cut }) => cut < 0).length
  if (left * 3 >= words.length) return []
  const kind = left === 0 ? 'none' : 'little'
  return [
    { kind, cut: cuts.length - 1, word: '', remedies: [{ kind: 'give-back' }, { kind: 'delete' }] },
  ]
}
