const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})$/i

export const INSTANT_EXPECTED =
  'must be an instant with its zone, like 2026-05-12T14:32:00Z, or seconds since 1970'

/** Whether the month has the day: Date.parse rolls 30 February over into March. */
function isRealDay(year: number, month: number, day: number): boolean {
  return day >= 1 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}

function fromSeconds(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined
  if (value < 1e11) return Math.round(value * 1000)
  return value < 1e14 ? Math.round(value) : undefined
}

/**
 * The instant that was given, in milliseconds since 1970, or undefined where it is none.
 *
 * A time of day without a zone is none: it would be read an hour wrong for half of the year.
 */
export function givenInstant(value: string | number): number | undefined {
  if (typeof value === 'number') return fromSeconds(value)
  const text = value.trim()
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return fromSeconds(Number(text))
  const match = ISO.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match.map(Number)
  if (!isRealDay(year ?? 0, month ?? 0, day ?? 0)) return undefined
  const ms = Date.parse(text.replace(' ', 'T').replace(',', '.').replace(/\s/, '').toUpperCase())
  return Number.isNaN(ms) ? undefined : ms
}
