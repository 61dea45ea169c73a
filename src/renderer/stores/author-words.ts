/** What is said of an author: decisions and dates, and what was written down. */
import type { CaseView } from '../../shared/contract/models.ts'
import type { AuthorCase } from '../../shared/contract/people.ts'
import type { AppliedRule, Strike } from '../../shared/desk/author.ts'
import type { AuthorItem } from '../../shared/desk/feed.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import { counted, inDigits, past } from './sentences.ts'
import { titleOf } from './terms-store.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
})
/** From how far off a day is named with its year, in milliseconds: ten months. */
const NAMES_YEAR_MS = 300 * 24 * 60 * 60_000

/** *12 May*, or *12 May 2025* where that is long ago. */
export function shortDay(at: string, now: number): string {
  const date = Date.parse(at)
  return (Math.abs(now - date) > NAMES_YEAR_MS ? DAY_OF_YEAR : DAY).format(date)
}

/** *Personal abuse ×3*. */
export function ruleWords(terms: readonly Terms[], { ground, count }: AppliedRule): string {
  const title = titleOf(terms, ground)
  return count > 1 ? `${title} ×${inDigits(count)}` : title
}

/** *last 12 May* of several, *12 May* of one. */
export function lastWords({ count, last }: AppliedRule, now: number): string {
  return `${count > 1 ? 'last ' : ''}${shortDay(last, now)}`
}

/** The strikes that have not ended at `now`, the first to end first. */
export function liveStrikes({ record }: AuthorItem, now: number): readonly Strike[] {
  const live = record?.strikes.filter(({ until }) => Date.parse(until) > now) ?? []
  return live.toSorted((a, b) => (a.until < b.until ? -1 : 1))
}

/** *none*, or how many there are. */
export function strikeCount(live: readonly Strike[]): string {
  const count = live.reduce((sum, { strikes }) => sum + strikes, 0)
  return count === 0 ? 'none' : inDigits(count)
}

/** *2 for Hatred*. */
export function strikeWords(terms: readonly Terms[], { ground, strikes }: Strike): string {
  return `${strikes} for ${titleOf(terms, ground)}`
}

type Counts = AuthorItem['counts']

/** What was decided and left the words alone: *4 kept, 1 put back*; undefined where nothing was. */
export function otherwise({ keep, restore }: Counts): string | undefined {
  return listed([
    [keep, 'kept'],
    [restore, 'put back'],
  ])
}

/** All decisions by their verb, for a desk that does not say by which rule. */
export function tally({ keep, amend, delete: deleted, restore }: Counts): string {
  const all = [
    [deleted, 'deleted'],
    [amend, 'amended'],
    [keep, 'kept'],
    [restore, 'put back'],
  ] as const
  return listed(all) ?? 'none'
}

function listed(parts: readonly (readonly [number, string])[]): string | undefined {
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${inDigits(count)} ${word}`)
  return said.length > 0 ? said.join(', ') : undefined
}

/** What became of another reported comment: *Deleted: Personal abuse*, or that it waits. */
export function outcomeWords(
  terms: readonly Terms[],
  { author }: CaseView,
  { caseId, newest, open }: AuthorCase,
): string {
  const decision = author?.decisions.find((each) => each.caseId === caseId)
  if (newest === null) return open ? 'Waits for a decision' : 'Closed'
  const done = newest === 'restore' ? 'Put back' : past[newest]
  const under = decision?.verb === newest ? `${done}: ${titleOf(terms, decision.ground)}` : done
  return open ? `${under}; waits for a decision` : under
}

/** How many more decisions there are than are listed, or undefined. */
export function moreRules(rules: readonly AppliedRule[], shown: number): string | undefined {
  const left = rules.slice(shown).reduce((sum, { count }) => sum + count, 0)
  return left > 0 ? `${counted(left, 'decision')} under other rules` : undefined
}

/** A note as it is shown; one that waits is this person's own, and has not reached the desk's rows. */
export interface ShownNote {
  readonly opId: string
  readonly text: string
  readonly by: string
  readonly at: string
  readonly waits: boolean
}

/** The notes about a case's author, the newest first. */
export function notesOf({ author, ownNotes }: CaseView): readonly ShownNote[] {
  const own = ownNotes.map((note) => ({ ...note, by: 'You', waits: true }))
  const others = author?.record?.notes.map(({ by, ...note }) => ({
    ...note,
    by: by.name,
    waits: false,
  }))
  return [...own, ...(others ?? [])]
}
