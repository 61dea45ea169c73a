import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedOrder } from '../../src/renderer/stores/queue-order.ts'
import { broughtIntoSight, rowsInSight } from '../../src/renderer/ui/window.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

/** What the contract says, step by step: removals, then each insertion before its anchor. */
function stepByStep(
  order: readonly number[],
  removed: readonly number[],
  inserted: readonly [number, number | null][],
): number[] {
  const next = order.filter((no) => !removed.includes(no))
  for (const [no, before] of inserted)
    next.splice(before === null ? next.length : next.indexOf(before), 0, no)
  return next
}

describe('a change of the order', () => {
  it('comes out as if its steps were taken one by one', () => {
    const change = fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.array(fc.nat(30), { maxLength: 12 }), fc.nat(12))
      .map(([count, anchors, cut]) => {
        const order = Array.from({ length: count }, (_, i) => i + 1)
        const removed = order.slice(0, Math.min(cut, count))
        const here = order.filter((no) => !removed.includes(no))
        const inserted = anchors.map((anchor, i): [number, number | null] => {
          const no = 100 + i
          const before = here[anchor % (here.length + 1)] ?? null
          here.push(no)
          return [no, before]
        })
        return { order, removed, inserted }
      })

    fc.assert(
      fc.property(change, ({ order, removed, inserted }) => {
        expect(changedOrder(order, { removed, inserted })).toEqual(
          stepByStep(order, removed, inserted),
        )
      }),
      { numRuns: 500, verbose: true },
    )
  })

  it('is refused where it names a place that is not there', () => {
    expect(changedOrder([1, 2], { removed: [], inserted: [[9, 7]] })).toBeUndefined()
  })

  it('takes a chain of any length', () => {
    const inserted = Array.from({ length: 50_000 }, (_, i): [number, number | null] => [
      i + 2,
      i + 1,
    ])

    const next = changedOrder([1], { removed: [], inserted })

    expect(next).toHaveLength(50_001)
    expect(next?.[0]).toBe(50_001)
  })
})

describe('the queue', () => {
  it('keeps the selected case when more urgent ones come, and says how many', async () => {
    const peer = createPeer([1, 2, 3])
    const { stores, press } = await openWindow(peer)
    press('j')

    peer.cases.set(9, { ...(peer.cases.get(3) ?? fail()), no: 9 })
    peer.insert(9, 1)
    await until(() => stores.queue.getState().order.length === 4)

    expect(stores.queue.getState().selected).toBe(2)
    expect([...stores.queue.getState().fresh]).toEqual([9])
    press('k')
    press('k')
    expect(stores.queue.getState()).toMatchObject({ selected: 9, fresh: new Set() })
  })

  it('reads the whole order again after a change was lost', async () => {
    const peer = createPeer([1, 2, 3])
    const { stores } = await openWindow(peer)
    const asked = () => peer.calls.filter(({ method }) => method === 'queue.index').length
    const before = asked()

    peer.skip()
    peer.insert(7, 3)
    await until(() => stores.queue.getState().order.includes(7))

    expect(stores.queue.getState().order).toEqual([1, 2, 7, 3])
    expect(asked()).toBe(before + 1)
  })

  it('takes the first row when the last one is decided, and none when all are', async () => {
    const { stores, press, paint } = await openWindow(createPeer([1, 2]))
    press('J', { shiftKey: true })
    await paint()

    for (const no of [2, 1]) {
      expect(stores.shown()).toBe(no)
      press('f')
      press('n')
      await stores.decide.written()
      await paint()
    }

    expect(stores.shown()).toBeUndefined()
    expect(stores.queue.getState()).toMatchObject({ order: [], count: 0 })
  })

  it('has the cases around it ready and asks for each once', async () => {
    const nos = Array.from({ length: 40 }, (_, i) => i + 1)
    const peer = createPeer(nos)
    const { stores, press, paint } = await openWindow(peer)
    for (let i = 0; i < 10; i++) press('j')
    await paint()
    await until(() => stores.cases.view(19) !== undefined)

    const asked = peer.calls
      .filter(({ method }) => method === 'case.get')
      .flatMap(({ input }) => (input as { nos: number[] }).nos)
    expect(new Set(asked).size).toBe(asked.length)
    for (let no = 9; no <= 19; no++) expect(stores.cases.view(no), `case ${no}`).toBeDefined()
  })

  it('never tells that a case was seen by having it ready', async () => {
    const peer = createPeer([1, 2, 3])
    const { press, paint } = await openWindow(peer)
    press('j')
    await paint()

    expect(peer.calls.map(({ method }) => method)).not.toContain('case.seen')
  })
})

describe('the rows in sight', () => {
  it('cover the box and never leave the list', () => {
    fc.assert(
      fc.property(
        fc.nat(6_000_000),
        fc.integer({ min: 1, max: 3000 }),
        fc.nat(100_000),
        (top, height, count) => {
          const { start, end } = rowsInSight({ scrollTop: top, height, rowHeight: 52 }, count)

          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(count)
          expect(end - start).toBeLessThanOrEqual(height / 52 + 26)
          for (const y of [top, top + height - 1]) {
            const row = Math.floor(y / 52)
            if (row < count) expect(row >= start && row < end).toBe(true)
          }
        },
      ),
      { verbose: true },
    )
  })
})

describe('a row that is selected', () => {
  it('is in sight, and the list stands still where it was already', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }).chain((count) =>
          fc.record({
            count: fc.constant(count),
            row: fc.nat(count - 1),
            height: fc.integer({ min: 60, max: 3000 }),
            part: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
        ({ count, row, height, part }) => {
          const whole = count * 52
          const scrollTop = Math.floor(part * Math.max(0, whole - height))
          const top = row * 52
          const to = broughtIntoSight({ scrollTop, height }, { top, rowHeight: 52, whole })

          expect(to).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(Math.max(0, whole - height, scrollTop))
          expect(top).toBeGreaterThanOrEqual(to)
          expect(top + 52).toBeLessThanOrEqual(to + height)
          if (top >= scrollTop && top + 52 <= scrollTop + height) expect(to).toBe(scrollTop)
        },
      ),
      { verbose: true },
    )
  })
})

function fail(): never {
  throw new Error('the peer has no such case')
}
