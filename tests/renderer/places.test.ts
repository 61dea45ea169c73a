import { describe, expect, it } from 'vitest'
import { aCase } from './support/cases.ts'
import { createPeer, MORVEN } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'
import { nothingFound } from '../../src/renderer/stores/search-words.ts'
import type { Stores } from '../../src/renderer/stores/stores.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'

const QUESTION = {
  ...{ opId: '01900000-0000-7000-8000-00000000e001', question: 'Is he named?', hides: null },
  ...{ by: { id: 'stf_ishbel', name: 'Ishbel Corrie' }, at: '2026-05-12T13:00:00.000Z' },
  answer: null,
}

/** A case with a question to a lead that nobody has answered. */
function askedAbout(no: number) {
  const view = aCase(no)
  return { ...view, case: { ...view.case, escalations: [QUESTION] } }
}

describe('a question to a lead', () => {
  it('is asked with e, leaves the queue when it is on disk, and says so', async () => {
    const peer = createPeer([1, 2])
    const { stores, press } = await openWindow(peer)

    press('e')
    press('Enter', { ctrlKey: true })
    expect(stores.decide.getState()).toMatchObject({
      remark: 'Nothing is asked yet. Write the question first.',
    })
    stores.decide.ask.write('  Is he named?  ')
    press('u', { ctrlKey: true })
    press('Enter', { ctrlKey: true })
    await until(() => stores.tape.getState().said !== '')

    const [sent] = peer.calls.filter(({ method }) => method === 'case.escalate')
    expect(sent?.input).toEqual({
      ...{ no: 1, question: 'Is he named?', hide: true, expect: { bodyRev: 1, decRev: 0 } },
    })
    expect(stores.shown()).toBe(2)
    expect(stores.tape.target()).toMatchObject({ kind: 'errand', no: 1, hides: true })
  })

  it('comes back with its words where it was not kept', async () => {
    const peer = createPeer([1, 2])
    peer.refuse({ code: 'disk-full', message: 'The disk is full.' })
    const { stores, press } = await openWindow(peer)

    press('e')
    stores.decide.ask.write('Is he named?')
    press('Enter', { ctrlKey: true })
    await until(() => stores.decide.getState().at === 'asking')

    expect(stores.decide.getState()).toMatchObject({
      words: 'Is he named?',
      problem: { code: 'disk-full' },
    })
    expect(stores.shown()).toBe(1)
  })

  it('is answered by a lead with the same key, and only by a lead', async () => {
    const lead = await openWindow(createPeer([1], [askedAbout(1)], { staff: MORVEN }))
    lead.press('e')
    expect(lead.stores.decide.getState()).toMatchObject({ at: 'asking', kind: 'answer' })

    const moderator = await openWindow(createPeer([1], [askedAbout(1)]))
    moderator.press('e')
    expect(moderator.stores.decide.getState().at).toBe('idle')
  })
})

describe('a comment around a case', () => {
  it('is raised as a case of its own under a rule, in words', async () => {
    const view = aCase(1)
    const neighbour = {
      ...{
        commentId: 'n1',
        authorName: 'peat_bog_std',
        body: 'Same can.',
        where: 'reply' as const,
      },
      ...{ postedAt: '2026-05-12T12:00:00.000Z', shown: 'as-written' as const },
    }
    const peer = createPeer([1], [{ ...view, case: { ...view.case, neighbours: [neighbour] } }])
    const { stores, press } = await openWindow(peer)

    press('u')
    expect(stores.decide.getState().at).toBe('idle')
    for (const key of ['t', 'u', 'b']) press(key)
    stores.decide.ask.write('Evidence.')
    press('Enter', { ctrlKey: true })
    await until(() => stores.tape.getState().said !== '')

    expect(peer.calls.find(({ method }) => method === 'case.raise')?.input).toEqual({
      ...{ no: 1, commentId: 'n1', rule: 'CON-ABU', words: 'Evidence.' },
    })
    expect(stores.shown()).toBe(1)
  })
})

describe('a narrowed queue', () => {
  it('lists what fits, and all again with one key', async () => {
    const peer = createPeer([1, 2, 3], [aCase(2, { severity: 1, rule: 'LEG-DEF' })])
    const { stores, press } = await openWindow(peer)

    await stores.queue.show({ ...stores.queue.getState().view, severity: 1 })
    expect(stores.queue.getState().order).toEqual([2])
    press('x')
    await until(() => stores.queue.getState().order.length === 3)

    expect(stores.shown()).toBe(2)
  })

  it('has places of its own, and goes back to where one was', async () => {
    const peer = createPeer([1, 2, 3], [askedAbout(3)])
    const { stores, press } = await openWindow(peer)
    press('j')

    press('g')
    press('e')
    await until(() => stores.queue.getState().order.length === 1)
    expect(stores.shown()).toBe(3)
    press('g')
    press('q')
    await until(() => stores.queue.getState().order.length === 3)

    expect(stores.shown()).toBe(2)
  })
})

describe('a search', () => {
  it('lists the newest first, opens one, and comes back to where one was', async () => {
    const peer = createPeer([1, 2, 3], [aCase(2, { body: 'A daft clown' })])
    const { stores, press, focused } = await openWindow(peer)

    press('/')
    expect(focused).toContain('search')
    stores.search.type('daft')
    await until(() => stores.search.getState().done)
    expect(stores.search.getState().hits.map(({ row }) => row.no)).toEqual([2])

    press('Escape')
    expect(stores.place.getState().at).toBe('cases')
    expect(stores.shown()).toBe(1)
    press('/')
    press('Enter')
    expect(stores.shown()).toBe(2)
  })

  it('drops the answer to a text that has been typed over', async () => {
    const peer = createPeer([1, 2], [aCase(1, { body: 'one' }), aCase(2, { body: 'two' })])
    const { stores } = await openWindow(peer)

    stores.search.type('one')
    stores.search.type('two')
    await until(() => stores.search.getState().done)

    expect(stores.search.getState().hits.map(({ row }) => row.no)).toEqual([2])
    expect(peer.calls.filter(({ method }) => method === 'search.comments')).toHaveLength(1)
  })
})

describe('search operators', () => {
  const textOf = ({ stores }: { stores: Stores }) => stores.search.getState().text

  it('are gone on with by keyboard: an operator, then a name, which is quoted where it must be', async () => {
    const peer = createPeer([1, 2], [aCase(2, { authorName: 'Senga Tweedie' })])
    const window = await openWindow(peer)
    const { stores, press } = window
    press('/')

    stores.search.type('-aut')
    press('Enter')
    expect(textOf(window)).toBe('-author:')
    stores.search.type('-author:Sen')
    await until(() => stores.search.getState().offers.length === 1)
    press('Enter')
    expect(textOf(window)).toBe('-author:"Senga Tweedie" ')
    expect(stores.search.getState().offers).toEqual([])
  })

  it('are chosen with the arrows, and esc leaves the choice before it leaves the search', async () => {
    const window = await openWindow(createPeer([1]))
    const { stores, press } = window
    press('/')

    stores.search.type('is:')
    expect(stores.search.getState().offers).toHaveLength(5)
    press('ArrowDown')
    press('ArrowDown')
    press('Enter')
    expect(textOf(window)).toBe('is:decided ')
    stores.search.type('rule:')
    press('ArrowUp')
    press('Escape')
    expect(stores.search.getState().offers).toEqual([])
    expect(stores.place.getState().at).toBe('search')
    press('Escape')
    expect(stores.place.getState().at).toBe('cases')
  })

  it('that cannot be meant are said, and nothing is asked', async () => {
    const peer = createPeer([1])
    const { stores } = await openWindow(peer)

    stores.search.type('colour:red')

    expect(stores.search.getState()).toMatchObject({ looking: false, hits: [] })
    expect(stores.search.getState().fault).toContain('There is no colour: here.')
    expect(peer.calls.map(({ method }) => method)).not.toContain('search.comments')
  })

  it('name a rule that is not there, with some that are', () => {
    const said = nothingFound('rule:spammm', [defaultTerms])

    expect(said).toContain('No rule is called “spammm”.')
    expect(said).toContain(defaultTerms.rules[0]?.shortTitle ?? 'a rule')
    expect(nothingFound('ferry', [defaultTerms])).toBe('No comment on this machine has “ferry”.')
  })
})

describe('the log', () => {
  it('is checked on the spot, telling how it goes', async () => {
    const peer = createPeer([1], [], { staff: MORVEN })
    const { stores, press } = await openWindow(peer)
    press('g')
    press('l')
    await until(() => stores.log.getState().status === 'ready')

    press('v')
    await until(() => stores.log.getState().check?.state === 'checking')
    peer.tellCheck({
      ...{ state: 'broken', checked: 7, of: 9, head: null, at: null, whole: true },
      wrong: { n: 7, why: 'its hash does not follow.' },
    })

    await until(() => stores.log.getState().check?.state === 'broken')
    expect(stores.log.getState().check?.wrong?.n).toBe(7)
  })
})
