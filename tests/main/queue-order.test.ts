import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Move, QueueOrder } from '../../src/main/core/services/queue-order.ts'
import type { QueueChange } from '../../src/shared/contract/models.ts'

/** What a renderer does with a change. */
function follow(nos: readonly number[], { removed, inserted }: QueueChange): number[] {
  const next = nos.filter((no) => !removed.includes(no))
  for (const [no, before] of inserted) {
    const at = before === null ? next.length : next.indexOf(before)
    expect(at).toBeGreaterThanOrEqual(0)
    next.splice(at, 0, no)
  }
  return next
}

const move: fc.Arbitrary<Move> = fc.record({
  no: fc.integer({ min: 1, max: 150 }),
  rank: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
})
const distinct = { selector: ({ no }: Move) => no }
/** Few changes are made one by one, many in one pass: both ways must lead to the same. */
const batch = fc.oneof(
  fc.uniqueArray(move, { ...distinct, maxLength: 8 }),
  fc.uniqueArray(move, { ...distinct, minLength: 60, maxLength: 120 }),
)

/** What is there before the first change. */
const spots = fc.uniqueArray(
  fc.record({ no: fc.integer({ min: 1, max: 150 }), rank: fc.integer({ min: 0, max: 30 }) }),
  { ...distinct, maxLength: 100 },
)

function sorted(model: ReadonlyMap<number, number>): [no: number, rank: number][] {
  return [...model].sort((a, b) => a[1] - b[1] || a[0] - b[0])
}

describe('the order of the queue', { timeout: 60_000 }, () => {
  it('is by rank, then by number, and its changes take whoever follows them there', () => {
    fc.assert(
      fc.property(spots, fc.array(batch, { maxLength: 12 }), (filled, batches) => {
        const order = new QueueOrder()
        const model = new Map<number, number>(filled.map(({ no, rank }) => [no, rank]))
        const inPlace = sorted(model)
        order.fill(
          inPlace.map(([no]) => no),
          () => inPlace.map(([, rank]) => rank),
        )
        let followed: number[] = [...order.nos]
        let { rev } = order
        for (const moves of batches) {
          const change = order.move(moves)
          for (const { no, rank } of moves)
            if (rank === undefined) model.delete(no)
            else model.set(no, rank)
          if (change) {
            expect(change).toMatchObject({ base: rev, rev: rev + 1 })
            followed = follow(followed, change)
            rev++
          }
          const expected = sorted(model).map(([no]) => no)
          expect(order.nos).toEqual(expected)
          expect(followed).toEqual(expected)
        }
      }),
      { numRuns: 300, verbose: true },
    )
  })

  it('says nothing where nothing moved', () => {
    const order = new QueueOrder()
    order.fill([1], () => [5])
    expect(order.move([{ no: 1, rank: 5 }])).toBeUndefined()
    expect(order.move([{ no: 9, rank: undefined }])).toBeUndefined()
  })
})
