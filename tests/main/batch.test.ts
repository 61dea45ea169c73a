import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import type { Desk, HostPorts } from '../../src/main/core/ports.ts'
import type { Input } from '../../src/shared/contract/contract.ts'
import {
  type BatchView,
  type CaseClaim,
  type QueueChange,
  WHOLE_QUEUE,
} from '../../src/shared/contract/models.ts'
import { problem, ProblemError } from '../../src/shared/domain/problem.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, HandClock, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'

const HOUR = 60 * 60_000
const MINUTE = 60_000
const inMs = (ms: number) => instant(Date.now() + ms)

async function signedIn(
  url: string,
  { name, count, ...change }: { name: string; count: number } & Partial<HostPorts>,
) {
  const console = await openConsole(portsFor(url, tempFolder(), change))
  await console.call('session.sign-in', { name, password: PASSWORD })
  const nos = await console.queueOf(count)
  return Object.assign(console, { all: nos })
}
type Opened = Awaited<ReturnType<typeof signedIn>>

const ask = (change: Partial<Input<'batch.take'>> = {}): Input<'batch.take'> => ({
  ...{ n: 5, until: inMs(8 * HOUR), severities: null, alone: false },
  ...change,
})

/** Whose a case is on this console, as its row and the whole of it say, once it is as wanted. */
const claimed = (console: Opened, no: number, as: (claim: CaseClaim | null) => boolean) =>
  eventually(async () => {
    const [row] = await console.call('queue.rows', { nos: [no] })
    const { claim } = await console.case(no)
    return as(claim) && isDeepStrictEqual(row?.claim, claim) ? { claim } : undefined
  })

const batchOf = (console: Opened, as: (batch: BatchView) => boolean) =>
  eventually(async () => {
    const batch = await console.call('batch.get', {})
    return as(batch) ? batch : undefined
  })

describe('a batch', { timeout: 60_000 }, () => {
  it('is taken home, decided offline and settled, and others see whose it is until when', async () => {
    const desk = await aDesk(8)
    const mor = await signedIn(desk.url, { name: 'mor', count: 8 })
    const lee = await signedIn(desk.url, { name: 'lee', count: 8 })
    const until = inMs(8 * HOUR)

    const { taken, leftOut, batch } = await mor.call('batch.take', ask({ until }))
    expect(taken).toEqual(mor.all.slice(0, 5))
    expect(leftOut).toEqual({ restricted: 0, legal: 0, severe: 0 })
    expect(batch).toEqual({ nos: taken, decided: 0, severe: 0, until, last: until, ready: 5 })
    for (const no of taken) await claimed(lee, no, (claim) => claim?.name === 'Mor Innes')
    const [first = 0, second = 0] = taken
    expect((await lee.case(first)).claim).toEqual({
      name: 'Mor Innes',
      until,
      mine: false,
      look: false,
    })
    expect((await mor.case(first)).claim).toEqual({
      name: 'Mor Innes',
      until,
      mine: true,
      look: false,
    })
    expect((await lee.case(mor.all[5] ?? 0)).claim).toBeNull()

    desk.line.cut()
    await mor.syncs(({ state }) => state === 'offline')
    expect(await mor.call('batch.get', {})).toEqual(batch)
    for (const no of [first, second]) await mor.keep(no)
    expect(await mor.call('batch.get', {})).toMatchObject({ nos: taken.slice(2), decided: 2 })
    for (const no of taken.slice(2)) await mor.keep(no)
    await mor.call('sync.now', { release: true })
    desk.line.mend()
    await mor.call('sync.now', { release: true })

    await mor.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    await batchOf(mor, ({ nos, decided }) => nos.length === 0 && decided === 0)
    expect(await desk.log('decision.applied')).toHaveLength(5)
    await lee.call('sync.now', { release: false })
    await claimed(lee, first, (claim) => claim === null)
    await lee.queueOf(3)
    expect(await desk.log('claims.taken')).toHaveLength(1)
  })

  it('is a list of its own that one decides from, offline too', async () => {
    const desk = await aDesk(6)
    const mor = await signedIn(desk.url, { name: 'mor', count: 6 })
    const listed = async () =>
      (await mor.call('queue.index', { ...WHOLE_QUEUE, place: 'batch' })).nos
    expect(await listed()).toEqual([])
    const changes: QueueChange[] = []
    mor.client.on('queue.changed', (change) => changes.push(change))

    const { taken } = await mor.call('batch.take', ask({ n: 4 }))
    expect(changes.flatMap(({ inserted }) => inserted.map(([no]) => no)).sort()).toEqual(taken)
    expect(await listed()).toEqual(taken)
    expect(await mor.call('queue.counts', {})).toMatchObject({ queue: 6, batch: 4 })

    desk.line.cut()
    await mor.syncs(({ state }) => state === 'offline')
    const [first = 0, second = 0] = taken
    await mor.keep(first)
    expect(await listed()).toEqual(taken.slice(1))
    const { expect: revisions } = keepOf(await mor.case(second))
    const question = { no: second, question: 'Is it?', hide: false, expect: revisions }
    await mor.call('case.escalate', question)
    expect(await listed()).toEqual(taken.slice(2))
    expect(await mor.call('batch.get', {})).toMatchObject({ nos: taken.slice(2), decided: 2 })
    expect(await mor.call('queue.counts', {})).toMatchObject({ queue: 4, escalated: 1, batch: 2 })

    desk.line.mend()
    await mor.call('sync.now', { release: true })
    await mor.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    await batchOf(mor, ({ nos, decided }) => nos.length === 2 && decided === 0)
    await mor.call('batch.give-back', { nos: [taken[2] ?? 0] })
    expect(await listed()).toEqual(taken.slice(3))
  })

  it('is told whole at once, though the line is cut before a row comes', async () => {
    const desk = await aDesk(3)
    const whole = httpDesk(desk.url)
    const claimNext: Desk['claimNext'] = async (token, request) => {
      const answer = await whole.claimNext(token, request)
      desk.line.cut()
      return answer
    }
    const cut = { ...whole, claimNext }
    const mor = await signedIn(desk.url, { name: 'mor', count: 3, desk: cut })

    const { taken } = await mor.call('batch.take', ask({ n: 2 }))
    await mor.syncs(({ state }) => state === 'offline')

    expect(await mor.call('batch.get', {})).toMatchObject({ nos: taken, ready: 2 })
    expect(await mor.refusal('batch.give-back', { nos: null })).toBe('desk-unreachable')
    desk.line.mend()
    await mor.call('sync.now', { release: false })
    await mor.syncs(({ state }) => state === 'synced')
    expect(await mor.call('batch.get', {})).toMatchObject({ nos: taken, ready: 2 })
  })

  it('is the same one, asked for again after the answer was lost', async () => {
    const desk = await aDesk(4)
    const whole = httpDesk(desk.url)
    let lost = 0
    const claimNext: Desk['claimNext'] = async (token, request) => {
      const answer = await whole.claimNext(token, request)
      if (lost++ > 0) return answer
      throw new ProblemError(problem('desk-unreachable', 'The desk cannot be reached.'))
    }
    const losing = { ...whole, claimNext }
    const mor = await signedIn(desk.url, { name: 'mor', count: 4, desk: losing })
    const asked = ask({ n: 2 })

    expect(await mor.refusal('batch.take', asked)).toBe('desk-unreachable')
    const { taken } = await mor.call('batch.take', asked)
    const more = await mor.call('batch.take', asked)

    expect(taken).toEqual(mor.all.slice(0, 2))
    expect(more.taken).toEqual(mor.all.slice(2))
    expect(await desk.log('claims.taken')).toHaveLength(2)
  })

  it('can be given back, and taken over with a reason', async () => {
    const desk = await aDesk(3)
    const mor = await signedIn(desk.url, { name: 'mor', count: 3 })
    const lee = await signedIn(desk.url, { name: 'lee', count: 3 })
    const until = inMs(HOUR)
    const [first = 0, second = 0, third = 0] = mor.all
    await mor.call('batch.take', ask({ n: 3 }))
    await claimed(lee, third, (claim) => claim?.name === 'Mor Innes')

    const left = await mor.call('batch.give-back', { nos: [first] })
    expect(left.nos).toEqual([second, third])
    await claimed(lee, first, (claim) => claim === null)
    const bare = { no: second, until, reason: null }
    expect(await lee.refusal('case.claim', bare)).toBe('bad-input')
    const over = await lee.call('case.claim', { ...bare, reason: 'It cannot wait.' })
    expect(over.claim).toEqual({ name: 'Lee Strang', until, mine: true, look: false })
    await claimed(mor, second, (claim) => claim?.mine === false)
    await batchOf(mor, ({ nos }) => nos.length === 1 && nos[0] === third)

    expect(await mor.call('batch.give-back', { nos: null })).toMatchObject({ nos: [], until: null })
    await claimed(lee, third, (claim) => claim === null)
    expect(await desk.log('claims.overridden')).toHaveLength(1)
    expect(await desk.log('claims.given-back')).toHaveLength(2)
  })

  it.each([
    ['fast', MINUTE],
    ['slow', -MINUTE],
  ])('lasts as long on a clock that is a minute %s, and its end is told', async (_name, ms) => {
    const desk = await aDesk(1)
    const mor = await signedIn(desk.url, { name: 'mor', count: 1 })
    // It stands still unless it is moved: how long anything takes here changes nothing there.
    const clock = new HandClock()
    clock.wall = Date.now() + ms
    const lee = await signedIn(desk.url, { name: 'lee', count: 1, clock })
    const [no = 0] = mor.all
    const told: number[] = []

    await mor.call('batch.take', ask({ n: 1, until: inMs(MINUTE / 2) }))
    await claimed(lee, no, (claim) => claim?.name === 'Mor Innes')
    // The desk's own clock goes on as it does: what it said of it once is all that counts from here.
    desk.line.cut()
    clock.advance(MINUTE / 3)
    expect((await lee.case(no)).claim?.name).toBe('Mor Innes')
    lee.client.on('case.changed', ({ nos }) => told.push(...nos))
    clock.advance((MINUTE * 2) / 3)

    await eventually(() => told.includes(no) || undefined)
    expect((await lee.case(no)).claim).toBeNull()
  })
})
