/** The two nights on which the clocks change, on a laptop that keeps the newsroom's time. */
import { afterAll, describe, expect, it, vi } from 'vitest'
import { untilTime } from '../../src/renderer/stores/batch-words.ts'
import { ago, clockTime, exactTime, span } from '../../src/renderer/stores/sentences.ts'
import { askOf, emptyForm, endOf, untilChoices } from '../../src/renderer/stores/take-form.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'

const HOUR_MS = 60 * 60_000
/** Before anything makes a formatter: those keep the zone they were made in. */
const was = vi.hoisted(() => {
  const zone = process.env['TZ']
  process.env['TZ'] = 'Europe/London'
  return zone
})
afterAll(() => {
  if (was === undefined) delete process.env['TZ']
  else process.env['TZ'] = was
})

const form = emptyForm(WHOLE_QUEUE)
const own = (typed: string) => ({ ...form, until: 'own' as const, own: typed })
const morningFrom = (now: string) => {
  const at = untilChoices(Date.parse(now)).find(({ id }) => id === 'morning')?.at ?? NaN
  return { at: new Date(at).toISOString(), hours: (at - Date.parse(now)) / HOUR_MS }
}

describe('the night on which the clocks go back', () => {
  const evening = '2026-10-24T21:00:00.000Z' // 22:00 BST
  const first = '2026-10-25T00:30:00.000Z' // 01:30 BST
  const second = '2026-10-25T01:30:00.000Z' // 01:30 GMT

  it('has an hour more until the morning', () => {
    expect(morningFrom(evening)).toEqual({ at: '2026-10-25T06:00:00.000Z', hours: 9 })
    expect(untilTime('2026-10-25T06:00:00.000Z', Date.parse(evening))).toBe('Sunday 06:00')
  })

  it('tells the two half past ones apart where the time is exact', () => {
    expect(clockTime(first, Date.parse(second))).toBe('01:30')
    expect(exactTime(first)).toMatch(/25 Oct.* 2026, 01:30:00 BST$/)
    expect(exactTime(second)).toMatch(/25 Oct.* 2026, 01:30:00 GMT$/)
  })

  it('counts how long ago by what went by, not by the face of the clock', () => {
    expect(ago(first, Date.parse(second))).toBe('1 h 00 min ago')
    expect(span(Date.parse('2026-10-25T06:00:00.000Z') - Date.parse(evening))).toBe('9 h 00 min')
  })

  it('takes a time that comes twice as the first of the two while that lies ahead', () => {
    expect(endOf(own('2026-10-25T01:30'), Date.parse(evening))).toBe(Date.parse(first))
    expect(askOf(own('2026-10-25T01:30'), Date.parse(evening))).toMatchObject({
      ask: { until: first },
    })
  })

  it('takes it as the second once the first has passed', () => {
    const between = '2026-10-25T01:05:00.000Z' // 01:05 GMT
    expect(askOf(own('2026-10-25T01:30'), Date.parse(between))).toMatchObject({
      ask: { until: second },
    })
  })

  it('still refuses a time of which both have passed', () => {
    expect(askOf(own('2026-10-25T01:30'), Date.parse('2026-10-25T01:31:00.000Z'))).toMatchObject({
      field: 'until',
      wrong: expect.stringContaining('That time has passed') as string,
    })
  })
})

describe('the night on which they go forward', () => {
  const evening = '2027-03-27T22:00:00.000Z' // 22:00 GMT

  it('has an hour less until the morning', () => {
    expect(morningFrom(evening)).toEqual({ at: '2027-03-28T05:00:00.000Z', hours: 7 })
  })

  it('takes a time that the night does not have as the one an hour on', () => {
    expect(askOf(own('2027-03-28T01:30'), Date.parse(evening))).toMatchObject({
      ask: { until: '2027-03-28T01:30:00.000Z' }, // 02:30 BST
    })
  })
})
