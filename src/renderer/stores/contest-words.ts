/** Contests in words: what stands, what each ruling would do, what became of one's own. */
import type { CaseRow, CaseView } from '../../shared/contract/models.ts'
import type { Verb } from '../../shared/domain/terms.ts'
import { type ContestPage, endingOf, type Side, sidesOf } from './contests.ts'
import type { RulingVerb } from './ruling.ts'
import { clockTime, past } from './sentences.ts'
import { standingDecision } from './standing.ts'

export const VERB: Readonly<Record<Verb, string>> = {
  ...{ keep: 'Keep', amend: 'Amend', delete: 'Delete', restore: 'Restore' },
}
const NOUN: Readonly<Record<Verb, string>> = {
  keep: 'The keep',
  amend: 'The amendment',
  delete: 'The deletion',
  restore: 'The restoring',
}
const STRICTNESS: Readonly<Record<Verb, number>> = { keep: 0, restore: 0, amend: 1, delete: 2 }
const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

/** A sentence whose first words are the point. */
export interface Sentence {
  readonly strong: string
  readonly rest: string
}

/** What a row of *contested* is called: what was decided, or what must be done with it. */
export function contestRowWords({ contest, delivery }: CaseRow): string {
  if (!contest) return delivery === 'refused' ? 'Not accepted' : 'Contested'
  const { state, kinds, verbs, ruled } = contest
  const [first, second] = verbs
  if (state === 'ended') return `Ruled: ${ruled ? past[ruled].toLowerCase() : 'decided'}`
  if (state === 'edited') return 'Text edited'
  if (kinds.includes('set-aside')) return `Set aside: ${VERB[second].toLowerCase()}`
  return first ? `${VERB[first]} / ${VERB[second].toLowerCase()}` : VERB[second]
}

/** What the case is, as its heading. */
export function contestHeading(view: CaseView, { matter, contests }: ContestPage): string {
  const ending = endingOf(contests)
  if (matter === 'ended' && ending) return `${ending.by.name} ${RULED[ending.verb]}`
  if (matter === 'again') return 'The author edited this before your decision arrived'
  const setAside = contests.filter(({ kinds }) => kinds.includes('set-aside'))
  if (setAside.length === contests.length)
    return `${namesOf(setAside.map(({ decision }) => decision))} had lost the right to decide this`
  const people = new Set(sidesOf(view, contests).map(({ by }) => by.id)).size
  return people < 2
    ? 'This comment was decided in two ways'
    : `${NUMBERS[people] ?? String(people)} people decided this comment differently`
}

const RULED: Readonly<Record<Verb, string>> = {
  keep: 'ruled: the comment is kept',
  amend: 'ruled: the comment is amended',
  delete: 'ruled: the comment is deleted',
  restore: 'ruled: the comment is put back',
}

function namesOf(sides: readonly Pick<Side, 'by'>[]): string {
  const names = [...new Set(sides.map(({ by }) => by.name))]
  return names.length < 2
    ? (names[0] ?? 'Nobody')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** What stands on the site at the moment, and by what right. */
export function standsSentence(view: CaseView, page: ContestPage, now: number): Sentence {
  const standing = standingDecision(view)
  if (!standing)
    return {
      strong: 'Nothing was done.',
      rest: 'The comment is on the site as its author wrote it.',
    }
  const site = siteWords(standing, now)
  if (page.matter === 'ended') return { strong: `${past[standing.verb]} now.`, rest: site }
  const isDesks = page.contests.some(({ interim }) => interim === standing.opId)
  const others = sidesOf(view, page.contests).filter(({ opId }) => opId !== standing.opId)
  const amends = others.filter(({ verb }) => verb === 'amend').length
  if (isDesks && standing.verb === 'amend' && amends > 1)
    return { strong: 'Both sets of cuts stand for now,', rest: `put together by the desk. ${site}` }
  const stricter = others.every(({ verb }) => STRICTNESS[verb] < STRICTNESS[standing.verb])
  const why = isDesks
    ? 'made by the desk as the more restrictive of the two'
    : stricter && others.length > 0
      ? 'as the more restrictive of the two'
      : 'as it was decided before the other arrived'
  return { strong: `${NOUN[standing.verb]} stands for now,`, rest: `${why}. ${site}` }
}

type Standing = NonNullable<ReturnType<typeof standingDecision>>

function siteWords({ verb, publication, publishedAt }: Standing, now: number): string {
  if (publication === 'failed') return 'The site has not taken it.'
  if (publication === 'overtaken') return 'It never reached the site: the author edited in between.'
  if (publication !== 'published') return 'It is on its way to the site.'
  const since = publishedAt === null ? '' : ` since ${clockTime(publishedAt, now)}`
  if (verb === 'delete') return `The comment has been off the site${since}.`
  if (verb === 'amend') return `The site has shown it with the cuts${since}.`
  return 'The comment is on the site.'
}

/** What a verb is called as a ruling: what stands goes on standing, or it is something else. */
export function rulingTitle(view: CaseView, verb: RulingVerb): string {
  const standing = standingDecision(view)?.verb ?? 'keep'
  return standing === verb ? `${VERB[verb]} stands` : `${VERB[verb]} instead`
}

/** What a ruling with this verb would do, for this very case. */
export function rulingEffect(view: CaseView, { contests }: ContestPage, verb: RulingVerb): string {
  const standing = standingDecision(view)?.verb
  const others = sidesOf(view, contests).filter((side) => side.verb !== verb)
  const told =
    others.length === 0
      ? ''
      : ` ${namesOf(others)} ${new Set(others.map(({ by }) => by.id)).size > 1 ? 'read' : 'reads'} why.`
  return `${EFFECTS[verb](standing)}${told}`
}

const EFFECTS: Readonly<Record<RulingVerb, (standing: Verb | undefined) => string>> = {
  keep: (standing) => {
    if (standing === 'delete') return 'The comment goes back on the site; its author is told.'
    return standing === 'amend'
      ? 'What was cut since is put back; the author is told.'
      : 'Nothing changes on the site.'
  },
  amend: (standing) =>
    standing === 'delete'
      ? 'The comment goes back with the cuts and the public mark; its author is told.'
      : 'The comment stays with the cuts and the public mark; its author is told.',
  delete: (standing) =>
    standing === 'delete'
      ? 'Nothing changes on the site.'
      : 'The comment comes off the site; its author is told.',
}

/** What became of a person's own decision, once it has ended. */
export function ownEnding(
  view: CaseView,
  { contests }: ContestPage,
  staffId: string,
): string | undefined {
  const ending = endingOf(contests)
  const own = sidesOf(view, contests).findLast(({ by }) => by.id === staffId)
  if (!ending || !own) return undefined
  return own.verb === ending.verb
    ? `Yours was to ${VERB[own.verb].toLowerCase()} it: borne out.`
    : `Yours was to ${VERB[own.verb].toLowerCase()} it. It stays on the log as you made it.`
}
