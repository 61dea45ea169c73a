import { describe, expect, it } from 'vitest'
import {
  comingBack,
  isNews,
  keptBackWords,
  moreWords,
  nextTry,
  skewSentence,
} from '../../src/renderer/stores/outbox-words.ts'
import type { OutboxItem, Reconnect } from '../../src/shared/contract/outbox.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const AT = '2026-05-12T14:00:00.000Z'
const spell = (parts: Partial<Reconnect>): Reconnect => ({
  ...{ id: 1, lostAt: AT, backAt: AT, doneAt: AT, sent: 33, again: 0, told: false },
  groups: [
    { outcome: 'settled', count: 31, unpublished: 0, items: [] },
    { outcome: 'contested', count: 1, unpublished: 0, items: [] },
    { outcome: 'gone', count: 1, unpublished: 0, items: [] },
  ],
  ...parts,
})
const settled = (count: number): Reconnect['groups'] => [
  { outcome: 'settled', count, unpublished: 0, items: [] },
]

describe('what is said of the time one came back', () => {
  it('is one line, while it goes on and when it is done', () => {
    expect(comingBack(spell({}))).toBe('31 settled, 1 contested, 1 the author had deleted.')
    const going = spell({ doneAt: null, sent: 11, groups: settled(4) })
    expect(comingBack(going)).toBe('Sending 11 decisions. 4 settled.')
    expect(comingBack(spell({ sent: 0, again: 14, groups: [] }))).toBe(
      'The desk was restored from a backup. 14 of your decisions were missing there and have been sent again under their old numbers.',
    )
  })

  it('goes by itself where all is well, and stays until one has looked where it is not', () => {
    const now = Date.parse(AT)
    const well = spell({ groups: settled(31) })
    expect(isNews(well, now + 119_000)).toBe(true)
    expect(isNews(well, now + 120_000)).toBe(false)
    expect(isNews(spell({}), now + 86_400_000)).toBe(true)
    expect(isNews(spell({ told: true }), now)).toBe(false)
    expect(isNews(null, now)).toBe(false)
  })
})

describe('what is said while there is no line', () => {
  it('counts down to the next try, and never below a second or into nonsense', () => {
    expect(nextTry('offline', 40_000)).toBe('Next try in 40 s')
    expect(nextTry('offline', -31_536_000_000)).toBe('Next try in 1 s')
    expect(nextTry('offline', undefined)).toBe('Trying now')
    expect(nextTry('synced', 5)).toBe('')
  })

  it('tells of a clock that is more than two minutes wrong, and of no other', () => {
    expect(skewSentence(-150_000)).toBe(
      'This laptop’s clock is 2 min fast. The desk’s clock is used.',
    )
    expect(skewSentence(31_536_000_000)).toContain('12 months slow')
    for (const right of [0, 120_000, -120_000, null, undefined])
      expect(skewSentence(right)).toBe('')
  })

  it('says why a thing waits, and how far back what is not listed goes', () => {
    const item: OutboxItem = {
      ...{ opId: 'op', n: 1, kind: 'decision', no: 1, words: '', verb: 'keep', ground: null },
      ...{ rule: null, madeAt: AT, state: 'held', keptBack: 'held', forMs: 6000 },
    }
    expect(keptBackWords(item, 5200)).toBe('held 6 s')
    expect(keptBackWords(item, -1)).toBe('waiting')
    expect(keptBackWords({ ...item, keptBack: 'asked' }, 90_000)).toBe('the desk asked for 1 min')
    const outbox = { items: [item], count: 4, oldest: AT, sights: 0 }
    expect(moreWords(outbox, '21:56')).toBe('and 3 more, back to 21:56.')
    expect(moreWords({ ...outbox, count: 1 }, '21:56')).toBe('')
  })

  it('says what came of a try that was asked for', async () => {
    const peer = createPeer([1, 2])
    const { stores, press } = await openWindow(peer)
    await until(() => stores.sync.getState().sync !== undefined)
    peer.tellSync({ state: 'offline', offlineSince: AT, nextTryMs: null })
    await until(() => stores.sync.getState().sync?.state === 'offline')

    press('y')
    expect(stores.sync.getState().came).toBe('asked')
    peer.tellSync({ state: 'offline', offlineSince: AT, nextTryMs: 20_000 })
    await until(() => stores.sync.getState().came === 'no line')
    expect(stores.sync.getState().tryAt).toBeGreaterThan(20_000)
    peer.tellSync({ state: 'synced' })
    await until(() => stores.sync.getState().came === 'nothing')
    expect(stores.sync.getState().tryAt).toBeUndefined()
  })

  it('keeps what waits and what became of it as the core tells it', async () => {
    const peer = createPeer([1])
    const { stores } = await openWindow(peer)
    peer.waits.outbox = { items: [], count: 7, oldest: AT, sights: 2 }
    await stores.outbox.refresh()
    expect(stores.outbox.getState().outbox?.count).toBe(7)
    peer.tellReconnect(spell({}))
    await until(() => stores.outbox.getState().reconnect?.id === 1)
    await stores.outbox.told(1)
    await stores.outbox.read()
    expect(stores.outbox.getState().reconnect?.told).toBe(true)
  })
})
