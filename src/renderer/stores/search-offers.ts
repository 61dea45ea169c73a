/** What may be offered while a search is typed, and what taking it makes of the text. */
import { SUGGESTIONS, type SuggestAsk } from '../../shared/contract/search.ts'
import {
  type OpenOperator,
  openOperator,
  searchOperators,
  searchStates,
  valueText,
} from '../../shared/domain/search-query.ts'
import { foldedName } from '../../shared/domain/search-rules.ts'
import type { Terms } from '../../shared/domain/terms.ts'

/** Something to take: what is read, and the text of the search when it is taken. */
export interface Offer {
  readonly title: string
  readonly text: string
}

/** What is known without asking anybody, or what the core must be asked for; undefined is nothing. */
type Offering = { readonly offers: readonly Offer[] } | { readonly ask: SuggestAsk } | undefined

/** What to offer at the end of a text. */
export function offeringFor(text: string, terms: readonly Terms[]): Offering {
  const open = openOperator(text)
  if (!open) return undefined
  const { name, value } = open
  if (value === undefined) return { offers: operatorOffers(text, open) }
  if (name === 'author' || name === 'article') return { ask: { of: name, typed: value } }
  if (name === 'is') return { offers: valueOffers(text, open, searchStates) }
  if (name === 'rule') return { offers: valueOffers(text, open, ruleNames(terms)) }
  return undefined
}

/** The values that go with what is typed, each as the text would be; none where one is typed out. */
export function offersOf(text: string, values: readonly string[]): readonly Offer[] {
  const open = openOperator(text)
  return open?.value === undefined ? [] : completed(text, open, values)
}

/** From two letters on: one is the beginning of any word. */
function operatorOffers(text: string, { from, not, name }: OpenOperator): readonly Offer[] {
  if (name.length < 2) return []
  return searchOperators
    .filter((operator) => operator.startsWith(name))
    .map((operator) => ({
      title: `${operator}:`,
      text: `${text.slice(0, from)}${not ? '-' : ''}${operator}:`,
    }))
}

function valueOffers(
  text: string,
  open: OpenOperator,
  values: readonly string[],
): readonly Offer[] {
  const typed = foldedName(open.value ?? '')
  const found = values.filter((value) => foldedName(value).startsWith(typed))
  return completed(text, open, found.slice(0, SUGGESTIONS))
}

function completed(text: string, open: OpenOperator, values: readonly string[]): readonly Offer[] {
  const typed = foldedName(open.value ?? '')
  if (values.some((value) => foldedName(value) === typed)) return []
  const before = `${text.slice(0, open.from)}${open.not ? '-' : ''}${open.name}:`
  return values.map((value) => ({ title: value, text: `${before}${valueText(value)} ` }))
}

function ruleNames(terms: readonly Terms[]): string[] {
  const [newest] = terms
  if (!newest) return []
  return [...newest.rules, ...newest.outcomes].map(({ shortTitle }) => shortTitle)
}
