/** What is said beneath the search. */
import { parseSearch } from '../../shared/domain/search-query.ts'
import { rulesCalled } from '../../shared/domain/search-rules.ts'
import type { Terms } from '../../shared/domain/terms.ts'

export const searchHint =
  'Newest first, decided ones too. Narrow with author: rule: article: before: after: is: and leave out with - before it.'

/** Why there is no hit: a rule that is not there is named, with what is known. */
export function nothingFound(text: string, terms: readonly Terms[]): string {
  const [unknown] = parseSearch(text).terms.flatMap((term) =>
    term.kind === 'rule' && rulesCalled(terms, term.value).length === 0 ? [term.value] : [],
  )
  if (unknown === undefined) return `No comment on this machine has “${text.trim()}”.`
  const known = (terms[0]?.rules ?? []).slice(0, 4).map(({ shortTitle }) => shortTitle)
  return `No rule is called “${unknown}”. There are ${known.join(', ')} and others.`
}
