import { describe, expect, it } from 'vitest'
import type { CutsDraft } from '../../src/shared/contract/drafts.ts'
import type { Amending } from '../../src/renderer/stores/amending.ts'
import { aCase, type CaseParts } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const BODY =
  'I would not call him a liar. The ferry sails at nine and the pier is open all the year round.'
const at = (words: string, body = BODY): [number, number] => [
  body.indexOf(words),
  body.indexOf(words) + words.length,
]

/** A window with an amendment open on this comment, and what it is. */
async function amend(parts: CaseParts = {}) {
  const peer = createPeer([1, 2], [aCase(1, { body: BODY, ...parts }), aCase(2)])
  const opened = await openWindow(peer)
  opened.press('a')
  const amending = (): Amending => {
    const state = opened.stores.decide.getState()
    if (state.at !== 'amending') throw new Error(`not amending but ${state.at}`)
    return state
  }
  /** Marks these words as a mouse does, and presses keys. */
  const cut = (words: string, ...keys: string[]) => {
    opened.stores.decide.amend.mark(at(words, parts.body))
    for (const key of keys) opened.press(key)
  }
  const shown = () => amending().cuts.map(({ span }) => amending().words.text.slice(...span))
  return { ...opened, peer, amending, cut, shown }
}

describe('a warning', () => {
  it('is led to by the first ↵ and decided over by the second', async () => {
    const { peer, press, cut, amending, stores } = await amend()
    cut('sails', 'b')
    cut('not call him', 'b')
    cut('open', 'b')

    press('Enter')
    expect(peer.recorded).toEqual([])
    expect(amending()).toMatchObject({
      current: 0,
      remark: '1 warning. Press ↵ again to amend all the same.',
    })
    press('Enter')
    await stores.decide.written()

    expect(peer.recorded[0]?.cuts.map(({ span }) => BODY.slice(...span))).toEqual([
      'not call him',
      'sails',
      'open',
    ])
    expect(stores.shown()).toBe(2)
  })

  it('is led to again where there is another one by then', async () => {
    const body = 'He did not pay. She never paid. The rest of the town is well and paid its share.'
    const { peer, press, cut, amending, stores } = await amend({ body })
    cut('not', 'b')
    press('Enter')
    cut('never', 'b')

    press('Enter')
    expect(peer.recorded).toEqual([])
    expect(amending().remark).toContain('2 warnings.')
    press('Enter')
    await stores.decide.written()
    expect(peer.recorded).toHaveLength(1)
  })

  it('does not stand in the way of an amendment without one', async () => {
    const { peer, press, cut, stores } = await amend()
    cut('sails', 'b')

    press('Enter')
    await stores.decide.written()

    expect(peer.recorded).toHaveLength(1)
  })

  it.each([
    ['1', 'the whole sentence', ['I would not call him a liar.']],
    ['2', 'nothing', []],
    ['4', 'only what was reported', ['him a liar']],
  ])('is mended by %s: it cuts %s, under the same rule', async (key, _, expected) => {
    const { press, cut, shown, amending } = await amend({ spans: [at('him a liar')] })
    cut('not call him a liar', 'b')

    press(key)

    expect(shown()).toEqual(expected)
    for (const { rule } of amending().cuts) expect(rule).toBe('CON-ABU')
    press('z')
    expect(shown()).toEqual(['not call him a liar'])
  })

  it('is mended by 3 or d: the grounds of a delete open, and the cuts stay a draft', async () => {
    for (const key of ['3', 'd']) {
      const { press, cut, shown, stores } = await amend()
      cut('not', 'b')

      press(key)
      expect(stores.decide.getState()).toMatchObject({ at: 'picking', verb: 'delete' })
      press('Escape')
      press('a')

      expect(shown()).toEqual(['not'])
    }
  })

  it('has its digits for the cut that is current', async () => {
    const body = 'He did not pay. She never paid. The rest of the town is well and paid its share.'
    const { press, cut, shown } = await amend({ body })
    cut('not', 'b')
    cut('never', 'b')

    press('2')
    expect(shown()).toEqual(['not'])
    press('1')
    expect(shown()).toEqual(['He did not pay.'])
    press('1')
    expect(shown()).toEqual(['He did not pay.'])
  })

  it('that is not there is said, and a digit changes nothing', async () => {
    const { press, cut, amending, shown } = await amend()
    cut('sails', 'b')

    press('1')

    expect(shown()).toEqual(['sails'])
    expect(amending().remark).toBe('No cut is warned of.')
  })

  it('of little left gives back the cut that is current', async () => {
    const { press, cut, shown } = await amend({ body: 'One two three. Four five six. Seven.' })
    cut('One two three.', 'b')
    cut('Four five six.', 'b')

    press('2')

    expect(shown()).toEqual(['One two three.'])
  })
})

describe('z in an amendment', () => {
  it('takes back cuts, rules and a new start, one by one, and leaves what was decided alone', async () => {
    const { press, cut, shown, amending, peer } = await amend()
    cut('sails', 'b', 'w')
    cut('open', ' ')
    press('x')
    expect(shown()).toEqual([])

    press('z')
    expect(shown()).toEqual(['sails', 'open'])
    press('z')
    expect(shown()).toEqual(['sails'])
    expect(amending().cuts[0]?.rule).toBe('CON-OBS')
    press('z')
    expect(amending().cuts[0]?.rule).toBe('CON-ABU')
    // The letter cut and gave the rule in one press.
    press('z')
    expect(shown()).toEqual([])
    press('z')
    expect(amending().remark).toBe('Nothing to take back: no cut was made or changed.')
    expect(peer.recorded).toEqual([])
  })
})

describe('cuts that were begun', () => {
  const begun = (parts: Partial<CutsDraft> = {}): CutsDraft => {
    const { caseId, comment } = aCase(1).case
    const cuts: CutsDraft['cuts'] = [
      { span: at('sails'), rule: 'CON-ABU' },
      { span: at('open'), rule: null },
    ]
    return { caseId, bodyCommit: comment.bodyCommit, cuts, ...parts }
  }
  const cutsIn = async (draft: CutsDraft, body = BODY) => {
    const peer = createPeer([1], [aCase(1, { body })])
    peer.drafts.set(draft.caseId, draft)
    const { press, stores } = await openWindow(peer)
    await until(() => stores.decide.getState().at === 'idle')
    press('a')
    const state = stores.decide.getState()
    return state.at === 'amending' ? { state, cuts: state.cuts } : undefined
  }

  it('are put on disk at every change, and taken off it with the last one', async () => {
    const { peer, press, cut } = await amend()
    const { caseId } = aCase(1).case

    cut('sails', 'b')
    await until(() => peer.drafts.has(caseId))
    expect(peer.drafts.get(caseId)).toMatchObject({
      cuts: [{ span: at('sails'), rule: 'CON-ABU' }],
    })
    press('w')
    await until(() => peer.drafts.get(caseId)?.cuts[0]?.rule === 'CON-OBS')
    press('x')
    await until(() => !peer.drafts.has(caseId))
    press('z')
    await until(() => peer.drafts.get(caseId)?.cuts[0]?.rule === 'CON-OBS')
  })

  it('are begun from in a new window, and said to be', async () => {
    expect(await cutsIn(begun())).toMatchObject({
      cuts: begun().cuts,
      state: { current: 0, remark: 'What you had cut is here. Start again takes it away.' },
    })
  })

  it('on another text are not', async () => {
    expect((await cutsIn(begun({ bodyCommit: 'f'.repeat(64) })))?.cuts).toEqual([])
    expect((await cutsIn(begun(), 'Short.'))?.cuts).toEqual([])
  })

  it('under a rule that amends no more wait for another', async () => {
    const cuts: CutsDraft['cuts'] = [{ span: at('sails'), rule: 'HAT-OLD' }]

    expect((await cutsIn(begun({ cuts })))?.cuts).toEqual([{ span: at('sails'), rule: null }])
  })

  it('that cannot be put on disk stay in the window, and why is said', async () => {
    const { peer, cut, shown, stores } = await amend()
    peer.refuse({ code: 'disk-full', message: 'The disk is full.' })

    cut('sails', 'b')

    await until(() => stores.tape.getState().remark !== undefined)
    expect(stores.tape.getState().remark).toContain('not on disk. The disk is full.')
    expect(shown()).toEqual(['sails'])
  })
})
