import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandWords } from '../../src/renderer/stores/burst-words.ts'
import { foldOf, linesOf } from '../../src/renderer/stores/queue-fold.ts'
import type { Burst } from '../../src/shared/contract/bursts.ts'
import { aCase } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const burst = (id: number, nos: number[], of: Burst['of'] = 'article'): Burst => ({
  ...{ id, of, title: 'Ferry refit slips', nos, gone: 0 },
})
const NOS = [1, 2, 3, 4, 5, 6, 7]
const CLAIM = { name: 'Morven Haldry', until: '2099-01-01T00:00:00.000Z', mine: false, look: false }

/** Three of seven cases are one burst: 2 speaks for it. */
async function pileOn(views: ReturnType<typeof aCase>[] = []) {
  const peer = createPeer(NOS, views, { bursts: [burst(1, [2, 4, 6])] })
  const window = await openWindow(peer)
  await until(() => window.stores.queue.getState().bands.size === 1)
  return { peer, ...window }
}
const order = ({ stores }: Awaited<ReturnType<typeof pileOn>>) => stores.queue.getState().order

describe('a burst in the queue', () => {
  it('has its cases beneath its most urgent one, or is one line in the place of that', async () => {
    const window = await pileOn()
    expect(order(window)).toEqual([1, 2, 4, 6, 3, 5, 7])

    window.press('j')
    window.press('j')
    expect(window.stores.shown()).toBe(4)
    window.press('ArrowLeft')
    expect(order(window)).toEqual([1, 2, 3, 5, 7])
    expect(window.stores.shown()).toBe(2)
    window.press('j')
    expect(window.stores.shown()).toBe(3)
    window.press('k')
    window.press('ArrowRight')
    expect(order(window)).toEqual([1, 2, 4, 6, 3, 5, 7])
  })

  it('is decided one by one: the next of it speaks for it, and is shown', async () => {
    const window = await pileOn()
    const { stores, press, paint } = window
    press('j')
    press('ArrowLeft')
    await paint()

    press('f')
    press('n')
    await stores.decide.written()

    expect(stores.shown()).toBe(4)
    expect(order(window)).toEqual([1, 3, 4, 5, 7])
  })

  it('opens by itself where one of its cases is gone to', async () => {
    const window = await pileOn()
    window.press('j')
    window.press('ArrowLeft')

    window.stores.queue.select(6)

    expect(window.stores.shown()).toBe(6)
    expect(order(window)).toEqual([1, 2, 4, 6, 3, 5, 7])
  })

  it('is not made of one case that is left in a narrowed list, nor in other places', async () => {
    const window = await pileOn()

    await window.stores.queue.show({ ...window.stores.queue.getState().view, place: 'batch' })

    expect(window.stores.queue.getState().bands.size).toBe(0)
    const one = foldOf([burst(1, [2, 4, 6])])([1, 2, 3], new Set())
    expect(one.order).toEqual([1, 2, 3])
  })

  it('says how many, whose, and how many are decided', () => {
    expect(bandWords({ burst: { ...burst(1, [2, 4]), gone: 3 }, nos: [2, 4] })).toBe(
      '2 cases on Ferry refit slips, 3 decided',
    )
  })
})

describe('deciding a burst together', () => {
  it('takes a verb, a rule and a look at each, then makes all, and z takes all back', async () => {
    const window = await pileOn([{ ...aCase(6), claim: CLAIM }])
    const { stores, press, peer } = window
    press('j')

    press('b')
    expect(stores.together.getState()).toMatchObject({ at: 'verb', nos: [2, 4, 6] })
    press('d')
    press('b')
    expect(peer.recorded).toEqual([])
    await until(() => stores.together.getState().at === 'preview')
    await until(() => {
      const state = stores.together.getState()
      return state.at === 'preview' && state.ready
    })
    const state = stores.together.getState()
    if (state.at !== 'preview') throw new Error('no preview')
    expect(state.items.map(({ leftOut }) => leftOut)).toEqual([
      ...[null, null, 'Morven Haldry has this one.'],
    ])

    await stores.together.make()
    expect(peer.recorded.map(({ caseId }) => caseId)).toEqual(['case_2000', 'case_4000'])
    expect(stores.tape.getState().said).toBe('2 cases deleted, Personal abuse. Undo with z.')
    stores.overlay.close()
    press('z')
    await until(() => stores.tape.getState().remark !== undefined)
    expect(stores.tape.getState().remark).toBe('Undone. 2 cases are back and nobody was told.')
  })

  it('shows the preview anew, with why, where nothing could be made', async () => {
    const { stores, press, peer } = await pileOn()
    press('j')
    press('b')
    press('d')
    press('b')
    await until(() => {
      const state = stores.together.getState()
      return state.at === 'preview' && state.ready
    })
    peer.refuse({ code: 'stale-case', message: 'Someone has decided this case since.' })

    await stores.together.make()

    expect(stores.together.getState()).toMatchObject({
      at: 'preview',
      problem: { code: 'stale-case' },
    })
  })

  it('is left by esc at any step, and a case that came by itself has none', async () => {
    const { stores, press } = await pileOn()

    press('b')
    expect(stores.overlay.getState().over).toBe('nothing')
    expect(stores.tape.getState().remark).toContain('came by itself')
    press('j')
    press('b')
    press('d')
    press('Escape')
    expect(stores.together.getState().at).toBe('closed')
    expect(stores.overlay.getState().over).toBe('nothing')
  })
})

describe('the folded order', () => {
  it('loses no case, moves none but those of a burst, and counts its lines', () => {
    const all = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 })
    const sets = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2 }), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(all, sets, fc.array(fc.integer({ min: 0, max: 3 })), (nos, groups, closed) => {
        const bursts = groups.map((members, id) =>
          burst(id, members, id % 2 ? 'author' : 'article'),
        )
        const { order: next, bands } = foldOf(bursts)(nos, new Set(closed))
        const hidden = [...bands.values()].flatMap((band) => (band.open ? [] : band.nos.slice(1)))
        expect([...next, ...hidden].toSorted()).toEqual(nos.toSorted())
        const inBands = new Set([...bands.values()].flatMap((band) => band.nos))
        const others = (list: readonly number[]) => list.filter((no) => !inBands.has(no))
        expect(others(next)).toEqual(others(nos))
        const lines = linesOf(next, bands)
        for (const [i, no] of next.entries()) {
          expect(lines.at(lines.of(i))).toEqual({ index: i, heading: false })
          if (bands.get(no)?.open)
            expect(lines.at(lines.of(i) - 1)).toEqual({ index: i, heading: true })
        }
      }),
      { verbose: true },
    )
  })
})
