import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BURST_CASES,
  BURST_WINDOW_MS,
  type BurstCase,
  burstsAmong,
} from '../../src/shared/domain/burst.ts'

const MINUTE = 60_000
const at = (...minutes: number[]): BurstCase[] =>
  minutes.map((minute, i) => ({ no: i + 1, received: minute * MINUTE }))
const nos = (bursts: readonly (readonly BurstCase[])[]) =>
  bursts.map((burst) => burst.map(({ no }) => no))

describe('a burst', () => {
  it('is five cases within an hour, and neither fewer nor later', () => {
    expect(nos(burstsAmong(at(0, 10, 20, 30)))).toEqual([])
    expect(nos(burstsAmong(at(0, 10, 20, 30, 60)))).toEqual([[1, 2, 3, 4, 5]])
    expect(nos(burstsAmong(at(0, 10, 20, 30, 61)))).toEqual([])
  })

  it('goes on while each next hour that shares a case with it holds enough', () => {
    expect(nos(burstsAmong(at(0, 10, 20, 30, 40, 80, 85, 90)))).toEqual([[1, 2, 3, 4, 5, 6, 7, 8]])
    expect(nos(burstsAmong(at(0, 1, 2, 3, 4, 300, 301, 302, 303, 304)))).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ])
  })

  it('holds exactly the cases that some full hour holds, each once', () => {
    const cases = fc
      .array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 })
      .map((minutes) => at(...minutes))
    fc.assert(
      fc.property(cases, (all) => {
        const found = burstsAmong(all).flat()
        expect(new Set(found).size).toBe(found.length)
        for (const one of all) {
          const isIn = all.some(({ received }) => {
            const hour = all.filter(
              (other) => other.received >= received && other.received <= received + BURST_WINDOW_MS,
            )
            return hour.length >= BURST_CASES && hour.includes(one)
          })
          expect(found.includes(one), JSON.stringify(one)).toBe(isIn)
        }
      }),
      { verbose: true },
    )
  })
})
