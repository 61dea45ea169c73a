import { describe, expect, it } from 'vitest'
import {
  endingSentence,
  batchTitle,
  clockWords,
  readySentence,
} from '../../src/renderer/stores/batch-words.ts'
import { headClaim, rowClaim, running, shortName } from '../../src/renderer/stores/claim-words.ts'
import type { BatchView, CaseClaim, CaseView } from '../../src/shared/contract/models.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import type { Problem } from '../../src/shared/domain/problem.ts'
import { aCase } from './support/cases.ts'
import { PeerClaims } from './support/peer-claims.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

/** The window's clock, and the desk's: 14:00 by UTC on a Tuesday. */
const NOW = Date.parse('2026-05-12T14:00:00.000Z')
const at = (minutes: number) => instant(NOW + minutes * 60_000)
const RAB: CaseClaim = { name: 'Rab Sinclair', until: at(47), mine: false, look: false }

const claimedCase = (no: number, claim: CaseClaim | null) => ({ ...aCase(no), claim })
/** Two cases, and a desk that gives them to Ishbel for an hour, or refuses. */
function aPeer(views: readonly CaseView[] = [], refusal?: Problem) {
  const claims = new PeerClaims()
  claims.claim = { name: 'Ishbel Corrie', until: at(60), mine: true, look: false }
  claims.refusal = refusal
  return createPeer([1, 2], views, { claims })
}
const claims = (peer: ReturnType<typeof createPeer>) =>
  peer.calls.filter(({ method }) => /^(case\.claim|batch\.give-back)$/.test(method))

describe('a claim in words', () => {
  it('names who has a case until when, and says that it hinders nobody', () => {
    expect(rowClaim(RAB, NOW)).toMatchObject({ with: 'with', who: 'R. Sinclair' })
    expect(rowClaim(RAB, NOW).what).toMatch(/^until \d\d:47$/)
    expect(headClaim(RAB, NOW)).toMatch(
      /^Rab Sinclair has this one until \d\d:47\. You may still decide\.$/,
    )
    expect(headClaim({ ...RAB, look: true }, NOW)).toBe('Rab Sinclair is looking at this.')
    expect(headClaim({ ...RAB, mine: true }, NOW)).toMatch(/^Yours until \d\d:47\.$/)
    expect(rowClaim({ ...RAB, until: at(24 * 60) }, NOW).what).toMatch(/^until Wed \d\d:00$/)
    expect(rowClaim({ ...RAB, until: at(24 * 60 - 1) }, NOW).what).toMatch(/^until \d\d:59$/)
    expect(['Rab', 'Ishbel Corrie', ' Una Mac Leod ', '𐐀bel Corrie'].map(shortName)).toEqual([
      ...['Rab', 'I. Corrie', 'U. M. Leod', '𐐀. Corrie'],
    ])
  })

  it('is there until its very time is up', () => {
    expect(running(RAB, Date.parse(RAB.until) - 1)).toBe(RAB)
    expect(running(RAB, Date.parse(RAB.until))).toBeUndefined()
    expect(running(null, NOW)).toBeUndefined()
  })
})

describe('a batch in words', () => {
  const batch: BatchView = {
    ...{ nos: [1, 2, 3], decided: 2, severe: 1, until: at(9), last: at(9), ready: 3 },
  }

  it('says how many it holds until when, or the first and the last', () => {
    expect(batchTitle(batch, NOW)).toMatch(/^Your batch: 5 cases, yours until \d\d:09$/)
    expect(batchTitle({ ...batch, last: at(24 * 60) }, NOW)).toMatch(
      /^Your batch: 5 cases, the first until \d\d:09, the last until Wednesday \d\d:00$/,
    )
    expect(batchTitle({ ...batch, nos: [], decided: 0, until: null, last: null }, NOW)).toBe(
      'You have no batch',
    )
  })

  it('tells of its end in its last ten minutes alone, while something is left', () => {
    expect(endingSentence(batch, NOW)).toMatch(/^Your batch ends at \d\d:09, with 3 cases left\.$/)
    expect(endingSentence(batch, NOW - 61_000)).toBe('')
    expect(endingSentence(batch, NOW + 9 * 60_000)).toBe('')
    expect(endingSentence({ ...batch, nos: [] }, NOW)).toBe('')
    expect(endingSentence(undefined, NOW)).toBe('')
  })

  it('says what is not here yet', () => {
    expect(readySentence(batch)).toMatch(/^Everything you need/)
    expect(readySentence({ ...batch, ready: 2 })).toMatch(/^2 of 3 .* 1 is not yet; stay online/)
  })

  it('says how far off this machine’s clock is', () => {
    expect(clockWords(null).how).toBe('not measured')
    expect(clockWords(-120_000)).toEqual({ how: '2 min fast', what: 'the desk’s clock is used' })
    expect(clockWords(3_700_000).how).toBe('1 h 01 min slow')
    expect(clockWords(59_999).how).toBe('right')
  })
})

describe('c on a case', () => {
  it('takes it for an hour of the desk’s clock, and says so', async () => {
    const peer = aPeer()
    const { stores, press } = await openWindow(peer)

    press('c')
    await until(() => stores.tape.getState().remark !== undefined)

    expect(claims(peer)).toEqual([
      { method: 'case.claim', input: { no: 1, until: at(60), reason: null } },
    ])
    expect(stores.tape.getState().remark).toMatch(/^Yours until \d\d:00\./)
    expect(stores.shown()).toBe(1)
  })

  it('lets one’s own go', async () => {
    const peer = aPeer([claimedCase(1, { ...RAB, mine: true })])
    const { stores, press } = await openWindow(peer)

    press('c')
    await until(() => stores.tape.getState().remark !== undefined)

    expect(claims(peer)).toEqual([{ method: 'batch.give-back', input: { nos: [1] } }])
    expect(stores.tape.getState().remark).toBe('Let go. Anybody may take it.')
  })

  it('takes a colleague’s over with a reason, and not without', async () => {
    const peer = aPeer([claimedCase(1, RAB)])
    const { stores, press } = await openWindow(peer)

    press('c')
    expect(stores.decide.getState()).toMatchObject({ at: 'asking', kind: 'take-over' })
    press('Enter', { ctrlKey: true })
    expect(stores.decide.getState()).toMatchObject({
      remark: 'Say in a few words why you take it over.',
    })
    expect(claims(peer)).toEqual([])
    stores.decide.ask.write('  Rab is ill. ')
    press('Enter', { ctrlKey: true })
    await until(() => stores.tape.getState().remark !== undefined)

    expect(claims(peer)).toEqual([
      { method: 'case.claim', input: { no: 1, until: at(60), reason: 'Rab is ill.' } },
    ])
    expect(stores.decide.getState().at).toBe('idle')
  })

  it('asks for the reason where a colleague was a moment faster', async () => {
    const peer = aPeer([], {
      ...{ code: 'bad-input', message: 'reason is needed.' },
      fields: [{ field: 'reason', message: 'is needed' }],
    })
    const { stores, press } = await openWindow(peer)

    press('c')
    await until(() => stores.decide.getState().at === 'asking')

    expect(stores.decide.getState()).toMatchObject({ kind: 'take-over' })
  })

  it('keeps the reason where the desk can’t be reached, and of a look it needs none', async () => {
    const peer = aPeer([claimedCase(1, RAB), claimedCase(2, { ...RAB, look: true })], {
      ...{ code: 'desk-unreachable', message: 'The desk can’t be reached.' },
    })
    const { stores, press, paint } = await openWindow(peer)

    press('c')
    stores.decide.ask.write('Rab is ill.')
    press('Enter', { ctrlKey: true })
    await until(() => stores.decide.getState().at === 'asking')
    expect(stores.decide.getState()).toMatchObject({
      ...{ kind: 'take-over', words: 'Rab is ill.', problem: { code: 'desk-unreachable' } },
    })
    press('Escape')
    press('j')
    await paint()
    press('c')
    await until(() => stores.tape.getState().remark !== undefined)

    expect(stores.tape.getState().remark).toBe('Not taken. The desk can’t be reached.')
    expect(stores.decide.getState().at).toBe('idle')
  })
})
