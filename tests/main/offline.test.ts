import { describe, expect, it } from 'vitest'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'

describe('a console and its desk', { timeout: 60_000 }, () => {
  it('shows what is reported, decides it, and says when the site shows it', async () => {
    const desk = await aDesk(3)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(3)

    const made = await console.keep(no)
    expect(made.state).toBe('held')
    expect(await console.nos()).not.toContain(no)
    await console.call('sync.now', { release: true })

    const settled = await eventually(async () => {
      const [last] = await console.call('decision.recent', { limit: 1 })
      return last?.publication === 'published' ? last : undefined
    })
    expect(settled).toMatchObject({ opId: made.opId, state: 'settled', canUndo: false })
    const view = await console.syncs(
      ({ state, unpublished }) => state === 'synced' && unpublished === 0,
    )
    expect(view).toMatchObject({ waiting: 0, held: 0, problem: null, progress: null })
    expect(await console.nos()).toHaveLength(2)
  })

  it('keeps what was decided offline over a restart, and settles it exactly once', async () => {
    const desk = await aDesk(3)
    const folder = tempFolder()
    const before = await openConsole(portsFor(desk.url, folder))
    await before.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [first = 0, second = 0] = await before.queueOf(3)
    desk.line.cut()
    await before.keep(first)
    const kept = await before.keep(second)
    await before.call('sync.now', { release: true })
    await before.syncs(
      ({ state, waiting, held }) => state === 'offline' && waiting === 2 && held === 0,
    )
    await before.close()

    const after = await openConsole(portsFor(desk.url, folder))
    expect((await after.call('session.get', {})).state).toBe('signed-in')
    expect(await after.nos()).toHaveLength(1)
    desk.line.mend()
    await after.call('sync.now', { release: true })
    await after.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)

    const applied = await desk.log('decision.applied')
    expect(applied).toHaveLength(2)
    expect(applied.filter((text) => text.includes(kept.opId))).toHaveLength(1)
  })

  it('takes back what has not left, offline too, and says when it is too late', async () => {
    const desk = await aDesk(2)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [first = 0, second = 0] = await console.queueOf(2)
    const left = await console.keep(first)
    await console.call('sync.now', { release: true })
    await console.syncs(({ waiting }) => waiting === 0)
    desk.line.cut()
    await console.syncs(({ state }) => state === 'offline')
    await console.keep(second)

    const back = await console.call('decision.undo', { opId: null })
    expect(back).toMatchObject({ result: 'withdrawn', delivery: { no: second, canUndo: false } })
    expect(await console.nos()).toContain(second)
    expect(await console.call('decision.undo', { opId: left.opId })).toMatchObject({
      result: 'too-late',
    })
    expect((await console.call('decision.recent', { limit: 9 })).map(({ state }) => state)).toEqual(
      ['withdrawn', 'settled'],
    )
  })

  it('says who decided otherwise first, and counts it as contested', async () => {
    const desk = await aDesk(2)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(2)
    const seen = await console.case(no)
    desk.line.cut()
    const other = await desk.lead()
    await other.applied(
      other.decision(seen.case, {
        verb: 'delete',
        ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
      }),
    )
    await console.call('decision.record', keepOf(seen))
    desk.line.mend()
    await console.call('sync.now', { release: true })

    const contested = await eventually(async () => {
      const [last] = await console.call('decision.recent', { limit: 1 })
      return last?.state === 'contested' ? last : undefined
    })
    expect(contested.problem?.message).toContain('Lee Strang deleted it')
    await console.syncs(({ contested: count, waiting }) => count === 1 && waiting === 0)
    expect(await desk.log('decision.refused')).toHaveLength(1)
  })

  it('settles by itself what someone else decided the same way', async () => {
    const desk = await aDesk(1)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(1)
    const seen = await console.case(no)
    desk.line.cut()
    const other = await desk.lead()
    await other.applied(other.decision(seen.case))
    const { opId } = await console.call('decision.record', keepOf(seen))
    desk.line.mend()
    await console.call('sync.now', { release: true })

    await console.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    const [last] = await console.call('decision.recent', { limit: 1 })
    expect(last).toMatchObject({ opId, state: 'settled', problem: null })
  })

  it('journals a first sight once, and the desk has it', async () => {
    const desk = await aDesk(1)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(1)
    await console.call('case.seen', { no })
    await console.call('case.seen', { no })

    await eventually(async () => ((await desk.log('case.seen')).length > 0 ? true : undefined))
    await eventually(async () => (await console.case(no)).case.firstSeenAt ?? undefined)
    expect(await desk.log('case.seen')).toHaveLength(1)
  })

  it('refuses a decision on what has changed, and records nothing', async () => {
    const desk = await aDesk(1)
    const console = await openConsole(portsFor(desk.url, tempFolder()))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(1)
    const seen = await console.case(no)
    const wrong = { ...keepOf(seen), expect: { bodyRev: 1, decRev: 7 } }

    expect(await console.refusal('decision.record', wrong)).toBe('stale-case')
    expect(
      await console.refusal('decision.record', { ...keepOf(seen), answers: ['rep_nothere'] }),
    ).toBe('bad-input')
    expect(
      await console.refusal('decision.record', {
        ...keepOf(seen),
        ground: { kind: 'outcome', terms: '9.0.0', code: 'NB-KEEP' },
      }),
    ).toBe('rule-unknown')
    expect(await console.call('decision.recent', { limit: 5 })).toEqual([])
  })
})
