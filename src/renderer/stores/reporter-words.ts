/** What is said of those who report, and of reports that are set aside. */
import type { CaseView } from '../../shared/contract/models.ts'
import type { Mute, Reporter } from '../../shared/desk/reporters.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import { shortDay } from './author-words.ts'
import { counted, inDigits } from './sentences.ts'
import { ruleTitle } from './terms-store.ts'

/** *Reader 3F2A*: one reader, one name, that leads nowhere. */
export function readerName({ reader }: Pick<Reporter, 'reader'>): string {
  return `Reader ${reader.slice(0, 4).toUpperCase()}`
}

/** *12 reports; 7 of 9 decided upheld*. */
export function recordWords({ made, decided, upheld }: Reporter): string {
  const all = counted(made, 'report')
  if (decided === 0) return `${all}; no decided reports yet`
  const share = Math.round((upheld / decided) * 100)
  return `${all}; ${inDigits(upheld)} of ${inDigits(decided)} decided upheld (${share} %)`
}

/** Whether their reports are set aside, and until when. */
export function muteWords(mute: Mute | null, now: number): string {
  if (!mute || Date.parse(mute.until) <= now) return 'not muted'
  return `muted until ${shortDay(mute.until, now)} by ${mute.by.name}`
}

/** Under which rules they reported this comment: *Personal abuse, Hatred*. */
export function reasonsOn(
  terms: readonly Terms[],
  view: CaseView | undefined,
  { reports, setAside }: Reporter,
): string {
  const own = view?.case.reports.filter(({ id }) => reports.includes(id)) ?? []
  const titles = [...new Set(own.map(({ rule }) => ruleTitle(terms, rule)))]
  const aside = setAside > 0 ? [`${counted(setAside, 'report')} set aside`] : []
  const named = titles.length > 0 || setAside > 0 ? titles : [counted(reports.length, 'report')]
  return [...named, ...aside].join(', ')
}

/** Their own words on this comment, as far as they are here. */
export function wordsOn(view: CaseView | undefined, { reports }: Reporter): string {
  const own = view?.case.reports.filter(({ id }) => reports.includes(id)) ?? []
  return own
    .map(({ words }) => words.trim())
    .filter((words) => words !== '')
    .join(' · ')
}

/** Who they are to the site, of one that was looked up. */
export function identityWords({ identity }: Reporter): string {
  if (!identity) return 'not kept, or erased'
  return identity.email === null ? identity.reporter : `${identity.reporter}, ${identity.email}`
}

/** Why there is nothing to show, and what to do. */
export function whyNot({ code, message }: Problem): string {
  if (code === 'desk-unreachable')
    return 'The desk can’t be reached. What is known of reporters is kept at the desk alone; look again when there is a line.'
  return message
}

/** For how long one may mute, in days. */
export const muteChoices = [
  { days: 1, title: 'A day' },
  { days: 7, title: 'A week' },
  { days: 30, title: '30 days' },
  { days: 90, title: '90 days' },
] as const

/** What a mute does, before it is made. */
export const MUTE_DOES =
  'Their reports are kept and counted, and open no case. Those of severity 1, those of law, and letters still come in.'
