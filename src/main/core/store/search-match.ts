/** A query that was read, as one full-text expression and a stretch of time. */
import { firstDay, type SearchQuery, type SearchTerm } from '../../../shared/domain/search-query.ts'
import { articleTag, EVERY, personTag, ruleTag, stateTag } from './search-tags.ts'
import { allOf, inARow, wordsOf } from './search-text.ts'

/** What the cache knows of the names in a query. */
export interface KnownNames {
  /** Whose search it is. */
  readonly staffId: string
  readonly rules: (name: string) => readonly string[]
  readonly articles: (
    match: string,
  ) => readonly { readonly siteId: string; readonly articleId: string }[]
}

/** What is asked of the index. Instants in milliseconds since 1970. */
export interface Asked {
  readonly match: string
  /** The words to be found, as they were typed, for the excerpt. */
  readonly words: string
  /** Received from this moment on, and before that one; null where there is no end. */
  readonly from: number | null
  readonly until: number | null
}

type Meant = Exclude<SearchTerm, { kind: 'before' | 'after' }>
type Day = Extract<SearchTerm, { kind: 'before' | 'after' }>
const isDay = (term: SearchTerm): term is Day => term.kind === 'before' || term.kind === 'after'
const isMeant = (term: SearchTerm): term is Meant => !isDay(term)

/** What a query asks of the index; undefined where nothing can be found or nothing was asked. */
export function askedOf({ terms }: SearchQuery, known: KnownNames): Asked | undefined {
  const meant = terms.filter(isMeant)
  const words = meant.filter(isTyped).map(({ text }) => text)
  const plain = words.length > 0 ? allOf(wordsOf(words.join(' '))) : undefined
  const parts = meant
    .filter((term) => !isTyped(term))
    .map((term) => ({ not: term.not, part: partOf(term, known) }))
  const wanted = [
    ...(plain === undefined ? [] : [`body : (${plain})`]),
    ...parts.flatMap(({ not, part }) => (not || part === undefined ? [] : [part])),
  ]
  const left = parts.flatMap(({ not, part }) => (not && part !== undefined ? [part] : []))
  const days = terms.filter(isDay)
  if (parts.some(({ not, part }) => !not && part === undefined)) return undefined
  if (wanted.length + left.length + days.length === 0) return undefined
  return {
    match: [wanted.join(' AND ') || `tags : "${EVERY}"`, ...left].join(' NOT '),
    words: meant.flatMap((term) => (soughtWords(term) ? [term.text] : [])).join(' '),
    ...stretchOf(days),
  }
}

type WordsTerm = Extract<SearchTerm, { kind: 'words' }>
const soughtWords = (term: SearchTerm): term is WordsTerm => term.kind === 'words' && !term.not
/** A word that is perhaps unfinished. */
const isTyped = (term: SearchTerm): term is WordsTerm => soughtWords(term) && !term.quoted

/** The expression of one term; undefined where nothing can match it. */
function partOf(term: Meant, known: KnownNames): string | undefined {
  switch (term.kind) {
    case 'words':
      return column('body', inARow(wordsOf(term.text)))
    case 'author':
      return column('author', inARow(wordsOf(term.value), 'unfinished'))
    case 'rule':
      return tagged(known.rules(term.value).map(ruleTag))
    case 'article': {
      const match = inARow(wordsOf(term.value), 'unfinished')
      const found = match === undefined ? [] : known.articles(match)
      return tagged(found.map(({ siteId, articleId }) => articleTag(siteId, articleId)))
    }
    case 'is':
      return tagged([term.state === 'mine' ? personTag(known.staffId) : stateTag(term.state)])
  }
}

function column(name: 'body' | 'author', match: string | undefined): string | undefined {
  return match === undefined ? undefined : `${name} : (${match})`
}

function tagged(tags: readonly string[]): string | undefined {
  if (tags.length === 0) return undefined
  return `tags : (${tags.map((tag) => `"${tag}"`).join(' OR ')})`
}

/** What all the days leave: from the latest beginning to the earliest end. */
function stretchOf(days: readonly Day[]): Pick<Asked, 'from' | 'until'> {
  const begins = days.filter(({ kind, not }) => (kind === 'after') !== not).map(beginning)
  const ends = days.filter(({ kind, not }) => (kind === 'before') !== not).map(beginning)
  return {
    from: begins.length === 0 ? null : Math.max(...begins),
    until: ends.length === 0 ? null : Math.min(...ends),
  }
}

/** The first moment of a day or a month by this machine's calendar. */
function beginning({ day: text }: Day): number {
  const { year, month, day } = firstDay(text) ?? { year: 1970, month: 1, day: 1 }
  return new Date(year, month - 1, day).getTime()
}
