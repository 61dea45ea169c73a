import { describe, expect, it } from 'vitest'
import { asideTime, asideTimes, typedTime } from '../../src/renderer/stores/aside-times.ts'
import { daysOn, instantsOf, wallTimeAt, weekdayOf } from '../../src/shared/domain/wall-time.ts'

const ms = (iso: string) => Date.parse(iso)
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
const typed = (text: string, now: string) => {
  const found = typedTime(text, ms(now))
  return typeof found === 'object' ? iso(found.at) : found
}

describe('the paper’s clock', () => {
  it('is London’s, in winter and in summer', () => {
    expect(wallTimeAt(ms('2026-01-15T09:30:00Z'))).toMatchObject({ hour: 9, minute: 30, day: 15 })
    expect(wallTimeAt(ms('2026-07-15T23:30:00Z'))).toMatchObject({ hour: 0, minute: 30, day: 16 })
    const noon = { year: 2026, month: 7, day: 15, hour: 12, minute: 0 }
    expect(instantsOf(noon).map(iso)).toEqual(['2026-07-15T11:00:00.000Z'])
    expect(weekdayOf(noon)).toBe(3)
    expect(daysOn({ ...noon, day: 31 }, 1)).toMatchObject({ month: 8, day: 1 })
  })

  it('shows an hour twice in October, and leaves one out in March', () => {
    const twice = { year: 2026, month: 10, day: 25, hour: 1, minute: 30 }
    expect(instantsOf(twice).map(iso)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ])
    const never = { year: 2026, month: 3, day: 29, hour: 1, minute: 30 }
    expect(instantsOf(never).map(iso)).toEqual(['2026-03-29T01:30:00.000Z'])
    expect(instantsOf({ ...never, hour: 9 }).map(iso)).toEqual(['2026-03-29T08:30:00.000Z'])
  })

  it('agrees with itself at every quarter of an hour of a year', () => {
    const start = ms('2026-01-01T00:00:00Z')
    for (let i = 0; i < 365 * 96; i += 7) {
      const at = start + i * 15 * 60_000
      expect(instantsOf(wallTimeAt(at))).toContain(at)
    }
  })
})

describe('the times that are offered', () => {
  const titles = (now: string) => asideTimes(ms(now)).map(({ title }) => title)

  it('are two spans, the end of the shift while there is one, and the next mornings', () => {
    expect(titles('2026-05-12T13:00:00Z')).toEqual([
      ...['In 30 minutes', 'In 2 hours', 'End of the shift, 18:00', 'Tomorrow 09:00'],
    ])
    expect(titles('2026-05-12T16:55:00Z')).not.toContain('End of the shift, 18:00')
    expect(titles('2026-05-15T13:00:00Z')).toEqual([
      ...['In 30 minutes', 'In 2 hours', 'End of the shift, 18:00'],
      ...['Tomorrow 09:00', 'Monday 09:00'],
    ])
    expect(titles('2026-05-16T13:00:00Z')).toEqual([
      ...['In 30 minutes', 'In 2 hours', 'Tomorrow 09:00', 'Monday 09:00'],
    ])
  })

  it('are right across the nights the clocks change', () => {
    const tomorrow = (now: string) =>
      iso(asideTimes(ms(now)).find(({ id }) => id === 'tomorrow')?.at)
    expect(tomorrow('2026-03-28T20:00:00Z')).toBe('2026-03-29T08:00:00.000Z')
    expect(tomorrow('2026-10-24T20:00:00Z')).toBe('2026-10-25T09:00:00.000Z')
  })
})

describe('a time that is typed', () => {
  const NOW = '2026-05-12T13:00:00Z' // a Tuesday, 14:00 by the paper's clock

  it.each([
    ['45', '2026-05-12T13:45:00.000Z'],
    ['45 min', '2026-05-12T13:45:00.000Z'],
    ['3h', '2026-05-12T16:00:00.000Z'],
    ['14:30', '2026-05-12T13:30:00.000Z'],
    ['1430', '2026-05-12T13:30:00.000Z'],
    ['930', '2026-05-13T08:30:00.000Z'],
    ['13:59', '2026-05-13T12:59:00.000Z'],
    ['tomorrow 8:15', '2026-05-13T07:15:00.000Z'],
    ['fri 9', '2026-05-15T08:00:00.000Z'],
    ['Tuesday 13:00', '2026-05-19T12:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(typed(text, NOW)).toBe(expected)
  })

  it('that is none, or too far off, is said', () => {
    for (const text of ['soon', '25:00', '12:61', 'yesterday 9', '0'])
      expect(typed(text, NOW)).toMatch(/^That is no time\./)
    expect(typed('199 h', NOW)).toBe('That is more than seven days off.')
    expect(typed('  ', NOW)).toBeUndefined()
  })

  it('means the next one on the night an hour comes twice', () => {
    expect(typed('1:30', '2026-10-25T00:10:00Z')).toBe('2026-10-25T00:30:00.000Z')
    expect(typed('1:30', '2026-10-25T00:40:00Z')).toBe('2026-10-25T01:30:00.000Z')
    expect(typed('2 h', '2026-10-25T00:10:00Z')).toBe('2026-10-25T02:10:00.000Z')
  })

  it('is said as one says it', () => {
    expect(asideTime(ms('2026-05-12T17:00:00Z'), ms(NOW))).toBe('18:00')
    expect(asideTime(ms('2026-05-13T08:00:00Z'), ms(NOW))).toBe('tomorrow 09:00')
    expect(asideTime(ms('2026-05-18T08:00:00Z'), ms(NOW))).toBe('Monday 09:00')
  })
})
