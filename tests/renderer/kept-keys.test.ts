import { describe, expect, it } from 'vitest'
import type { CaseView } from '../../src/shared/contract/models.ts'
import { aCase } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const contested = (no: number): CaseView => ({
  ...aCase(no),
  delivery: {
    ...{ opId: `01900000-0000-7000-8000-00000000000${no}`, n: no, no, caseId: `case_${no}000` },
    ...{ verb: 'keep', ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' } },
    ...{ authorName: null, state: 'refused', madeAt: '2026-05-12T13:00:00.000Z', heldForMs: 0 },
    ...{ canUndo: false, publication: null, publishedAt: null, problem: null },
  },
})

/** Makes the wire slow until it is let go. */
function slowly(peer: ReturnType<typeof createPeer>): () => void {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  peer.slow(promise.then(() => undefined))
  return () => {
    resolve(undefined)
  }
}

describe('a key pressed before the list is there', () => {
  it('moves in the list that was asked for, not in the one that is still in sight', async () => {
    const peer = createPeer([1, 2, 3, 4], [contested(3), contested(4)])
    const { stores, press, paint } = await openWindow(peer)
    const arrive = slowly(peer)

    press('g')
    press('n')
    press('j')
    expect(stores.shown()).toBe(1)
    arrive()
    await until(() => stores.queue.getState().order.length === 2)
    await paint()

    expect(stores.queue.getState()).toMatchObject({ order: [3, 4], selected: 4 })
    press('g')
    press('q')
    await until(() => stores.queue.getState().order.length === 4)
    expect(stores.shown()).toBe(1)
  })

  it('is for the case that was on the screen, and for no other', async () => {
    const peer = createPeer([1, 2, 3], [contested(3)])
    const { stores, press, paint } = await openWindow(peer)
    const arrive = slowly(peer)

    press('g')
    press('n')
    press('f')
    expect(stores.decide.getState().at).toBe('idle')
    arrive()
    await until(() => stores.queue.getState().order.length === 1)
    await paint()

    await until(() => stores.decide.getState().at === 'picking')
    expect(stores.decide.getState()).toMatchObject({ verb: 'keep', view: { no: 1 } })
    expect(stores.shown()).toBe(1)
    press('n')
    await stores.decide.written()
    expect(peer.recorded.map(({ caseId }) => caseId)).toEqual(['case_1000'])
  })

  it('goes on to another place, in the order pressed', async () => {
    const peer = createPeer([1, 2, 3], [contested(3)])
    const { stores, press, paint } = await openWindow(peer)
    const arrive = slowly(peer)

    for (const key of ['g', 'n', 'g', 'q', 'j']) press(key)
    arrive()
    await until(() => stores.queue.getState().order.length === 1)
    await paint()
    await until(() => stores.queue.getState().view.place === 'queue')
    await until(() => !stores.queue.getState().turning)
    await paint()

    expect(stores.shown()).toBe(2)
  })
})

describe('a key pressed before the case is there', () => {
  async function onTheWay() {
    const nos = Array.from({ length: 40 }, (_, i) => i + 1)
    const peer = createPeer(nos)
    const window = await openWindow(peer)
    const arrive = slowly(peer)
    window.press('J', { shiftKey: true })
    expect(window.stores.shown()).toBe(40)
    window.stores.painted.show(undefined, window.now())
    return { peer, arrive, ...window }
  }

  it('is kept for it, and opens what it asks for once the case is on the screen', async () => {
    const { stores, press, paint, arrive } = await onTheWay()

    press('d')
    expect(stores.decide.getState().at).toBe('idle')
    arrive()
    await paint()

    await until(() => stores.decide.getState().at === 'picking')
    expect(stores.decide.getState()).toMatchObject({ verb: 'delete', view: { no: 40 } })
  })

  it('decides nothing on words that nobody has seen, and says so', async () => {
    const { peer, stores, press, paint, arrive } = await onTheWay()

    press('d')
    press('b')
    arrive()
    await paint()

    await until(() => stores.tape.getState().remark !== undefined)
    expect(stores.tape.getState().remark).toMatch(/^You were faster than the case/)
    expect(stores.decide.getState()).toMatchObject({ at: 'picking', view: { no: 40 } })
    await stores.decide.written()
    expect(peer.recorded).toEqual([])
  })

  it('is dropped by esc, which says so', async () => {
    const { stores, press, paint, arrive } = await onTheWay()

    press('d')
    press('Escape')
    expect(stores.tape.getState().said).toBe('Dropped what you pressed while the list was opening.')
    arrive()
    await paint()
    expect(stores.decide.getState().at).toBe('idle')
  })

  it('leaves what belongs to the system or a field alone', async () => {
    const { press } = await onTheWay()

    expect(press('r', { ctrlKey: true })).toBe(false)
    expect(press('d', { target: document.createElement('input') })).toBe(false)
    expect(press('d')).toBe(true)
  })
})
