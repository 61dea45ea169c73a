import { describe, expect, it } from 'vitest'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import type { Desk } from '../../src/main/core/ports.ts'
import type { CaseClaim } from '../../src/shared/contract/models.ts'
import { SHORT_LOOK_MS } from '../../src/shared/desk/claims.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, openConsole, portsFor, tempFolder } from './kit.ts'

const inMs = (ms: number) => instant(Date.now() + ms)
const HOUR = 60 * 60_000

/** The real desk over HTTP, with a list of what is asked of it about claims and what became of that. */
function watched(url: string) {
  const whole = httpDesk(url)
  const asked: string[] = []
  const noted = async <A>(what: string, ask: () => Promise<A>): Promise<A> => {
    asked.push(what)
    try {
      const answer = await ask()
      asked.push(`${what}: done`)
      return answer
    } catch (error) {
      asked.push(`${what}: refused`)
      throw error
    }
  }
  const desk: Desk = {
    ...whole,
    claimNamed: (token, request) => noted('claim', () => whole.claimNamed(token, request)),
    giveBack: (token, request) =>
      noted(request.looks ? 'let go' : 'give back', () => whole.giveBack(token, request)),
  }
  return { desk, asked }
}

async function atDesk(url: string, name: string, count: number) {
  const { desk, asked } = watched(url)
  const console = await openConsole(portsFor(url, tempFolder(), { desk }))
  await console.call('session.sign-in', { name, password: PASSWORD })
  const all = await console.queueOf(count)
  await console.syncs(({ state }) => state === 'synced')
  const look = (no: number | null) => console.call('case.look', { no })
  /** Once so much has been asked about claims, all of it. */
  const hasAsked = (wanted: readonly string[]) =>
    eventually(() => (asked.length >= wanted.length ? [...asked] : undefined)).then((list) => {
      expect(list).toEqual(wanted)
    })
  /** Whose a case is, once it is as wanted. */
  const claimed = (no: number, as: (claim: CaseClaim | null) => boolean) =>
    eventually(async () => {
      const { claim } = await console.case(no)
      return as(claim) ? { claim } : undefined
    })
  return Object.assign(console, { all, asked, look, hasAsked, claimed })
}

describe('a look', { timeout: 60_000 }, () => {
  it('is seen by colleagues, not by oneself, and is let go on leaving', async () => {
    const desk = await aDesk(2)
    const mor = await atDesk(desk.url, 'mor', 2)
    const lee = await atDesk(desk.url, 'lee', 2)
    const [no = 0] = mor.all

    await mor.look(no)
    const { claim } = await lee.claimed(no, (one) => one?.look === true)
    expect(claim).toMatchObject({ name: 'Mor Innes', mine: false })
    const left = Date.parse(claim?.until ?? '') - Date.now()
    expect(left).toBeGreaterThan(SHORT_LOOK_MS / 2)
    expect(left).toBeLessThanOrEqual(SHORT_LOOK_MS)
    const seq = (await lee.case(no)).case.seq
    await eventually(async () => ((await mor.case(no)).case.seq >= seq ? true : undefined))
    expect((await mor.case(no)).claim).toBeNull()
    expect(await mor.call('batch.get', {})).toMatchObject({ nos: [], until: null })
    expect(await mor.call('queue.counts', {})).toMatchObject({ batch: 0 })

    await mor.look(null)
    await lee.claimed(no, (one) => one === null)
    await mor.look(null)
    await mor.hasAsked(['claim', 'claim: done', 'let go', 'let go: done'])
    for (const kind of ['claims.taken', 'claims.given-back'])
      expect(await desk.log(kind)).toEqual([])
  })

  it('asks nothing where somebody has the case, oneself included, and nothing offline', async () => {
    const desk = await aDesk(3)
    const mor = await atDesk(desk.url, 'mor', 3)
    const lee = await atDesk(desk.url, 'lee', 3)
    const [own = 0, theirs = 0, free = 0] = mor.all
    await lee.call('case.claim', { no: theirs, until: inMs(HOUR), reason: null })
    await mor.call('case.claim', { no: own, until: inMs(HOUR), reason: null })
    await mor.claimed(theirs, (claim) => claim?.name === 'Lee Strang')
    const before = mor.asked.length

    for (const no of [own, theirs]) await mor.look(no)
    desk.line.cut()
    await mor.syncs(({ state }) => state === 'offline')
    await mor.look(free)
    await mor.look(null)

    expect(mor.asked.length).toBe(before)
  })

  it('goes to one of two who open the case at once, and the other may decide all the same', async () => {
    const desk = await aDesk(1)
    const mor = await atDesk(desk.url, 'mor', 1)
    const lee = await atDesk(desk.url, 'lee', 1)
    const [no = 0] = mor.all

    await Promise.all([mor.look(no), lee.look(no)])
    await eventually(() => (mor.asked.length === 2 && lee.asked.length === 2 ? true : undefined))
    expect([mor.asked[1], lee.asked[1]].sort()).toEqual(['claim: done', 'claim: refused'])

    const second = mor.asked[1] === 'claim: refused' ? mor : lee
    await second.keep(no)
    await second.call('sync.now', { release: true })
    await second.syncs(({ waiting }) => waiting === 0)
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })

  it('ends with the decision and costs no more than its own request', async () => {
    const desk = await aDesk(2)
    const mor = await atDesk(desk.url, 'mor', 2)
    const lee = await atDesk(desk.url, 'lee', 2)
    const [no = 0] = mor.all

    await mor.look(no)
    await lee.claimed(no, (claim) => claim?.look === true)
    await mor.keep(no)
    await mor.look(null)
    await mor.call('sync.now', { release: true })

    await lee.claimed(no, (claim) => claim === null)
    await lee.queueOf(1)
    expect(mor.asked).toEqual(['claim', 'claim: done'])
  })

  it('becomes a claim in earnest with no reason, and letting go leaves that alone', async () => {
    const desk = await aDesk(2)
    const mor = await atDesk(desk.url, 'mor', 2)
    const lee = await atDesk(desk.url, 'lee', 2)
    const [no = 0] = mor.all
    await mor.look(no)
    await lee.claimed(no, (claim) => claim?.look === true)

    await lee.call('case.claim', { no, until: inMs(HOUR), reason: null })
    await mor.claimed(no, (claim) => claim?.name === 'Lee Strang' && !claim.look)
    await mor.look(null)

    expect((await lee.case(no)).claim).toMatchObject({ mine: true, look: false })
    expect(mor.asked).toEqual(['claim', 'claim: done'])
    expect(await desk.log('claims.overridden')).toEqual([])
    expect(await desk.log('claims.taken')).toHaveLength(1)
  })
})
