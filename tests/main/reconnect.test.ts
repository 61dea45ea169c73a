import { describe, expect, it } from 'vitest'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import type { Reconnect } from '../../src/shared/contract/outbox.ts'
import { problem, ProblemError } from '../../src/shared/domain/problem.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { startConsole } from './console-process.ts'
import {
  callerOf,
  type Console,
  eventually,
  HandClock,
  openConsole,
  portsFor,
  tempFolder,
} from './kit.ts'

const signIn = { name: 'mor', password: PASSWORD }

async function offlineWith(cases: number, change: Parameters<typeof portsFor>[2] = {}) {
  const desk = await aDesk(cases)
  const folder = tempFolder()
  const console = await openConsole(portsFor(desk.url, folder, change))
  await console.call('session.sign-in', signIn)
  const nos = await console.queueOf(cases)
  const seen = await Promise.all(nos.map((no) => console.case(no)))
  desk.line.cut()
  await console.syncs(({ state }) => state === 'offline')
  return { desk, folder, console, nos, seen }
}

/** The list of the last time contact came back, once all of it has an answer. */
const done = (console: Console): Promise<Reconnect> =>
  eventually(async () => {
    const found = await console.call('reconnect.get', {})
    return found?.doneAt == null ? undefined : found
  })

const counts = ({ groups }: Reconnect) =>
  Object.fromEntries(groups.map(({ outcome, count }) => [outcome, count]))

describe('what waits on this device', { timeout: 60_000 }, () => {
  it('is told in the order it was made, with its words and why it has not left', async () => {
    const { console, nos, seen, desk } = await offlineWith(3)
    const [first = 0, second = 0, third = 0] = nos
    await console.call('case.seen', { no: third })
    await console.keep(first)
    await console.call('sync.now', { release: true })
    await console.syncs(({ held }) => held === 0)
    await console.call('case.escalate', {
      ...{ no: second, question: 'Is he named?', hide: false },
      expect: seen[1]?.case.revisions ?? { bodyRev: 1, decRev: 0 },
    })
    await console.keep(third)

    const outbox = await console.call('outbox.get', {})
    expect(outbox).toMatchObject({ count: 3, sights: 1 })
    expect(outbox.items.map(({ kind, no, keptBack }) => [kind, no, keptBack])).toEqual([
      ['decision', first, 'offline'],
      ['escalate', second, 'held'],
      ['decision', third, 'held'],
    ])
    expect(outbox.items.map(({ words }) => words)).toEqual(
      seen.map((view) => view.case.comment.body.slice(0, 160)),
    )
    expect(outbox.oldest).toBe(outbox.items[0]?.madeAt)
    expect(outbox.items[2]).toMatchObject({ verb: 'keep', ground: { code: 'NB-KEEP' } })
    expect(outbox.items[2]?.forMs).toBeGreaterThan(0)
    desk.line.mend()
    await console.call('sync.now', { release: true })
    await console.syncs(({ waiting }) => waiting === 0)
    expect(await console.call('outbox.get', {})).toMatchObject({ items: [], count: 0, sights: 0 })
  })

  it('is dated by the desk’s clock, however wrong the device’s is', async () => {
    const clock = new HandClock()
    clock.wall = Date.parse('2031-01-01T00:00:00.000Z')
    const { console, nos } = await offlineWith(1, { clock })
    const before = Date.now()
    await console.keep(nos[0] ?? 0)

    const { items } = await console.call('outbox.get', {})
    const madeAt = Date.parse(items[0]?.madeAt ?? '')
    expect(Math.abs(madeAt - before)).toBeLessThan(60_000)
  })
})

describe('the list after contact came back', { timeout: 60_000 }, () => {
  it('says what became of each: settled, contested, agreed, edited, deleted by the author', async () => {
    const { console, desk, nos, seen } = await offlineWith(6)
    for (const no of nos) await console.keep(no)
    const other = await desk.lead()
    const at = (i: number) => {
      const view = seen[i]
      if (!view) throw new Error(`no case ${i}`)
      return view.case
    }
    await other.applied(
      other.decision(at(0), {
        verb: 'delete',
        ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
      }),
    )
    await other.applied(other.decision(at(1)))
    desk.platform.edit(at(2).comment.id, 'Not what it was.')
    desk.platform.authorDeletes(at(3).comment.id)
    await eventually(async () => {
      const now = [...(await other.cases()).values()]
      const edited = now.some(({ revisions }) => revisions.bodyRev === 2)
      return edited && now.some(({ comment }) => comment.deletedByAuthor) ? true : undefined
    })
    desk.line.mend()
    await console.call('sync.now', { release: true })

    const list = await done(console)
    expect(counts(list)).toEqual({ settled: 2, agreed: 1, contested: 1, edited: 1, gone: 1 })
    expect(list).toMatchObject({ sent: 6, again: 0, told: false })
    const said = (outcome: string) =>
      list.groups.find((group) => group.outcome === outcome)?.items[0]
    expect(said('contested')).toMatchObject({ no: nos[0] })
    expect(said('contested')?.said).toContain('Lee Strang deleted what you kept')
    expect(said('agreed')?.said).toContain('Lee Strang kept it too')
    expect(said('edited')).toMatchObject({ no: nos[2] })
    expect(said('edited')?.said).toContain('edited it')
    expect(said('gone')?.said).toContain('Nothing to take down')
    expect(list.lostAt?.localeCompare(list.backAt)).toBeLessThan(1)
  })

  it('is one list though contact was lost again in the middle, and though the program was killed', async () => {
    const { console, desk, folder, nos } = await offlineWith(4)
    for (const no of nos.slice(0, 3)) await console.keep(no)
    await console.call('sync.now', { release: true })
    await console.close()

    const killed = await startConsole(folder, { url: desk.url, patienceMs: 5000 })
    const call = callerOf(killed.client)
    const lost = await eventually(async () => {
      const view = await call('sync.get', {})
      return view.state === 'offline' ? view.offlineSince : undefined
    })
    await killed.kill()

    desk.line.mend()
    const real = httpDesk(desk.url)
    let lose = true
    const push: typeof real.push = async (...given) => {
      const answered = await real.push(...given)
      if (!lose) return answered
      lose = false
      throw new ProblemError(problem('desk-unreachable', 'The answer was lost.'))
    }
    const after = await openConsole(portsFor(desk.url, folder, { desk: { ...real, push } }))
    await eventually(async () => (await after.call('reconnect.get', {}))?.groups[0])
    const list = await done(after)
    expect(counts(list)).toEqual({ settled: 3 })
    expect(list.lostAt).toBe(lost)
    expect(list.sent).toBe(3)
    await after.call('reconnect.told', { id: list.id })
    await after.close()
    const again = await openConsole(portsFor(desk.url, folder))
    await again.syncs(({ state }) => state === 'synced')
    expect(await again.call('reconnect.get', {})).toMatchObject({
      id: list.id,
      told: true,
      sent: 3,
    })
  })

  it('tells as it grows, and when it is done', async () => {
    const { console, desk, nos } = await offlineWith(2)
    const told: (Reconnect | null)[] = []
    console.client.on('reconnect.changed', (reconnect) => told.push(reconnect))
    for (const no of nos) await console.keep(no)
    desk.line.mend()
    await console.call('sync.now', { release: true })

    await eventually(() => (told.at(-1)?.doneAt == null ? undefined : true))
    expect(told.at(-1)).toMatchObject({ sent: 2 })
    await console.syncs(({ unpublished }) => unpublished === 0)
    await eventually(() => (told.at(-1)?.groups[0]?.unpublished === 0 ? true : undefined))
    expect(new Set(told.map((one) => one?.id)).size).toBe(1)
  })

  it('leaves out what was taken back, and is none where nothing waited', async () => {
    const { console, desk, nos } = await offlineWith(2)
    await console.keep(nos[0] ?? 0)
    await console.call('decision.undo', { opId: null })
    desk.line.mend()
    await console.call('sync.now', { release: true })
    await console.syncs(({ state }) => state === 'synced')
    expect(await console.call('reconnect.get', {})).toBeNull()
  })
})
