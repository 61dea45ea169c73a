import { describe, expect, it } from 'vitest'
import { aCase } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const FULL = { code: 'disk-full', message: 'The disk is full. Free some space.' } as const

/** A window in which the first of these cases has just been deleted. */
async function afterDeleting(nos: readonly number[]) {
  const peer = createPeer(nos)
  const opened = await openWindow(peer)
  opened.press('d')
  opened.press('b')
  await opened.stores.decide.written()
  await opened.paint()
  return { peer, ...opened }
}

describe('two keys', () => {
  it('decide the case on the screen and show the next one at once', async () => {
    const peer = createPeer([1, 2, 3])
    const { stores, press } = await openWindow(peer)

    press('d')
    press('b')

    expect(stores.shown()).toBe(2)
    expect(stores.cases.view(2)).toBeDefined()
    await until(() => peer.recorded.length === 1)
    expect(peer.recorded[0]).toMatchObject({
      caseId: 'case_1000',
      verb: 'delete',
      ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
      answers: ['rep_1-000'],
      expect: { bodyRev: 1, decRev: 0 },
    })
  })

  it('count and tell only when the decision is on disk', async () => {
    const peer = createPeer([1, 2])
    let write: () => void = () => undefined
    peer.hold(
      new Promise((resolve) => {
        write = resolve
      }),
    )
    const { stores, press } = await openWindow(peer)

    press('d')
    press('Enter')
    await until(() => peer.calls.some(({ method }) => method === 'decision.record'))

    expect(stores.queue.getState()).toMatchObject({ order: [2], count: 2 })
    expect(stores.tape.getState()).toMatchObject({ entries: [], said: '' })
    write()
    await until(() => stores.queue.getState().count === 1)
    expect(stores.tape.getState().entries).toHaveLength(1)
    expect(stores.tape.getState().said).toMatch(
      /^Deleted, Personal abuse\. Undo with z, 8 seconds\./,
    )
  })

  it('bring the case back with the choice and the reason where it was not kept', async () => {
    const peer = createPeer([1, 2])
    peer.refuse(FULL)
    const { stores, press } = await openWindow(peer)

    press('d')
    press('w')
    await until(() => stores.decide.getState().at === 'picking')

    const picking = stores.decide.getState()
    if (picking.at !== 'picking') throw new Error('no choice is open')
    expect(picking).toMatchObject({ verb: 'delete', problem: FULL })
    expect([...picking.likeliest, ...picking.choices][picking.marked]?.key).toBe('w')
    expect(stores.shown()).toBe(1)
    expect(stores.queue.getState()).toMatchObject({ order: [1, 2], count: 2 })
  })

  it('do not let a case that comes back take the choice that is open on another', async () => {
    const peer = createPeer([1, 2])
    peer.refuse(FULL)
    const { stores, press, paint } = await openWindow(peer)
    press('d')
    press('w')
    await paint()

    press('f')
    await until(() => stores.queue.getState().order.includes(1))

    expect(stores.decide.getState()).toMatchObject({ at: 'picking', verb: 'keep', view: { no: 2 } })
    press('Escape')
    expect(stores.decide.getState()).toMatchObject({ verb: 'delete', view: { no: 1 } })
  })

  it('answer exactly the reports and the text that were on the screen', async () => {
    const peer = createPeer([1, 2])
    const { stores, press, paint, now } = await openWindow(peer)
    const before = now()
    peer.change(aCase(1, { body: 'Edited', bodyRev: 2, reports: 3 }))
    await until(() => stores.cases.view(1)?.case.revisions.bodyRev === 2)
    await paint()

    press('d', { timeStamp: before })
    press('b')
    await until(() => peer.recorded.length === 1)

    expect(peer.recorded[0]?.expect.bodyRev).toBe(1)
    expect(peer.recorded[0]?.answers).toEqual(['rep_1-000'])
  })

  it('do nothing while held down', async () => {
    const { stores, press } = await openWindow(createPeer([1, 2]))

    press('d', { repeat: true })

    expect(stores.decide.getState().at).toBe('idle')
  })
})

describe('a key pressed before the next case was painted', () => {
  it('is for the case that was on the screen, and decides nothing twice', async () => {
    const peer = createPeer([1, 2, 3])
    const { stores, press } = await openWindow(peer)

    for (const key of ['d', 'b', 'd', 'b']) press(key)
    await stores.decide.written()

    expect(peer.recorded.map(({ caseId }) => caseId)).toEqual(['case_1000'])
    expect(stores.shown()).toBe(2)
  })

  it('goes back to that case where one has only moved on', async () => {
    const { stores, press, paint, now } = await openWindow(createPeer([1, 2, 3]))
    press('j')
    press('j')
    const before = now()
    await paint()
    expect(stores.shown()).toBe(3)

    press('d', { timeStamp: before })

    expect(stores.shown()).toBe(1)
    expect(stores.decide.getState()).toMatchObject({ view: { no: 1 } })
  })

  it('never opens another case than the one that was read', async () => {
    const { press, opened } = await openWindow(createPeer([1, 2]))

    press('j')
    press('o')
    await until(() => opened.length > 0)

    expect(opened).toEqual(['http://127.0.0.1/a#c1'])
  })
})

describe('undo', () => {
  it('takes the last one back while it is held, and goes to it', async () => {
    const { stores, press } = await afterDeleting([1, 2, 3])

    press('z')
    await until(() => stores.shown() === 1)

    expect(stores.queue.getState()).toMatchObject({ order: [1, 2, 3], count: 3 })
    expect(stores.tape.getState().remark).toMatch(/^Undone\./)
  })

  it('waits for a decision that is still being written instead of taking the one before', async () => {
    const { stores, press } = await afterDeleting([1, 2, 3])

    press('f')
    press('n')
    press('z')
    await until(() => stores.tape.getState().remark !== undefined)

    expect(stores.shown()).toBe(2)
    expect(stores.queue.getState().order).toEqual([2, 3])
  })

  it('opens a restore where the removal has left', async () => {
    const { peer, stores, press, paint } = await afterDeleting([1, 2])
    const made = stores.tape.target()
    if (made?.kind !== 'decision') throw new Error('nothing was decided')
    peer.settle(made.delivery)
    await until(() => {
      const last = stores.tape.target()
      return last?.kind === 'decision' && last.delivery.state === 'settled'
    })
    await paint()

    press('z')
    await until(() => stores.decide.getState().at === 'picking')
    press('m')
    await until(() => peer.recorded.length === 2)

    expect(peer.recorded[1]).toMatchObject({
      verb: 'restore',
      restores: made.delivery.opId,
      ground: { kind: 'outcome', code: 'RST-ERROR' },
    })
    expect(stores.shown()).toBe(2)
  })
})

describe('the restore key', () => {
  it('is live only where this person may undo what stands', async () => {
    const peer = createPeer([1, 2])
    const { stores, press, paint } = await openWindow(peer)

    press('r')

    expect(stores.decide.getState().at).toBe('idle')
    await paint()
    press('d')
    expect(stores.decide.getState()).toMatchObject({ verb: 'delete' })
  })
})
