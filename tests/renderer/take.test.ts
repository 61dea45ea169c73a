import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askOf, emptyForm, endOf, untilChoices } from '../../src/renderer/stores/take-form.ts'
import { leftOutSentence, takenTitle } from '../../src/renderer/stores/take-words.ts'
import { type BatchView, WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { LONGEST_CLAIM_MS } from '../../src/shared/desk/claims.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { PeerClaims } from './support/peer-claims.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const form = emptyForm(WHOLE_QUEUE)
/** Of this machine's calendar: 12 May 2026 is a Tuesday. */
const local = (day: number, hour: number, minute = 0) =>
  new Date(2026, 4, day, hour, minute).getTime()
const NONE = { restricted: 0, legal: 0, severe: 0 }

describe('the ends that are offered', () => {
  it.each([
    ['on a Tuesday afternoon', local(12, 14), ['Tonight 23:00', 'Tomorrow 06:00']],
    ['late in the evening', local(12, 22, 45), ['Tomorrow 06:00']],
    ['after midnight', local(13, 1), ['Tonight 23:00', 'This morning 06:00']],
    ['on a Friday evening', local(15, 18), ['Tonight 23:00', 'Tomorrow 06:00', 'Monday 09:00']],
    ['on a Monday at ten', local(18, 10), ['Tonight 23:00', 'Tomorrow 06:00']],
  ])('%s', (_when, now, titles) => {
    expect(untilChoices(now).map(({ title }) => title)).toEqual(titles)
  })

  it(`lie ahead, within what the desk allows, and one is the morning (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: local(1, 0), max: local(365, 0) }), (now) => {
        const choices = untilChoices(now)
        for (const { at } of choices) {
          expect(at).toBeGreaterThan(now)
          expect(at - now).toBeLessThanOrEqual(LONGEST_CLAIM_MS)
          expect(new Date(at).getMinutes()).toBe(0)
        }
        expect(choices.some(({ id }) => id === 'morning')).toBe(true)
        expect(askOf(form, now)).toHaveProperty('ask')
      }),
      { seed: SEED, numRuns: 500 },
    )
  })
})

describe('what is filled in', () => {
  const now = local(12, 14)

  it.each(['0', '101', '', '-3', '2.5', 'twenty', '1e2'])('is refused for %j cases', (howMany) => {
    expect(askOf({ ...form, howMany }, now)).toEqual({
      ...{ field: 'n', wrong: 'Take between 1 and 100 cases.' },
    })
  })

  it('is refused without a time, with one that has passed, and with one too far off', () => {
    const own = (at: string) => askOf({ ...form, until: 'own', own: at }, now)
    expect(own('')).toEqual({ field: 'until', wrong: 'Say until when: a day and a time.' })
    expect(own('2026-05-12T14:00')).toEqual({
      field: 'until',
      wrong: 'That time has passed: it is 14:00 by the desk’s clock.',
    })
    expect(own('2026-05-15T14:01')).toEqual({
      field: 'until',
      wrong: 'That is more than 72 hours. The latest is Friday 14:00.',
    })
    expect(own('2026-05-15T14:00')).toMatchObject({ ask: { until: instant(local(15, 14)) } })
  })

  it('asks for some severities, or for any; the queue’s own one to begin with', () => {
    expect(askOf(form, now)).toMatchObject({ ask: { n: 20, severities: null, alone: false } })
    expect(askOf({ ...form, severities: [3, 1] }, now)).toMatchObject({
      ask: { severities: [1, 3] },
    })
    expect(askOf({ ...form, severities: [] }, now)).toMatchObject({ field: 'severities' })
    expect(emptyForm({ ...WHOLE_QUEUE, severity: 3 }).severities).toEqual([3])
  })
})

describe('a batch that was taken, in words', () => {
  it('names how many, what was left out and why', () => {
    const end = instant(local(13, 6))
    expect(takenTitle({ nos: [1, 2], until: end }, local(12, 14))).toBe(
      '2 cases are yours until Wednesday 06:00.',
    )
    expect(takenTitle({ nos: [], until: end }, local(12, 14))).toMatch(/^Nothing was taken/)
    expect(leftOutSentence({ leftOut: NONE, alone: true })).toMatch(/only one on/)
    expect(leftOutSentence({ leftOut: NONE, alone: false })).toMatch(/^Nothing had/)
    expect(leftOutSentence({ leftOut: { restricted: 1, legal: 2, severe: 3 }, alone: false })).toBe(
      'Left out: 3 grave (S1), 2 legal, 1 about a protected person. They stay in the queue for whoever is on.',
    )
  })
})

describe('taking a batch by keyboard', () => {
  const batch: BatchView = {
    ...{ nos: [2, 3], decided: 0, severe: 0, ready: 2 },
    ...{ until: '2026-05-13T05:00:00.000Z', last: '2026-05-13T05:00:00.000Z' },
  }

  it('asks the desk, tells what it did, and lists the batch’s cases alone', async () => {
    const claims = new PeerClaims()
    claims.take = () => {
      claims.batch = batch
      return { taken: [2, 3], leftOut: { ...NONE, severe: 1 }, batch }
    }
    const peer = createPeer([1, 2, 3], [], { claims })
    const { stores, press, focused } = await openWindow(peer)

    press('B', { shiftKey: true })
    expect(stores.overlay.getState().over).toBe('take')
    stores.take.fill({ howMany: '0' })
    press('Enter')
    expect(stores.take.getState().wrong).toEqual({
      ...{ field: 'n', words: 'Take between 1 and 100 cases.' },
    })
    expect(peer.calls.some(({ method }) => method === 'batch.take')).toBe(false)
    stores.take.fill({ howMany: '2', alone: true })
    const said = new Promise<void>((resolve) => {
      stores.take.subscribe(({ taken }) => {
        if (taken) resolve()
      })
    })
    press('Enter')
    press('Enter')
    await said
    // A key may come in the same moment.
    expect(stores.place.getState().at).toBe('batch')

    const asked = peer.calls.filter(({ method }) => method === 'batch.take')
    const end = endOf(form, stores.taking.deskNow())
    expect(asked.map(({ input }) => input)).toEqual([
      { n: 2, until: instant(end), severities: null, alone: true },
    ])
    expect(stores.take.getState().taken).toMatchObject({ nos: [2, 3], alone: true })
    press('Enter')
    await until(() => stores.queue.getState().view.place === 'batch')
    expect(stores.overlay.getState().over).toBe('nothing')
    await until(() => focused.includes('queue'))
    expect(stores.place.getState().at).toBe('cases')
  })

  it('keeps what was filled in where the desk can’t be reached', async () => {
    const claims = new PeerClaims()
    claims.refusal = { code: 'desk-unreachable', message: 'The desk can’t be reached.' }
    const { stores, press } = await openWindow(createPeer([1], [], { claims }))

    press('B', { shiftKey: true })
    stores.take.fill({ howMany: '7' })
    press('Enter')
    await until(() => stores.take.getState().problem !== undefined)

    expect(stores.take.getState()).toMatchObject({ busy: false, form: { howMany: '7' } })
    press('Escape')
    expect(stores.overlay.getState().over).toBe('nothing')
  })

  it('is given back from its place, and left with esc', async () => {
    const claims = new PeerClaims()
    claims.batch = batch
    const peer = createPeer([1, 2, 3], [], { claims })
    const { stores, press } = await openWindow(peer)

    press('g')
    press('b')
    await until(() => stores.place.getState().at === 'batch')
    await until(() => stores.batch.getState().batch?.nos.length === 2)
    press('r')
    await until(() => stores.batch.getState().batch?.nos.length === 0)

    expect(peer.calls.find(({ method }) => method === 'batch.give-back')?.input).toEqual({
      nos: null,
    })
    press('Escape')
    expect(stores.place.getState().at).toBe('cases')
  })
})
