/**
 * What a person types into the search, read: words, quoted words, and operators such as
 * `author:kelvin_sider` or `-is:decided`. Pure: it knows no names and no rules.
 */

export const searchOperators = ['author', 'rule', 'article', 'before', 'after', 'is'] as const
type SearchOperator = (typeof searchOperators)[number]

export const searchStates = ['contested', 'open', 'decided', 'escalated', 'mine'] as const
export type SearchState = (typeof searchStates)[number]

interface Term {
  /** With a `-` before it: what has it is left out. */
  readonly not: boolean
}
/** A word or, where quoted, words that follow each other. */
interface WordsTerm extends Term {
  readonly kind: 'words'
  readonly text: string
  readonly quoted: boolean
}
interface NamedTerm extends Term {
  readonly kind: 'author' | 'rule' | 'article'
  readonly value: string
}
/** Of a day (`2026-05-12`) or a month (`2026-05`): before its first moment, or from it on. */
interface DayTerm extends Term {
  readonly kind: 'before' | 'after'
  readonly day: string
}
interface StateTerm extends Term {
  readonly kind: 'is'
  readonly state: SearchState
}
export type SearchTerm = WordsTerm | NamedTerm | DayTerm | StateTerm

/** What was typed, read; `fault` is what is wrong with it, in a sentence, or undefined. */
export interface SearchQuery {
  readonly terms: readonly SearchTerm[]
  readonly fault: string | undefined
}

/** A piece between spaces: an operator's name where it has one, and what it is about. */
interface Piece {
  readonly not: boolean
  readonly name: string | undefined
  readonly value: string
  readonly quoted: boolean
}

/** Begins an operator: letters and a colon, but not the address of a page. */
const PIECE = /(-?)(?:(\p{L}+):(?!\/\/))?(?:"([^"]*)(?:"|$)|([^\s"]*))/uy

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    PIECE.lastIndex = at
    const [whole = '', minus, name, quoted, plain = ''] = PIECE.exec(text) ?? []
    if (whole === '') {
      at++
      continue
    }
    at += whole.length
    const value = quoted ?? plain
    pieces.push({ not: minus === '-', name, value, quoted: quoted !== undefined })
  }
  return pieces
}

/** Reads what was typed. Whatever it is, it is read; what cannot be meant is its `fault`. */
export function parseSearch(text: string): SearchQuery {
  const terms: SearchTerm[] = []
  let fault: string | undefined
  for (const piece of piecesOf(text)) {
    const read = termOf(piece)
    if (typeof read === 'string') fault ??= read
    else if (read) terms.push(read)
  }
  return { terms, fault }
}

/** The term of a piece, undefined where it says nothing, or what is wrong with it. */
function termOf({ not, name, value, quoted }: Piece): SearchTerm | string | undefined {
  if (name === undefined) {
    return value.trim() === '' ? undefined : { kind: 'words', text: value, quoted, not }
  }
  const kind = operatorOf(name)
  if (!kind) return unknownOperator(name, value)
  const wanted = value.trim()
  if (wanted === '') return WANTED[kind]
  if (kind === 'is') return stateTerm(wanted, not)
  if (kind === 'before' || kind === 'after') return dayTerm(kind, wanted, not)
  return { kind, value: wanted, not }
}

function operatorOf(name: string): SearchOperator | undefined {
  const lower = name.toLowerCase()
  return searchOperators.find((operator) => operator === lower)
}

const KNOWN = searchOperators.map((operator) => `${operator}:`).join(', ')
const STATES = searchStates.join(', ')

function unknownOperator(name: string, value: string): string {
  return `There is no ${name}: here. Known are ${KNOWN}. In quotes it is words: "${name}:${value}".`
}

const WANTED: Readonly<Record<SearchOperator, string>> = {
  author: 'author: wants a name, as in author:kelvin_sider.',
  rule: 'rule: wants a rule by its name or code, as in rule:spam.',
  article: 'article: wants words of its title, as in article:"harbour plan".',
  before: 'before: wants a day or a month, as in before:2026-05-12 or before:2026-05.',
  after: 'after: wants a day or a month, as in after:2026-05-12 or after:2026-05.',
  is: `is: wants one of ${STATES}.`,
}

function stateTerm(value: string, not: boolean): StateTerm | string {
  const lower = value.toLowerCase()
  const state = searchStates.find((one) => one === lower)
  return state ? { kind: 'is', state, not } : `There is no is:${value}. Known are ${STATES}.`
}

function dayTerm(kind: DayTerm['kind'], value: string, not: boolean): DayTerm | string {
  return firstDay(value) ? { kind, day: value, not } : WANTED[kind]
}

/** Year, month and day of the first day of a day or a month, or undefined where there is none such. */
export function firstDay(
  text: string,
): { readonly year: number; readonly month: number; readonly day: number } | undefined {
  const [, year, month, day = '01'] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? []
  if (year === undefined || month === undefined) return undefined
  const written = `${year}-${month}-${day}`
  const date = new Date(`${written}T00:00:00.000Z`)
  // a date rolls 30 February over into March
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written) return undefined
  return { year: Number(year), month: Number(month), day: Number(day) }
}

/** A term as a person would type it. */
export function termText(term: SearchTerm): string {
  const minus = term.not ? '-' : ''
  switch (term.kind) {
    case 'words':
      return minus + (term.quoted ? `"${term.text}"` : term.text)
    case 'is':
      return `${minus}is:${term.state}`
    case 'before':
    case 'after':
      return `${minus}${term.kind}:${term.day}`
    case 'author':
    case 'rule':
    case 'article':
      return `${minus}${term.kind}:${valueText(term.value)}`
  }
}

/** A name as it follows a colon: in quotes where it would not hold together. */
export function valueText(value: string): string {
  const plain = value.replaceAll('"', ' ').trim()
  return /\s/u.test(plain) ? `"${plain}"` : plain
}

/** The operator that is being typed at the end of a text, where there is one. */
export interface OpenOperator {
  /** Where it begins in the text, its `-` included. */
  readonly from: number
  readonly not: boolean
  /** What is typed of its name; with a colon it is whole. */
  readonly name: string
  /** What is typed of its value; undefined while there is no colon. */
  readonly value: string | undefined
}

/** What is being typed at the end of a text, or undefined where that is a new beginning. */
export function openOperator(text: string): OpenOperator | undefined {
  const [whole, minus, name = '', colon, quoted, plain] =
    /(?<=^|\s)(-?)(\p{L}+)(?:(:)(?:"([^"]*)|([^\s"]*)))?$/u.exec(text) ?? []
  if (whole === undefined) return undefined
  return {
    from: text.length - whole.length,
    not: minus === '-',
    name: name.toLowerCase(),
    value: colon === undefined ? undefined : (quoted ?? plain ?? ''),
  }
}
