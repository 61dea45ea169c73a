import { describe, expect, it } from 'vitest'
import { fuzzy, looseness } from '../../src/renderer/features/palette/fuzzy.ts'
import { createPeer } from './support/peer.ts'
import { openWindow } from './support/window.ts'

describe('the keys', () => {
  it('are silent in a field', async () => {
    const { stores, press } = await openWindow(createPeer([1, 2]))
    const input = document.createElement('input')

    expect(press('d', { target: input })).toBe(false)
    expect(stores.decide.getState().at).toBe('idle')
  })

  it('leave a button its own', async () => {
    const { press } = await openWindow(createPeer([1, 2]))

    expect(press(' ', { target: document.createElement('button') })).toBe(false)
    expect(press(' ')).toBe(true)
  })

  it('wait for the second of a sequence and swallow what does not go on with it', async () => {
    const { stores, press, focused } = await openWindow(createPeer([1, 2]))

    press('g')
    press('q')
    press('g')
    press('d')

    expect(focused).toEqual(['queue'])
    expect(stores.decide.getState().at).toBe('idle')
  })

  it('forget a sequence that was left', async () => {
    const { stores, press, now } = await openWindow(createPeer([1, 2]))

    press('g')
    press('d', { timeStamp: now() + 5000 })

    expect(stores.decide.getState().at).toBe('picking')
  })

  it('move while held, and stop at the ends', async () => {
    const { stores, press } = await openWindow(createPeer([1, 2, 3]))

    for (let i = 0; i < 9; i++) press('j', { repeat: i > 0 })

    expect(stores.shown()).toBe(3)
  })

  it('choose by letter, digit and mark, and leave by esc', async () => {
    const peer = createPeer([1, 2, 3, 4])
    const { stores, press, paint } = await openWindow(peer)
    const through = async (...keys: string[]) => {
      for (const key of keys) press(key)
      await stores.decide.written()
      await paint()
    }

    await through('d', 'x', 'Escape')
    await through('d', 'l')
    await through('d', '1')
    await through('f', 'j', 'Enter')

    expect(peer.recorded.map(({ verb, ground }) => [verb, ground.code])).toEqual([
      ['delete', 'LEG-DEF'],
      ['delete', 'CON-ABU'],
      ['keep', 'NB-DISAGREE'],
    ])
  })

  it('mark nothing where no report names a rule, so that Enter takes nothing', async () => {
    const { stores, press } = await openWindow(
      createPeer([1], [(await import('./support/cases.ts')).aCase(1, { rule: null })]),
    )

    press('d')
    press('Enter')

    expect(stores.decide.getState()).toMatchObject({ at: 'picking', marked: -1 })
  })
})

describe('the palette', () => {
  it('finds by letters in order and prefers what stands together', () => {
    expect(fuzzy('dl', 'Delete')).toEqual([0, 2])
    expect(fuzzy('xq', 'Delete')).toBeUndefined()
    expect(fuzzy('del', 'Undo, delete')).toEqual([6, 7, 8])
    expect(looseness([0, 1, 2])).toBeLessThan(looseness([0, 4, 9]))
  })
})
