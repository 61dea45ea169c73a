/**
 * What a case is found by besides its words, as words of a column of the same index: each tag is one
 * word of letters and digits, so that no id is cut in two and nothing is syntax.
 */
import type { SearchState } from '../../../shared/domain/search-query.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { isEscalated } from './case-place.ts'

/** Every case has it: what a query that only leaves out begins from. */
export const EVERY = 'every'

const hex = (text: string) => Buffer.from(text).toString('hex')

export const ruleTag = (code: string): string => `r${hex(code)}`
export const articleTag = (siteId: string, articleId: string): string =>
  `p${hex(`${siteId}/${articleId}`)}`
/** Of whoever decided it, or asked a lead about it. */
export const personTag = (staffId: string): string => `m${hex(staffId)}`

/** The tags of a state that is not a person's own. */
export const stateTag = (state: Exclude<SearchState, 'mine'>): string => state

/** The tags of a case, a space between them. */
export function searchTags(item: CaseItem): string {
  const { siteId, comment, reports, decisions, escalations } = item
  const codes = [
    ...reports.flatMap(({ rule }) => (rule === null ? [] : [rule])),
    ...decisions.map(({ ground }) => ground.code),
  ]
  const people = [...decisions, ...escalations].map(({ by }) => by.id)
  const tags = [
    EVERY,
    articleTag(siteId, comment.articleId),
    ...statesOf(item).map(stateTag),
    ...codes.map(ruleTag),
    ...people.map(personTag),
  ]
  return [...new Set(tags)].join(' ')
}

function statesOf(item: CaseItem): Exclude<SearchState, 'mine'>[] {
  const { state, decisions, contests } = item
  return [
    ...(state === 'open' ? (['open'] as const) : []),
    ...(state === 'closed' && decisions.length > 0 ? (['decided'] as const) : []),
    ...(contests.some(({ ending }) => ending === null) ? (['contested'] as const) : []),
    ...(state === 'open' && isEscalated(item) ? (['escalated'] as const) : []),
  ]
}
