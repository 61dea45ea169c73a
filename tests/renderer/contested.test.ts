import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeline } from '../../src/renderer/stores/contest-line.ts'
import {
  contestHeading,
  contestRowWords,
  rulingEffect,
  rulingTitle,
  standsSentence,
} from '../../src/renderer/stores/contest-words.ts'
import { carriedCuts, contestPage, sidesOf } from '../../src/renderer/stores/contests.ts'
import { seenPieces } from '../../src/renderer/text/seen-pieces.ts'
import { wordDiff } from '../../src/renderer/text/word-diff.ts'
import type { CaseView } from '../../src/shared/contract/models.ts'
import type { Contest } from '../../src/shared/desk/contest.ts'
import type { SettledDecision } from '../../src/shared/desk/feed.ts'
import { aCase, opId, rowOf } from './support/cases.ts'
import { createPeer, MORVEN } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const EUAN = { id: 'stf_euan', name: 'Euan Drumlaw' }
const ISHBEL = { id: 'stf_ishbel', name: 'Ishbel Corrie' }
const KEEP = { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' } as const
const ABUSE = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' } as const
const at = (minute: string) => `2026-05-12T${minute}:00.000Z`
const FORMER = 'Ten of the man who runs it.'
const LATTER = 'Ten of the useless drunk who runs it.'

const contestOf = (parts: Partial<Contest> = {}, made: Partial<Contest['decision']> = {}) => ({
  decision: {
    ...{ opId: opId(71), verb: 'keep' as const, ground: KEEP, cuts: [], restores: null },
    ...{ bodyRev: 1, answers: [], note: 'Rude, no slur.', by: EUAN },
    ...{ claimedAt: at('12:58'), madeAt: at('12:56'), arrivedAt: at('13:40'), ...made },
  },
  ...{ kinds: ['decided' as const], first: opId(70), interim: null, ending: null, ...parts },
})

const deletion = (parts: Partial<SettledDecision> = {}): SettledDecision => ({
  ...{ opId: opId(70), decRev: 1, verb: 'delete', ground: ABUSE, cuts: [], restores: null },
  ...{ bodyRev: 1, answers: [], by: ISHBEL, at: at('13:06'), publication: 'published' },
  ...{ publishedAt: at('13:07'), ...parts },
})

/** A case with these contests, which Ishbel deleted. */
function contestedCase(no: number, contests: Contest[], parts: Partial<CaseView['case']> = {}) {
  const view = aCase(no)
  const decided = { revisions: { bodyRev: 1, decRev: 1 }, decisions: [deletion()], contests }
  return { ...view, case: { ...view.case, state: 'closed' as const, ...decided, ...parts } }
}

/** The same, edited by its author since. */
function editedCase(no: number, made: Partial<Contest['decision']>) {
  const view = contestedCase(no, [contestOf({ kinds: ['edited'], first: null }, made)])
  const comment = { ...view.case.comment, body: LATTER, editedAt: at('13:01') }
  const older = { bodyRev: 1, body: FORMER, salt: comment.salt, bodyCommit: comment.bodyCommit }
  const revisions = { bodyRev: 2, decRev: 0 }
  return {
    ...view,
    case: { ...view.case, comment, revisions, olderTexts: [older], decisions: [] },
  }
}

/** A window in the place, with these cases. */
async function inContested(views: readonly CaseView[], staff: typeof MORVEN | null = MORVEN) {
  const nos = views.map(({ no }) => no)
  const peer = createPeer(nos, views, staff ? { staff } : {})
  const window = await openWindow(peer)
  await until(() => window.stores.session.getState().session !== undefined)
  for (const key of ['g', 'n']) window.press(key)
  await until(() => window.stores.queue.getState().view.place === 'contested')
  await until(() => window.stores.queue.getState().order.length === nos.length)
  await until(() => !window.stores.queue.getState().turning)
  await window.paint()
  const { ruling } = window.stores.decide
  const on = (view: CaseView) => {
    const page = contestPage(view, staff ?? { ...ISHBEL, role: 'moderator' })
    if (!page) throw new Error('no contest')
    return { view, page }
  }
  return { ...window, peer, ruling, on }
}

describe('a lead’s ruling', () => {
  it('is a verb, a sentence and enter: the ground is what those who decided so gave', async () => {
    const view = contestedCase(1, [contestOf()])
    const { press, ruling, on, peer, stores } = await inContested([view])

    press('f')
    expect(stores.decide.getState().at).toBe('idle')
    expect(ruling.getState().wanted).toBe(1)
    expect(ruling.draft(on(view)).armed).toEqual({ verb: 'keep', ground: KEEP, cuts: [] })
    press('Enter')
    expect(peer.recorded).toEqual([])
    ruling.write(on(view), '  Rude about a role.  ')
    press('Enter')
    await until(() => peer.recorded.length === 1)

    expect(peer.recorded[0]).toMatchObject({
      ...{ verb: 'keep', ground: KEEP, restores: null, expect: { bodyRev: 1, decRev: 1 } },
      rules: { contests: [opId(71)], words: 'Rude about a role.' },
    })
    await until(() => stores.queue.getState().order.length === 0)
  })

  it('is made at once by its verb where the sentence is there, and kept while one looks elsewhere', async () => {
    const views = [1, 2].map((no) => contestedCase(no, [contestOf()]))
    const [view = views[0]] = views
    const { press, ruling, on, peer, paint } = await inContested(views)
    if (!view) throw new Error('no case')

    ruling.write(on(view), 'A claim of fact.')
    press('j')
    await paint()
    press('k')
    await paint()
    expect(ruling.draft(on(view)).words).toBe('A claim of fact.')
    press('d')
    await until(() => peer.recorded.length === 1)

    expect(peer.recorded[0]).toMatchObject({ verb: 'delete', ground: ABUSE })
  })

  it('asks for a rule where nobody deleted, and goes back to the words with it', async () => {
    const kept = deletion({ verb: 'keep', ground: KEEP })
    const view = contestedCase(1, [contestOf({}, { verb: 'restore', restores: opId(9) })], {
      decisions: [kept],
    })
    const { press, ruling, on, stores } = await inContested([view])

    press('d')
    expect(stores.decide.getState()).toMatchObject({ at: 'picking', verb: 'delete' })
    press('b')

    expect(stores.decide.getState().at).toBe('idle')
    expect(ruling.draft(on(view)).armed).toEqual({ verb: 'delete', ground: ABUSE, cuts: [] })
  })

  it('amends from what was cut, then says why', async () => {
    const cuts = [{ span: [0, 7] as [number, number], rule: 'CON-ABU' }]
    const amended = contestOf({}, { verb: 'amend', ground: ABUSE, cuts })
    const view = contestedCase(1, [amended])
    const { press, ruling, on, stores, peer } = await inContested([view])

    press('a')
    expect(stores.decide.getState()).toMatchObject({ at: 'amending', cuts })
    press('Enter')
    expect(stores.decide.getState().at).toBe('idle')
    expect(peer.recorded).toEqual([])
    ruling.write(on(view), 'The rest may stand.')
    press('Enter')
    await until(() => peer.recorded.length === 1)

    expect(peer.recorded[0]).toMatchObject({ verb: 'amend', cuts, ground: ABUSE })
    expect(peer.recorded[0]?.rules?.contests).toEqual([opId(71)])
  })

  it('comes back with its words and its verb where it was not kept', async () => {
    const view = contestedCase(1, [contestOf()])
    const { press, ruling, on, peer } = await inContested([view])
    peer.refuse({ code: 'disk-full', message: 'The disk is full.' })

    ruling.write(on(view), 'A claim of fact.')
    press('d')
    await until(() => ruling.draft(on(view)).problem !== undefined)

    expect(ruling.draft(on(view))).toMatchObject({
      ...{ words: 'A claim of fact.', armed: { verb: 'delete' }, problem: { code: 'disk-full' } },
    })
  })
})

describe('whoever decided', () => {
  it('waits while a lead has yet to rule: no verb is live, and nothing can be put away', async () => {
    const { press, stores, peer } = await inContested([contestedCase(1, [contestOf()])], null)

    for (const key of ['f', 'd', 'a', 'e', 'p']) press(key)

    expect(stores.decide.getState().at).toBe('idle')
    expect(peer.calls.some(({ method }) => method === 'delivery.put-away')).toBe(false)
  })

  it('puts away what has been ruled on with one key', async () => {
    const ending = {
      ...{ opId: opId(90), verb: 'keep' as const, words: 'Fair.', at: at('14:00') },
      by: { id: MORVEN.id, name: MORVEN.name },
    }
    const view = contestedCase(1, [contestOf({ ending })])
    const { press, peer, stores, on } = await inContested([view], null)
    expect(contestHeading(view, on(view).page)).toBe('Morven Haldry ruled: the comment is kept')

    press('p')
    await until(() => stores.queue.getState().order.length === 0)

    expect(peer.calls.filter(({ method }) => method === 'delivery.put-away')).toMatchObject([
      { input: { opId: opId(71) } },
    ])
  })

  it('makes the same decision on the text the author changed, with one key', async () => {
    const view = editedCase(1, { verb: 'delete', ground: ABUSE, by: ISHBEL })
    const { press, peer } = await inContested([view], null)

    press('Enter')
    await until(() => peer.recorded.length === 1)

    expect(peer.recorded[0]).toMatchObject({ verb: 'delete', ground: ABUSE })
    expect(peer.recorded[0]).toMatchObject({ expect: { bodyRev: 2 }, cuts: [] })
    expect(peer.recorded[0]?.rules).toBeUndefined()
  })

  it('is shown what of an amendment could be carried over where not all of it could', async () => {
    const cuts = [
      { span: [0, 3] as [number, number], rule: 'CON-ABU' },
      { span: [11, 14] as [number, number], rule: 'CON-ABU' },
    ]
    const view = editedCase(1, { verb: 'amend', ground: ABUSE, cuts, by: ISHBEL })
    const { press, peer, stores } = await inContested([view], null)

    press('Enter')

    expect(stores.decide.getState()).toMatchObject({
      ...{ at: 'amending', cuts: [{ span: [0, 3] }] },
      remark: 'One cut is gone: the author changed those words.',
    })
    expect(peer.recorded).toEqual([])
  })
})

describe('a contested case in words', () => {
  const view = contestedCase(1, [contestOf()])
  const page = { matter: 'to-rule' as const, contests: view.case.contests }

  it('says what stands, what each ruling does and what happened, by the desk’s clock', () => {
    expect(standsSentence(view, page, Date.parse(at('14:00')))).toEqual({
      strong: 'The deletion stands for now,',
      rest: expect.stringMatching(
        /^as the more restrictive of the two\. The comment has been off the site since \d\d:07\.$/,
      ) as string,
    })
    expect(contestHeading(view, page)).toBe('Two people decided this comment differently')
    expect(sidesOf(view, page.contests).map(({ by }) => by.name)).toEqual([EUAN.name, ISHBEL.name])
    expect(rulingTitle(view, 'delete')).toBe('Delete stands')
    expect(rulingEffect(view, page, 'delete')).toBe(
      'Nothing changes on the site. Euan Drumlaw reads why.',
    )
    expect(rulingEffect(view, page, 'amend')).toContain('Euan Drumlaw and Ishbel Corrie read why.')
    expect(
      timeline(view, page).map(({ words, big }) => (big ? words.toUpperCase() : words)),
    ).toEqual([
      'EUAN DRUMLAW KEEPS IT, OFFLINE',
      'Posted',
      'First report',
      'ISHBEL CORRIE DELETES IT',
      'Off the site',
      'Euan Drumlaw’s decision reaches the desk',
    ])
  })

  it('names the desk’s own, a lost right and an edit as what they are', () => {
    const interim = deletion({ opId: opId(80), decRev: 2, by: { id: 'desk', name: 'The desk' } })
    const kept = deletion({ verb: 'keep', ground: KEEP })
    const met = contestedCase(1, [contestOf({ interim: opId(80) }, { verb: 'delete' })], {
      decisions: [kept, interim],
    })
    const rule = { matter: 'to-rule' as const, contests: met.case.contests }
    expect(standsSentence(met, rule, 0).rest).toContain('made by the desk')
    expect(sidesOf(met, rule.contests)).toHaveLength(2)

    const aside = contestedCase(1, [contestOf({ kinds: ['set-aside'], first: null })], {
      decisions: [],
    })
    const adopt = { matter: 'to-rule' as const, contests: aside.case.contests }
    expect(contestHeading(aside, adopt)).toBe('Euan Drumlaw had lost the right to decide this')
    expect(standsSentence(aside, adopt, 0).strong).toBe('Nothing was done.')
    const row = { state: 'edited', kinds: ['edited'], verbs: [null, 'keep'], ruled: null } as const
    expect(
      contestRowWords({
        ...rowOf(aside),
        contest: { ...row, kinds: ['edited'], verbs: [null, 'keep'], since: at('13:00') },
      }),
    ).toBe('Text edited')
  })
})

describe('cuts on a text that was edited', () => {
  const words = fc.array(fc.constantFrom('ferry', 'daft', 'clown', ' ', '.'), { maxLength: 30 })

  it('are carried to where their very words now stand, or not at all', () => {
    fc.assert(
      fc.property(words, words, fc.tuple(fc.nat(), fc.nat()), (a, b, [from, length]) => {
        const former = `a${a.join('')}`
        const latter = b.join('')
        const start = from % former.length
        const end = Math.min(former.length, start + 1 + (length % 9))
        const cut = { span: [start, end] as [number, number], rule: 'CON-ABU' }
        for (const { span } of carriedCuts([cut], { former, latter }))
          expect(latter.slice(...span)).toBe(former.slice(start, end))
        expect(carriedCuts([cut], { former, latter: former })).toEqual([cut])
      }),
    )
  })

  it('are drawn over what changed without a letter lost', () => {
    fc.assert(
      fc.property(words, words, fc.nat(), (a, b, from) => {
        const latter = b.join('')
        const start = latter.length === 0 ? 0 : from % latter.length
        const spans: [number, number][] = latter === '' ? [] : [[start, latter.length]]
        const pieces = seenPieces(wordDiff(a.join(''), latter), spans)
        const shown = pieces.filter(({ kind }) => kind !== 'removed')
        expect(shown.map(({ text }) => text).join('')).toBe(latter)
        const cut = shown.filter(({ cut: index }) => index !== undefined)
        expect(cut.map(({ text }) => text).join('')).toBe(latter.slice(start))
        expect(cut.filter(({ endsCut }) => endsCut)).toHaveLength(spans.length)
      }),
    )
  })
})
