/** What is said of who has a case, and until when. */
import type { CaseClaim } from '../../shared/contract/models.ts'
import { untilTime } from './batch-words.ts'

/** *R. Sinclair* of *Rab Sinclair*: first names short, so that the hour has room beside it. */
export function shortName(name: string): string {
  const parts = name.trim().split(/\s+/u)
  const last = parts.pop() ?? ''
  const first = parts.map((part) => `${Array.from(part)[0] ?? ''}.`)
  return [...first, last].join(' ')
}

/** The claim while it lasts by the desk's clock: no row comes when it ends. */
export function running(claim: CaseClaim | null | undefined, now: number): CaseClaim | undefined {
  return claim && Date.parse(claim.until) > now ? claim : undefined
}

const DAY_MS = 24 * 60 * 60_000

/** Of a row, in the article's place: who, and until when or that they only look. */
export function rowClaim(
  { name, until, mine, look }: CaseClaim,
  now: number,
): { readonly with: string; readonly who: string; readonly what: string } {
  const who = shortName(name)
  if (look) return { with: '', who, what: 'is looking' }
  // Within a day the hour says enough; a row has no room for more.
  const [day = '', hour] = untilTime(until, now).split(' ')
  const near = hour === undefined || Date.parse(until) - now < DAY_MS
  const what = `until ${near ? (hour ?? day) : `${day.slice(0, 3)} ${hour}`}`
  return mine ? { with: '', who: 'yours', what } : { with: 'with', who, what }
}

/** *Ishbel Corrie has this one until 14:47. You may still decide.* */
export function headClaim({ name, until, mine, look }: CaseClaim, now: number): string {
  if (look) return `${name} is looking at this.`
  const time = untilTime(until, now)
  return mine ? `Yours until ${time}.` : `${name} has this one until ${time}. You may still decide.`
}
