/**
 * The newspaper's own clock on the wall, Europe/London, whatever the machine is set to. On the nights
 * the clocks change a time of day may come twice, or not at all.
 */

const ZONE = 'Europe/London'
const DAY_MS = 24 * 60 * 60_000

/** A day and a time as the clock on the wall shows them; month 1 is January. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

/** What the clock on the wall shows at `ms` (since 1970). */
export function wallTimeAt(ms: number): WallTime {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    ...{ year: part('year'), month: part('month'), day: part('day') },
    ...{ hour: part('hour'), minute: part('minute') },
  }
}

const asUtc = ({ year, month, day, hour, minute }: WallTime) =>
  Date.UTC(year, month - 1, day, hour, minute)

/** How far the clock on the wall is ahead of UTC at `ms`, in milliseconds: nothing or an hour. */
function aheadAt(ms: number): number {
  const minute = Math.floor(ms / 60_000) * 60_000
  return asUtc(wallTimeAt(minute)) - minute
}

/**
 * When the clock on the wall shows this, in milliseconds since 1970, the earlier first: two instants
 * in the hour that comes twice. Of an hour that is left out, when it would have been had the clock
 * not been moved yet: *01:30* is then half past two.
 */
export function instantsOf(wall: WallTime): readonly number[] {
  const utc = asUtc(wall)
  const before = utc - aheadAt(utc - DAY_MS)
  const after = utc - aheadAt(utc + DAY_MS)
  const shown = [before, after].filter((ms) => ms + aheadAt(ms) === utc)
  return shown.length === 0 ? [before] : [...new Set(shown)].sort((a, b) => a - b)
}

/** The same time of day so many days on, by the calendar. */
export function daysOn(wall: WallTime, days: number): WallTime {
  const moved = new Date(asUtc(wall) + days * DAY_MS)
  const [year, month, day] = [moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate()]
  return { ...wall, year, month, day }
}

/** The day of the week, 0 is Sunday. */
export function weekdayOf(wall: WallTime): number {
  return new Date(asUtc(wall)).getUTCDay()
}
