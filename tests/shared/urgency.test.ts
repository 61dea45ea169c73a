import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backRank,
  firstDifference,
  rankOf,
  type Urgency,
  urgencyParts,
} from '../../src/shared/domain/urgency.ts'

const plain: Urgency = {
  ...{ back: false, severity: 3, answered: false, receivedAt: '2026-05-12T08:00:00.000Z' },
  ...{ readers: 1, removals: 0 },
}

const urgency: fc.Arbitrary<Urgency> = fc.record({
  back: fc.boolean(),
  severity: fc.integer({ min: 1, max: 4 }),
  answered: fc.boolean(),
  receivedAt: fc
    .integer({ min: Date.parse('2001-01-01'), max: Date.parse('2099-12-31') })
    .map((ms) => new Date(ms).toISOString()),
  readers: fc.integer({ min: 0, max: 5000 }),
  removals: fc.integer({ min: 0, max: 400 }),
})
/** A second one that is often the same in its first parts. */
const pair = fc
  .tuple(urgency, urgency, fc.integer({ min: 0, max: urgencyParts.length }))
  .map(([a, b, same]): [Urgency, Urgency] => [
    a,
    {
      back: same > 0 ? a.back : b.back,
      severity: same > 1 ? a.severity : b.severity,
      answered: same > 2 ? a.answered : b.answered,
      receivedAt: same > 3 ? a.receivedAt : b.receivedAt,
      readers: same > 4 ? a.readers : b.readers,
      removals: b.removals,
    },
  ])

describe('the order of the queue', () => {
  it('puts what is back first, then the gravest, then the answered, the longest known, the most reported, the most removed', () => {
    const inOrder: Urgency[] = [
      { ...plain, severity: 4, back: true },
      { ...plain, severity: 1, receivedAt: '2026-05-12T09:00:00.000Z' },
      { ...plain, severity: 2, answered: true, receivedAt: '2026-05-12T09:00:00.000Z' },
      { ...plain, severity: 2 },
      { ...plain, severity: 2, receivedAt: '2026-05-12T08:01:00.000Z', readers: 3 },
      { ...plain, severity: 2, receivedAt: '2026-05-12T08:01:59.000Z', readers: 2, removals: 2 },
      { ...plain, severity: 2, receivedAt: '2026-05-12T08:01:30.000Z', readers: 2, removals: 1 },
      plain,
    ]

    const ranks = inOrder.map(rankOf)

    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(new Set(ranks).size).toBe(ranks.length)
  })

  it('is explained by the part that made it: the first that differs says who stands first', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const part = firstDifference(a, b)
        const by = Math.sign(rankOf(a) - rankOf(b))
        expect(by === 0).toBe(part === undefined)
        if (part === 'severity') expect(by).toBe(Math.sign(a.severity - b.severity))
        if (part === 'received')
          expect(by).toBe(Math.sign(Date.parse(a.receivedAt) - Date.parse(b.receivedAt)))
        if (part === 'readers') expect(by).toBe(Math.sign(b.readers - a.readers))
        if (part === 'removals') expect(by).toBe(Math.sign(b.removals - a.removals))
        if (part === 'back') expect(by).toBe(a.back ? -1 : 1)
        if (part === 'answered') expect(by).toBe(a.answered ? -1 : 1)
      }),
    )
  })

  it('is a whole number that SQLite and JavaScript both hold', () => {
    fc.assert(
      fc.property(urgency, (one) => {
        expect(Number.isSafeInteger(rankOf(one))).toBe(true)
        expect(rankOf({ ...one, back: true })).toBe(backRank(rankOf(one)))
      }),
    )
  })
})
