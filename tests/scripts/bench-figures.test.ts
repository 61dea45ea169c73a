import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atLeast, atMost, type Figure, jsonLine, plainLine } from '../../bench/support/figure.ts'
import { readOptions, wantedNames } from '../../bench/support/options.ts'
import { seededRandom } from '../../bench/support/random.ts'
import { median, percentile } from '../../bench/support/statistics.ts'

const figure: Figure = {
  name: 'first-sync',
  value: 9000.4567,
  floor: 12000,
  unit: 'cases/s',
  n: 3,
  bar: atLeast(9000.4567, 12000, 0.5),
}

describe('a figure', () => {
  it('is one JSON object with its floor, its ratio and whether the bar is met', () => {
    expect(JSON.parse(jsonLine(figure))).toStrictEqual({
      name: 'first-sync',
      value: 9000,
      unit: 'cases/s',
      floor: 12000,
      ratio: 0.75,
      n: 3,
      bar: 'ratio >= 0.5',
      met: true,
    })
  })

  it('keeps the reason of what was skipped and never a number', () => {
    const line = { name: 'search-1m', skipped: 'the core cannot search yet' }
    expect(JSON.parse(jsonLine(line))).toStrictEqual(line)
    expect(plainLine(line)).toBe('search-1m                skipped: the core cannot search yet')
  })

  it('says in words that a bar is missed', () => {
    const slow = { ...figure, value: 100, bar: atLeast(100, 12000, 0.5) }
    expect(plainLine(slow)).toMatch(/ratio 0\.008333, n 3; ratio >= 0\.5: MISSED$/)
  })

  it('meets a bar exactly at it', () => {
    expect([atLeast(50, 100, 0.5).met, atLeast(49.9, 100, 0.5).met]).toStrictEqual([true, false])
    expect([atMost(120, 100, 1.2).met, atMost(120.1, 100, 1.2).met]).toStrictEqual([true, false])
  })
})

describe('the middle and the tail', () => {
  it('are by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)
    expect([median(hundred), percentile(hundred, 0.95), percentile(hundred, 1)]).toStrictEqual([
      50, 95, 100,
    ])
    expect(median([7])).toBe(7)
  })

  it('are always values that were measured, with at least their share at or under them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const found = percentile(values, share)
          const under = values.filter((value) => value <= found).length
          return values.includes(found) && under >= share * values.length - 1e-9
        },
      ),
    )
  })

  it('of nothing are refused', () => {
    expect(() => median([])).toThrow('nothing was measured')
  })
})

describe('invented chance', () => {
  it('repeats by seed and differs between seeds', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed)
      return [random.whole(1, 1e6), random.hex(8), random.pick(['a', 'b', 'c']), random.unit()]
    }
    expect(draw(7)).toStrictEqual(draw(7))
    expect(draw(7)).not.toStrictEqual(draw(8))
  })
})

describe('the command line', () => {
  const all = ['keypress-to-paint.p50', 'keypress-to-paint.p95', 'first-sync']

  it('takes a name for its lines and refuses one that names none', () => {
    expect([...wantedNames(all, ['keypress-to-paint'])]).toStrictEqual(all.slice(0, 2))
    expect([...wantedNames(all, ['first-sync', 'keypress-to-paint.p95'])]).toHaveLength(2)
    expect([...wantedNames(all, [])]).toStrictEqual(all)
    expect(() => wantedNames(all, ['keypress'])).toThrow('--only keypress names no line')
  })

  it('takes several names, a seed, and refuses what it does not know', () => {
    const given = ['--only', 'a', '--only', 'b', '--seed', '12', '--json']
    expect(readOptions(given)).toStrictEqual({
      only: ['a', 'b'],
      json: true,
      quick: false,
      seed: 12,
    })
    expect(() => readOptions(['--fast'])).toThrow(/Unknown option '--fast'/)
  })

  it('draws a seed where none is given', () => {
    expect(readOptions([])?.seed).toBeTypeOf('number')
  })
})
