/** Until when a case can be put aside: what is offered, and what one may type. By the paper's clock. */
import { LONGEST_ASIDE_MS } from '../../shared/contract/flow.ts'
import {
  daysOn,
  instantsOf,
  type WallTime,
  wallTimeAt,
  weekdayOf,
} from '../../shared/domain/wall-time.ts'

/** A time one may choose, in milliseconds since 1970. */
export interface AsideTime {
  readonly id: string
  readonly title: string
  readonly at: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** When full-time cover ends, and when it begins. */
const SHIFT_ENDS = 18
const SHIFT_BEGINS = 9
/** A time so near would be over before one has looked up, in milliseconds. */
const TOO_SOON_MS = 10 * MINUTE_MS

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

const at = (wall: WallTime, hour: number, minute = 0): WallTime => ({ ...wall, hour, minute })
const isWeekday = (wall: WallTime) => weekdayOf(wall) > 0 && weekdayOf(wall) < 6
const first = (wall: WallTime) => instantsOf(wall)[0] ?? NaN

/** *18:00*, *tomorrow 09:00*, *Monday 09:00*. */
export function asideTime(ms: number, now: number): string {
  const [then, today] = [wallTimeAt(ms), wallTimeAt(now)]
  const time = [then.hour, then.minute].map((part) => String(part).padStart(2, '0')).join(':')
  const sameDay = (a: WallTime, b: WallTime) =>
    a.year === b.year && a.month === b.month && a.day === b.day
  if (sameDay(then, today)) return time
  if (sameDay(then, daysOn(today, 1))) return `tomorrow ${time}`
  return `${DAYS[weekdayOf(then)] ?? ''} ${time}`
}

/** The times that make sense at `now`, the nearest first. */
export function asideTimes(now: number): readonly AsideTime[] {
  const today = wallTimeAt(now)
  const shiftEnd = first(at(today, SHIFT_ENDS))
  const tomorrow = daysOn(today, 1)
  const nextWorkday = [1, 2, 3].map((days) => daysOn(today, days)).find(isWeekday) ?? tomorrow
  const choice = (id: string, title: string, ms: number): AsideTime => ({
    ...{ id, at: ms },
    title: `${title} ${asideTime(ms, now)}`,
  })
  return [
    { id: 'half-hour', title: 'In 30 minutes', at: now + 30 * MINUTE_MS },
    { id: 'two-hours', title: 'In 2 hours', at: now + 2 * HOUR_MS },
    ...(isWeekday(today) && shiftEnd - now >= TOO_SOON_MS
      ? [choice('shift', 'End of the shift,', shiftEnd)]
      : []),
    choice('tomorrow', '', first(at(tomorrow, SHIFT_BEGINS))),
    ...(isWeekday(tomorrow) ? [] : [choice('workday', '', first(at(nextWorkday, SHIFT_BEGINS)))]),
  ].map(({ title, ...rest }) => ({ ...rest, title: capital(title.trim()) }))
}

const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1)

/**
 * What somebody means who types `45`, `45 min`, `3h`, `14:30`, `1430`, `tomorrow 8:15` or `mon 9`;
 * a sentence where it cannot be; undefined where it says nothing yet.
 */
export function typedTime(typed: string, now: number): AsideTime | string | undefined {
  const text = typed.trim().toLowerCase()
  if (text === '') return undefined
  const ms = lasting(text, now) ?? onTheClock(text, now)
  if (ms === undefined) return 'That is no time. Type 14:30, tomorrow 9:00, 45 min or 3 h.'
  if (ms - now > LONGEST_ASIDE_MS) return 'That is more than seven days off.'
  return { id: 'typed', title: `Until ${asideTime(ms, now)}`, at: ms }
}

function lasting(text: string, now: number): number | undefined {
  // Three digits by themselves are a time of day: 930.
  const found = /^(?:(\d{1,3}) ?(m|min|minutes?|h|hours?)|(\d{1,2}))$/u.exec(text)
  if (!found) return undefined
  const count = Number(found[1] ?? found[3])
  const ms = count * (found[2]?.startsWith('h') === true ? HOUR_MS : MINUTE_MS)
  return ms > 0 ? now + ms : undefined
}

function onTheClock(text: string, now: number): number | undefined {
  const found = /^(?:([a-z]+) )?(\d{1,2})(?:[:.]?(\d{2}))?$/u.exec(text)
  if (!found) return undefined
  const [, day, hours, minutes = '0'] = found
  if (day === undefined && found[3] === undefined) return undefined
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (hour > 23 || minute > 59) return undefined
  const days = day === undefined ? [0, 1] : daysMeant(day, now)
  return days
    ?.flatMap((by) => instantsOf(at(daysOn(wallTimeAt(now), by), hour, minute)))
    .find((ms) => ms > now)
}

/** How many days on a named day is: today's name is a week on once its time has passed. */
function daysMeant(day: string, now: number): readonly number[] | undefined {
  if (day === 'today') return [0]
  if (day.length >= 3 && 'tomorrow'.startsWith(day)) return [1]
  const named = DAYS.findIndex((name) => day.length >= 2 && name.toLowerCase().startsWith(day))
  if (named < 0) return undefined
  const by = (named - weekdayOf(wallTimeAt(now)) + 7) % 7
  return by === 0 ? [0, 7] : [by]
}
