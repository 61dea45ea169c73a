import { describe, expect, it } from 'vitest'
import type { NewDecision } from '../../src/shared/domain/decision.ts'
import { aCache, articleItem, authorItem, caseItem } from './cache-kit.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { type Console, eventually, HandClock, openConsole, portsFor, tempFolder } from './kit.ts'

const minute = (n: number) => new Date(Date.UTC(2026, 4, 12, 8, n)).toISOString()
const by = (authorId: string, articleId = 'ferry') => ({ authorId, articleId })
const closed = (item: object) => ({ ...item, state: 'closed' })

describe('the bursts among the open cases', () => {
  const five = [1, 2, 3, 4, 5].map((no) => caseItem(no, { receivedAt: minute(no * 5) }))

  it('are told of one author and of one article, with what they are called, the largest first', () => {
    const cache = aCache()
    cache.take(authorItem('a1', 'Senga Tweedie', 0), articleItem('harbour', 'Harbour plan'))
    expect(cache.take(...five.slice(0, 4)).bursts).toBe(false)

    expect(cache.take(...five.slice(4)).bursts).toBe(true)
    const other = [6, 7].map((no) =>
      caseItem(no, { receivedAt: minute(no * 5), comment: by('a9', 'harbour') }),
    )
    cache.take(...other)

    expect(cache.read.bursts.all()).toMatchObject([
      { of: 'article', title: 'Harbour plan', nos: [1, 2, 3, 4, 5, 6, 7], gone: 0 },
      { of: 'author', title: 'Senga Tweedie', nos: [1, 2, 3, 4, 5], gone: 0 },
    ])
  })

  it('go on while two are open, saying how many have gone, and end after that', () => {
    const cache = aCache()
    cache.take(...five)
    const [before] = cache.read.bursts.all()

    for (const no of [0, 1, 2]) cache.take(closed(five[no] ?? {}))
    expect(cache.read.bursts.all()[0]).toMatchObject({ id: before?.id, nos: [4, 5], gone: 3 })
    cache.take(five[2] ?? {}) // it is back
    expect(cache.read.bursts.all()[0]).toMatchObject({ nos: [4, 5], gone: 3 })
    for (const no of [2, 3]) cache.take(closed(five[no] ?? {}))
    expect(cache.read.bursts.all()).toEqual([])
  })

  it('take up what comes within the hour, and leave with what is erased', () => {
    const cache = aCache()
    cache.take(...five)
    cache.take(caseItem(6, { receivedAt: minute(60) }), caseItem(7, { receivedAt: minute(170) }))
    expect(cache.read.bursts.all()[0]).toMatchObject({ nos: [1, 2, 3, 4, 5, 6] })

    cache.take({ t: 'gone', what: 'case', id: 'case_one1', why: 'erased' })
    expect(cache.read.bursts.all()[0]).toMatchObject({ nos: [2, 3, 4, 5, 6], gone: 1 })
  })

  it('are of one title alone', () => {
    const cache = aCache()
    cache.take(
      ...five.map((item) => ({ ...item, siteId: item.no < 3 ? 'strathlinn' : 'glenorran' })),
    )

    expect(cache.read.bursts.all()).toEqual([])
  })
})

const ABUSE: NewDecision['ground'] = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' }

async function aPileOn() {
  const desk = await aDesk(6)
  const clock = new HandClock()
  clock.wall = Date.now()
  const folder = tempFolder()
  const console = await openConsole(portsFor(desk.url, folder, { clock }))
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  const nos = await console.queueOf(6)
  const preview = async () => {
    const ask = { nos: [...nos], ground: ABUSE }
    return (await console.call('bursts.preview', { ...ask, verb: 'delete' })).items
  }
  return { desk, clock, folder, console, nos, preview }
}

const made = (items: readonly { readonly decision: NewDecision | null }[]) =>
  items.flatMap(({ decision }) => decision ?? [])
const states = async (console: Console) =>
  (await console.call('decision.recent', { limit: 50 })).map(({ state }) => state)

describe('deciding a burst together', { timeout: 60_000 }, () => {
  it('makes a decision a case, each on its own text, and one undo takes all back', async () => {
    const { console, nos, preview, desk } = await aPileOn()
    const [burst] = await console.call('bursts.list', {})
    expect(burst).toMatchObject({ of: 'article', title: 'Harbour plan goes to a vote' })
    expect(burst?.nos.toSorted((a, b) => a - b)).toEqual(nos.toSorted((a, b) => a - b))

    const items = await preview()
    const all = await console.call('bursts.decide', { decisions: made(items) })
    expect(all).toHaveLength(6)
    expect(new Set(made(items).map(({ bodyCommit }) => bodyCommit)).size).toBe(6)
    expect(all.every(({ together, state }) => together === 6 && state === 'held')).toBe(true)
    expect(await console.nos()).toEqual([])

    const undone = await console.call('decision.undo', { opId: all[2]?.opId ?? null })
    expect(undone).toMatchObject({ result: 'withdrawn' })
    expect(undone.result === 'withdrawn' ? undone.others : []).toHaveLength(5)
    expect(await console.nos()).toHaveLength(6)
    expect(new Set(await states(console))).toEqual(new Set(['withdrawn']))
    expect(await desk.log('decision.applied')).toEqual([])
  })

  it('settles each at the desk once the window is over, in one release', async () => {
    const { console, clock, preview, desk } = await aPileOn()
    await console.call('bursts.decide', { decisions: made(await preview()) })

    clock.advance(8_000)
    expect(await states(console)).not.toContain('held')
    await console.syncs(({ waiting }) => waiting === 0)

    expect(await states(console)).toEqual(Array.from({ length: 6 }, () => 'settled'))
    expect(await desk.log('decision.applied')).toHaveLength(6)
  })

  it('leaves out, with why, what a colleague has, what was decided, and what the rule forbids', async () => {
    const { console, nos, preview, desk } = await aPileOn()
    const [first = 0, second = 0] = nos
    const until = new Date(Date.now() + 3_600_000).toISOString()
    await console.keep(first)
    const other = await openConsole(portsFor(desk.url, tempFolder()))
    await other.call('session.sign-in', { name: 'lee', password: PASSWORD })
    await other.queueOf(6)
    await other.call('case.claim', { no: second, until, reason: null })
    await eventually(async () => ((await console.case(second)).claim ? true : undefined))

    const items = await preview()

    const why = (no: number) => items.find((item) => item.no === no)?.leftOut
    expect(why(first)).toBe('You have decided it already.')
    expect(why(second)).toBe('Lee Strang has this one.')
    expect(made(items)).toHaveLength(4)
    const { items: none } = await console.call('bursts.preview', {
      ...{ nos: [...nos], ground: ABUSE },
      verb: 'keep',
    })
    expect(made(none)).toEqual([])
    expect(none.at(-1)?.leftOut).toContain('does not allow keep')
  })

  it('makes none where one of them has changed since it was looked at', async () => {
    const { console, preview, desk, nos } = await aPileOn()
    const decisions = made(await preview())
    const { id } = (await console.case(nos[3] ?? 0)).case.comment
    desk.platform.edit(id, 'Something else altogether.')
    await eventually(async () => {
      const { bodyRev } = (await console.case(nos[3] ?? 0)).case.revisions
      return bodyRev > 1 ? true : undefined
    })

    expect(await console.refusal('bursts.decide', { decisions })).toBe('stale-case')
    expect(await console.call('decision.recent', { limit: 10 })).toEqual([])
    const twice = made(await preview()).slice(0, 1)
    expect(await console.refusal('bursts.decide', { decisions: [...twice, ...twice] })).toBe(
      'bad-input',
    )
    expect(await console.nos()).toHaveLength(6)
  })

  it('is still undone by one press after a restart, while none of it has left', async () => {
    const { console, desk, preview, folder } = await aPileOn()
    const decisions = made(await preview())
    desk.line.cut()
    await console.syncs(({ state }) => state === 'offline')
    await console.call('bursts.decide', { decisions })
    await console.close()

    const again = await openConsole(portsFor(desk.url, folder))
    const undone = await again.call('decision.undo', { opId: null })

    expect(undone.result === 'withdrawn' ? undone.others : []).toHaveLength(5)
    expect(new Set(await states(again))).toEqual(new Set(['withdrawn']))
  })
})
