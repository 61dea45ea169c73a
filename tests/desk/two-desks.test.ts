import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { aDatabase, aDesk, DELETE, eventually, newOpId, signedIn, signInAgain } from './kit.ts'
import { PLATFORM_KEY, startPeerPlatform } from './peer-platform.ts'

async function twoDesks() {
  const platform = await startPeerPlatform()
  onTestFinished(() => platform.close())
  const place = await aDatabase()
  const options = { ...place, platform: { url: platform.url, key: PLATFORM_KEY } }
  const desks = [await aDesk(options), await aDesk(options)] as const
  return { platform, desks }
}

describe('two desks on one database', () => {
  beforeEach((context) => {
    const postgres = inject('postgres')
    if ('absent' in postgres) context.skip(postgres.absent)
  })

  it('take each report in once, decide nothing twice and publish each decision once', async () => {
    const { platform, desks } = await twoDesks()
    for (let i = 0; i < 20; i++) {
      platform.comment(`c${i}`)
      platform.report(`c${i}`)
    }
    const mor = await signedIn(desks[0], 'moderator', 'mor')
    const there = await signInAgain(desks[1].url, 'mor')
    await mor.caseOf('c19')
    const cases = [...(await there.cases()).values()]

    const answers = await Promise.all(
      cases.flatMap((item) => [
        mor.push(mor.decision(item, DELETE)),
        there.push(there.decision(item, { opId: newOpId() })),
      ]),
    )

    const statuses = answers.flat().map(({ status }) => status)
    expect(statuses.filter((status) => status === 'applied')).toHaveLength(20)
    expect(statuses.filter((status) => status === 'conflict')).toHaveLength(20)
    const settled = await eventually(async () => {
      const all = [...(await mor.cases()).values()]
      const settled = all.flatMap(({ decisions }) => decisions)
      return settled.every(({ publication }) => publication === 'published') ? settled : undefined
    })
    expect(platform.state.decisionCalls).toBe(settled.length)
    for (const { reportCount, decisions, contests } of (await there.cases()).values()) {
      // Where the keep was first, the delete stands in the desk's name.
      const verbs = decisions.map(({ verb, by }) => `${verb} by ${by.name}`)
      expect([reportCount, contests.length]).toEqual([1, 1])
      expect([['delete by MOR'], ['keep by MOR', 'delete by The desk']]).toContainEqual(verbs)
      expect(contests[0]?.interim ?? undefined).toBe(decisions[1]?.opId)
    }
    expect(await desks[1].store.read(verifyLog)).toMatchObject({ whole: true })
  }, 60_000)

  it('wake each other’s consoles, and go on when one stops', async () => {
    const { platform, desks } = await twoDesks()
    const mor = await signedIn(desks[0], 'moderator', 'mor')
    const there = await signInAgain(desks[1].url, 'mor')
    await eventually(() => platform.state.terms)
    platform.comment('c1')
    platform.report('c1')
    const item = await mor.caseOf('c1')
    await there.caseOf('c1')
    const { next } = await there.changes({ limit: 1000 })

    const held = there.changes({ cursor: next, wait: 20 })
    await mor.applied(mor.decision(item))
    const { items } = await held
    await desks[0].close()
    platform.comment('c2')
    platform.report('c2')

    expect(items.length).toBeGreaterThan(0)
    await there.caseOf('c2')
  }, 60_000)
})
