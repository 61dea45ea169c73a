/** What is said of a case's text and of what is around it: one place, for a catalogue to take over. */
import type { Terms } from '../../shared/domain/terms.ts'
import { counted, inDigits } from './sentences.ts'
import { ruleTitle } from './terms-store.ts'

export const NEVER_EDITED = 'Its author has not edited it: there is one revision.'
export const NOTHING_MASKED =
  'No words are masked. “Mask slurs and threats” under Do anything turns it on.'
export const ON_THE_ARTICLE = 'A comment on the article itself.'
export const NO_AUTHOR = 'Author not on record'
export const NO_AUTHOR_WHY = 'The account was erased, or has not come to this machine yet.'
export const TOO_DIFFERENT =
  'Too much was changed to set it side by side word by word: the old text whole, then the new.'

/** Stands in the place of a text that has no sign one can see. */
export function onlySpace(text: string): string {
  return text === ''
    ? 'The comment is empty.'
    : `Nothing but white space: ${counted(text.length, 'character')}.`
}

export const showRest = (left: number) => `Show the rest (${inDigits(left)} characters more)`

/** What `v` will do next. */
export const nextChange = (rev: number) => (rev > 2 ? 'the change before' : 'the text again')

/** A rule by its title, as it was, and the version of the terms that last had it; else undefined. */
export interface FormerRule {
  readonly title: string
  readonly version: string
}

/** Of a rule that the newest terms no longer have: what it was called, and where it last stood. */
export function formerRule(
  versions: readonly Terms[],
  code: string | null,
): FormerRule | undefined {
  const has = ({ rules, outcomes }: Terms) =>
    rules.some((rule) => rule.code === code) || outcomes.some((outcome) => outcome.code === code)
  const [newest] = versions
  if (code === null || !newest || has(newest)) return undefined
  const last = versions.find(has)
  if (!last) return undefined
  const title = last.outcomes.find((outcome) => outcome.code === code)?.shortTitle
  return { title: title ?? ruleTitle(versions, code), version: last.version }
}

/** That a rule is gone, and since which version. */
export const formerly = ({ version }: FormerRule) => `not in the terms any more; last in ${version}`
