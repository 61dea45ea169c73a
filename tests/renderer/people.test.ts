import { describe, expect, it } from 'vitest'
import {
  lastWords,
  liveStrikes,
  otherwise,
  outcomeWords,
  ruleWords,
  shortDay,
  strikeCount,
} from '../../src/renderer/stores/author-words.ts'
import { muteWords, readerName, recordWords } from '../../src/renderer/stores/reporter-words.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { aCase, AT, opId } from './support/cases.ts'
import { aReporter, PeerPeople } from './support/peer-people.ts'
import { createPeer, MORVEN } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const NOW = Date.parse('2026-05-12T14:00:00.000Z')
const terms = [defaultTerms]
const ABUSE = { kind: 'rule', terms: defaultTerms.version, code: 'CON-ABU' } as const

describe('an author in words', () => {
  const strike = { opId: opId(1), caseId: 'case_9000', ground: ABUSE, strikes: 2, at: AT }

  it('says a rule with its count and its last day, the year where it is long ago', () => {
    expect(ruleWords(terms, { ground: ABUSE, count: 3, last: AT })).toBe('Personal abuse ×3')
    expect(ruleWords(terms, { ground: ABUSE, count: 1, last: AT })).toBe('Personal abuse')
    expect(lastWords({ ground: ABUSE, count: 3, last: AT }, NOW)).toBe('last 12 May')
    expect(shortDay('2025-05-01T10:00:00.000Z', NOW)).toBe('1 May 2025')
  })

  it('counts the strikes that have not ended, at the very instant', () => {
    const until = new Date(NOW).toISOString()
    const { author } = aCase(1)
    if (!author) throw new Error('no author')
    const record = { rules: [], strikes: [{ ...strike, until }], notes: [], noteCount: 0 }
    expect(liveStrikes({ ...author, record }, NOW - 1)).toHaveLength(1)
    expect(liveStrikes({ ...author, record }, NOW)).toEqual([])
    expect(liveStrikes(author, NOW)).toEqual([])
    expect([strikeCount([]), strikeCount([{ ...strike, until }])]).toEqual(['none', '2'])
  })

  it('says what became of another comment, and that it waits again', () => {
    const view = aCase(1)
    const other = { no: 2, caseId: 'case_2000', receivedAt: AT, words: 'Aye.' }
    const decisions = [
      { opId: opId(2), caseId: 'case_2000', verb: 'delete' as const, ground: ABUSE, at: AT },
    ]
    const known = { ...view, author: view.author && { ...view.author, decisions } }
    const said = (open: boolean, newest: 'delete' | 'restore' | null) =>
      outcomeWords(terms, known, { ...other, open, newest })
    expect(said(false, 'delete')).toBe('Deleted: Personal abuse')
    expect(said(true, 'delete')).toBe('Deleted: Personal abuse; waits for a decision')
    expect(said(true, null)).toBe('Waits for a decision')
    expect(said(false, 'restore')).toBe('Put back')
    expect(otherwise({ keep: 5000, amend: 1, delete: 1, restore: 1 })).toBe(
      '5,000 kept, 1 put back',
    )
    expect(otherwise({ keep: 0, amend: 3, delete: 1, restore: 0 })).toBeUndefined()
  })
})

describe('a reporter in words', () => {
  it('is a pseudonym with a share of what was decided, or with nothing decided yet', () => {
    expect(readerName(aReporter('a'))).toBe('Reader AAAA')
    expect(recordWords(aReporter('a'))).toBe('4 reports; no decided reports yet')
    expect(recordWords(aReporter('a', { made: 5000, decided: 9, upheld: 7 }))).toBe(
      '5,000 reports; 7 of 9 decided upheld (78 %)',
    )
    const by = { id: 'stf_morven', name: 'Morven Haldry' }
    const mute = { muteId: opId(1), by, reason: 'Why.', at: AT, until: '2026-06-12T14:00:00.000Z' }
    expect(muteWords(mute, NOW)).toBe('muted until 12 Jun by Morven Haldry')
    expect(muteWords(mute, Date.parse(mute.until))).toBe('not muted')
  })
})

/** A window on a case that these readers reported. */
async function aWindow(people: PeerPeople, staff?: typeof MORVEN) {
  const peer = createPeer([1, 2], [], { people, ...(staff && { staff }) })
  const window = await openWindow(peer)
  await window.paint()
  const { reporters } = window.stores
  const open = async () => {
    window.press('i')
    await until(() => !reporters.getState().busy)
  }
  return { ...window, peer, reporters, open, over: () => window.stores.overlay.getState().over }
}

describe('who reported', () => {
  it('is asked on a key, and said to be at the desk alone where there is no line', async () => {
    const people = new PeerPeople()
    people.refusal = { code: 'desk-unreachable', message: 'No answer.' }
    const { open, reporters, over, press } = await aWindow(people)
    await open()
    expect(over()).toBe('reporters')
    expect(reporters.getState().problem?.code).toBe('desk-unreachable')
    press('Escape')
    expect([over(), reporters.getState().no]).toEqual(['nothing', undefined])
  })

  it('lets a moderator neither name nor mute', async () => {
    const people = new PeerPeople()
    people.reporters = [aReporter('a')]
    const { open, press, reporters, peer } = await aWindow(people)
    await open()
    press('i')
    press('M', { shiftKey: true })
    expect(reporters.getState()).toMatchObject({ named: false, form: undefined })
    expect(peer.calls.filter(({ method }) => /^reader|^reporters/.test(method))).toHaveLength(1)
  })

  it('lets a lead name them, mute the marked one with a reason, and end it', async () => {
    const people = new PeerPeople()
    people.reporters = [aReporter('a'), aReporter('b')]
    const { open, press, reporters, peer, over } = await aWindow(people, MORVEN)
    await open()
    press('i')
    await until(() => reporters.getState().named)
    press('j')
    press('M', { shiftKey: true })
    press('Enter', { ctrlKey: true })
    expect(reporters.getState().form?.wrong).toMatch(/^Say in a few words why/)
    reporters.fill({ reason: ' Reports every word of hers. ', days: 30 })
    press('Enter', { ctrlKey: true })
    await until(() => people.reporters[1]?.mute != null && reporters.getState().form === undefined)
    const asked = peer.calls.find(({ method }) => method === 'reader.mute')
    expect(asked?.input).toMatchObject({
      ...{ no: 1, reader: 'b'.repeat(32), reason: 'Reports every word of hers.' },
      until: new Date(NOW + 30 * 24 * 60 * 60_000 - 60_000).toISOString(),
    })
    await until(() => reporters.marked()?.mute != null)
    press('M', { shiftKey: true })
    await until(() => reporters.marked()?.mute === null)
    press('M', { shiftKey: true })
    press('Escape')
    expect([over(), reporters.getState().form]).toEqual(['reporters', undefined])
    press('Escape')
    expect(over()).toBe('nothing')
  })

  it('keeps what was written where the desk refuses it', async () => {
    const people = new PeerPeople()
    people.reporters = [aReporter('a')]
    const { open, press, reporters } = await aWindow(people, MORVEN)
    await open()
    press('M', { shiftKey: true })
    reporters.fill({ reason: 'Every day.' })
    people.refusal = { code: 'desk-busy', message: 'The desk is busy; nothing was changed.' }
    press('Enter', { ctrlKey: true })
    await until(() => reporters.getState().problem !== undefined)
    expect(reporters.getState()).toMatchObject({ busy: false, form: { reason: 'Every day.' } })
  })
})

describe('a note', () => {
  it('is written on a key, leaves the case in sight, and is undone by another', async () => {
    const { press, stores, peer, paint } = await aWindow(new PeerPeople())
    press('n')
    expect(stores.decide.getState()).toMatchObject({ at: 'asking', kind: 'note' })
    press('Enter', { ctrlKey: true })
    expect(stores.decide.getState()).toMatchObject({ remark: /Nothing is noted yet/ })
    stores.decide.ask.write('Twice this week.')
    press('Enter', { ctrlKey: true })
    await until(() => stores.tape.getState().entries.length === 1)
    expect(peer.calls.at(-1)).toMatchObject({ input: { no: 1, words: 'Twice this week.' } })
    expect(stores.shown()).toBe(1)
    await paint()
    expect(stores.tape.getState().said).toBe('Noted. Undo with z.')
  })
})
