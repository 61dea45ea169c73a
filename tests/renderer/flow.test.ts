import { describe, expect, it } from 'vitest'
import { handEntries } from '../../src/renderer/stores/handing.ts'
import type { HandPerson } from '../../src/shared/contract/flow.ts'
import type { DeliveryView } from '../../src/shared/contract/models.ts'
import { aCase, AT } from './support/cases.ts'
import { PeerClaims } from './support/peer-claims.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

type Peer = ReturnType<typeof createPeer>
const callsOf = (peer: Peer, method: string) =>
  peer.calls.filter((call) => call.method === method).map(({ input }) => input)
const RONA: HandPerson = { id: 'stf_rona', name: 'Rona Tait', role: 'moderator', why: 'gave' }

/** A window whose sheet takes what a page would have it take. */
async function aWindow(peer: Peer) {
  const window = await openWindow(peer)
  const { overlay, handing, aside } = window.stores
  overlay.onTake(() => {
    const { over, query, marked } = overlay.getState()
    if (over === 'hand') void handing.take(query, marked)
    if (over === 'aside') aside.take(query, marked)
  })
  return window
}
type Window = Awaited<ReturnType<typeof aWindow>>
const said = ({ stores }: Window) => stores.tape.getState().said
const over = ({ stores }: Window) => stores.overlay.getState().over

describe('h', () => {
  it('hands the case on to whoever is next, without a word, and the next is there', async () => {
    const peer = createPeer([1, 2])
    const window = await aWindow(peer)

    window.press('h')
    expect(over(window)).toBe('hand')
    window.press('Enter')
    await until(() => said(window) !== '')

    expect(callsOf(peer, 'case.hand')).toEqual([{ no: 1, to: null, words: null }])
    expect(window.stores.shown()).toBe(2)
    expect(said(window)).toBe('Handed on to whoever is next. Undo with z.')
    expect(over(window)).toBe('nothing')
  })

  it('finds a colleague by a few letters, even before the list is there', async () => {
    const peer = createPeer([1, 2])
    const window = await aWindow(peer)
    const { stores, press } = window

    press('h')
    stores.overlay.search('mor')
    stores.handing.write('  Court case. ')
    press('Enter')
    await until(() => said(window) !== '')

    expect(callsOf(peer, 'case.hand')).toEqual([{ no: 1, to: 'stf_morven', words: 'Court case.' }])
    expect(said(window)).toBe('Handed on to Morven Haldry. Undo with z.')
  })

  it('lists whoever is next first, and narrows by what is typed', () => {
    expect(handEntries([RONA], '').map(({ name }) => name)).toEqual([
      'Whoever is next',
      'Rona Tait',
    ])
    expect(handEntries([RONA], 'ta ro')).toMatchObject([{ id: 'stf_rona', why: 'handed it on' }])
    expect(handEntries([RONA], 'xx')).toEqual([])
  })

  it('is undone by z, and once it has left z says why it can’t be and what to do', async () => {
    const peer = createPeer([1, 2, 3])
    const window = await aWindow(peer)
    const { stores, press, paint } = window

    press('h')
    press('Enter')
    await until(() => stores.tape.target() !== undefined)
    press('z')
    await until(() => said(window) === 'Undone. Nobody was told.')
    expect(stores.shown()).toBe(1)

    await paint()
    press('h')
    press('Enter')
    await until(() => said(window).startsWith('Handed'))
    const target = stores.tape.target()
    peer.leave(target?.opId ?? '')
    await until(() => stores.tape.target()?.kind === 'errand')
    press('z')
    await until(() => said(window).startsWith('Too late'))
    expect(said(window)).toBe(
      'Too late to take back: whoever is next has it. It is last under Mine, g m; c takes it back.',
    )
    expect(stores.tape.target()).toBeUndefined()
  })

  it('opens again with what was written where it could not be kept', async () => {
    const peer = createPeer([1, 2])
    const window = await aWindow(peer)
    peer.refuse({ code: 'disk-full', message: 'The disk is full.' })

    window.press('h')
    window.stores.handing.write('Yours.')
    window.press('Enter')
    await until(() => window.stores.handing.getState().problem !== undefined)

    expect(over(window)).toBe('hand')
    expect(window.stores.handing.getState()).toMatchObject({ words: 'Yours.' })
    expect(window.stores.shown()).toBe(1)
  })
})

describe('s', () => {
  it('puts the case aside until a time, says so, and z puts it back', async () => {
    const peer = createPeer([1, 2])
    const window = await aWindow(peer)
    const { stores, press } = window

    press('s')
    press('Enter')
    await until(() => said(window) !== '')
    expect(callsOf(peer, 'case.aside')).toEqual([{ no: 1, until: '2026-05-12T14:30:00.000Z' }])
    expect(stores.shown()).toBe(2)
    expect(said(window)).toMatch(/^Put aside until 15:30\. It comes back sooner/)

    press('z')
    await until(() => said(window).startsWith('Back in the queue'))
    expect(callsOf(peer, 'case.aside-end')).toEqual([{ no: 1 }])
    await until(() => stores.shown() === 1)
  })

  it('takes a time that is typed, and nothing where it is none', async () => {
    const peer = createPeer([1, 2])
    const window = await aWindow(peer)

    window.press('s')
    window.stores.overlay.search('never')
    window.press('Enter')
    expect(callsOf(peer, 'case.aside')).toEqual([])
    window.stores.overlay.search('tomorrow 8:15')
    window.press('Enter')
    await until(() => callsOf(peer, 'case.aside').length > 0)
    expect(callsOf(peer, 'case.aside')).toEqual([{ no: 1, until: '2026-05-13T07:15:00.000Z' }])
  })

  it('takes one that is aside out again, and z puts it back aside', async () => {
    const aside = { until: '2026-05-12T16:00:00.000Z', back: null }
    const peer = createPeer([1, 2], [{ ...aCase(1), aside }])
    const window = await aWindow(peer)

    window.press('s')
    await until(() => said(window) === 'Taken out again. It is in the queue.')
    window.press('z')
    await until(() => said(window) === 'Aside again.')
    expect(callsOf(peer, 'case.aside')).toEqual([{ no: 1, until: aside.until }])
  })
})

describe('z', () => {
  it('undoes each thing in turn, the last first, or says what to do instead', async () => {
    const claims = new PeerClaims()
    claims.claim = { name: 'Ishbel Corrie', until: AT.replace('13', '16'), mine: true, look: false }
    const peer = createPeer([1, 2, 3], [], { claims })
    const window = await aWindow(peer)
    const { stores, press, paint } = window

    press('f')
    press('n')
    await until(() => stores.tape.target()?.kind === 'decision')
    await paint()
    press('c')
    await until(() => stores.tape.target()?.kind === 'deed')
    await paint()
    press('s')
    press('Enter')
    await until(() => said(window).startsWith('Put aside'))

    press('z')
    await until(() => said(window).startsWith('Back in the queue'))
    press('z')
    await until(() => said(window) === 'Let go. Anybody may take it.')
    press('z')
    await until(() => said(window).startsWith('Undone.'))
    expect(stores.shown()).toBe(1)
  })

  it('says of a batch that was given back what to do instead, and then goes on', async () => {
    const peer = createPeer([1, 2])
    const window = await aWindow(peer)
    const { stores, press } = window

    press('f')
    press('n')
    await until(() => stores.tape.target()?.kind === 'decision')
    stores.place.go('batch')
    press('r')
    await until(() => stores.tape.target()?.kind === 'deed')
    stores.place.go('cases')
    press('z')
    await until(() => said(window).startsWith('Some of them may be'))
    press('z')
    await until(() => said(window).startsWith('Undone.'))
  })
})

describe('what was put away', () => {
  it('is brought back by z', async () => {
    const refused: DeliveryView = {
      ...{ opId: '01900000-0000-7000-8000-000000000009', n: 9, no: 2, caseId: 'case_2000' },
      ...{ verb: 'keep', ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' } },
      ...{ authorName: null, state: 'refused', madeAt: AT, heldForMs: 0, canUndo: false },
      ...{ publication: null, publishedAt: null, problem: null },
    }
    const peer = createPeer([1, 2], [{ ...aCase(2), delivery: refused }])
    const window = await aWindow(peer)
    const { stores, press, paint } = window

    press('g')
    press('n')
    await until(() => stores.queue.getState().order.length === 1)
    await paint()
    press('p')
    await until(() => said(window).startsWith('Put away'))
    expect(stores.queue.getState().order).toEqual([])
    press('z')
    await until(() => said(window) === 'Back under Contested, g n.')
    expect(callsOf(peer, 'delivery.bring-back')).toEqual([{ opId: refused.opId }])
    await until(() => stores.queue.getState().order.length === 1)
  })
})

describe('g m', () => {
  it('lists what one has, and says so where that is nothing', async () => {
    const until16 = { until: '2026-05-12T16:00:00.000Z', back: null }
    const peer = createPeer([1, 2, 3], [{ ...aCase(2), aside: until16 }, aCase(1), aCase(3)])
    const { stores, press } = await aWindow(peer)

    press('g')
    press('m')
    await until(() => stores.queue.getState().order.length === 1)

    expect(stores.queue.getState()).toMatchObject({ order: [2], view: { place: 'mine' } })
    expect(stores.shown()).toBe(2)
  })
})
