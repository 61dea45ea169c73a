/** What is filled in to take a batch: the choices there are, and what is wrong with what is chosen. */
import type { Input } from '../../shared/contract/contract.ts'
import type { QueueView } from '../../shared/contract/models.ts'
import { LONGEST_CLAIM_MS, MAX_CLAIMED } from '../../shared/desk/claims.ts'
import { instant } from '../../shared/domain/instant.ts'
import { dayAfter } from './sentences.ts'
import { untilTime } from './batch-words.ts'

export const untilIds = ['tonight', 'morning', 'monday', 'own'] as const
export type UntilId = (typeof untilIds)[number]

/** A time one may choose, in milliseconds since 1970. */
export interface UntilChoice {
  readonly id: Exclude<UntilId, 'own'>
  readonly title: string
  readonly at: number
}

export interface TakeForm {
  /** As it was typed. */
  readonly howMany: string
  readonly until: UntilId
  /** A time of one's own, as `2026-05-12T06:00` by this machine's calendar; empty until one is given. */
  readonly own: string
  readonly severities: readonly number[]
  readonly alone: boolean
}

export type TakeField = 'n' | 'until' | 'severities'

const HOURS = { tonight: 23, morning: 6, monday: 9 } as const
const SUNDAY_TO_MONDAY = 1
const HOUR_MS = 60 * 60_000
/** What ends sooner than this is no batch to offer, in milliseconds. */
const TOO_SOON_MS = 30 * 60_000

function atHour(day: number, hour: number): number {
  return new Date(day).setHours(hour, 0, 0, 0)
}

/** The ends that make sense at `now`: tonight, the next morning, and Monday when the office opens. */
export function untilChoices(now: number): readonly UntilChoice[] {
  const today = new Date(now).setHours(0, 0, 0, 0)
  const early = new Date(now).getHours() < HOURS.morning - 1
  const morning = early ? today : dayAfter(today, 1)
  const toMonday = (SUNDAY_TO_MONDAY + 7 - new Date(today).getDay()) % 7
  const monday = atHour(dayAfter(today, toMonday), HOURS.monday)
  const all: readonly UntilChoice[] = [
    { id: 'tonight', title: 'Tonight 23:00', at: atHour(today, HOURS.tonight) },
    {
      id: 'morning',
      title: early ? 'This morning 06:00' : 'Tomorrow 06:00',
      at: atHour(morning, HOURS.morning),
    },
    {
      id: 'monday',
      title: 'Monday 09:00',
      at: monday > now ? monday : atHour(dayAfter(today, 7), HOURS.monday),
    },
  ]
  return all.filter(({ at }) => at - now >= TOO_SOON_MS && at - now <= LONGEST_CLAIM_MS)
}

/** The form before anything is filled in: of the severities that the queue is narrowed to. */
export function emptyForm({ severity }: QueueView): TakeForm {
  return {
    ...{ howMany: '20', until: 'morning', own: '', alone: false },
    severities: severity === null ? [1, 2, 3, 4] : [severity],
  }
}

/** When the batch would end, in milliseconds since 1970; NaN where no time is given. */
export function endOf({ until, own }: TakeForm, now: number): number {
  if (until === 'own') return ownEnd(own, now)
  return untilChoices(now).find(({ id }) => id === until)?.at ?? NaN
}

/**
 * On the night that the clocks go back a typed time comes twice: the first is meant while it lies
 * ahead, then the second. (ECMA-262 reads a local time as the first of the two.)
 */
function ownEnd(own: string, now: number): number {
  const first = Date.parse(own)
  const second = first + HOUR_MS
  const comesTwice = new Date(first).getHours() === new Date(second).getHours()
  return first <= now && comesTwice ? second : first
}

/** What to ask of the core, or which field is wrong and how. `now` is the desk's clock. */
export function askOf(
  form: TakeForm,
  now: number,
): { readonly ask: Input<'batch.take'> } | { readonly field: TakeField; readonly wrong: string } {
  const n = /^\s*\d{1,9}\s*$/.test(form.howMany) ? Number(form.howMany) : NaN
  if (!(n >= 1 && n <= MAX_CLAIMED))
    return { field: 'n', wrong: `Take between 1 and ${MAX_CLAIMED} cases.` }
  const end = endOf(form, now)
  const wrong = wrongEnd(end, now)
  if (wrong !== undefined) return { field: 'until', wrong }
  if (form.severities.length === 0)
    return { field: 'severities', wrong: 'Choose at least one severity.' }
  const severities = form.severities.length === 4 ? null : form.severities.toSorted()
  return { ask: { n, until: instant(end), severities, alone: form.alone } }
}

function wrongEnd(end: number, now: number): string | undefined {
  if (Number.isNaN(end)) return 'Say until when: a day and a time.'
  if (end <= now)
    return `That time has passed: it is ${untilTime(instant(now), now)} by the desk’s clock.`
  const latest = instant(now + LONGEST_CLAIM_MS)
  if (end > now + LONGEST_CLAIM_MS)
    return `That is more than 72 hours. The latest is ${untilTime(latest, now)}.`
  return undefined
}
