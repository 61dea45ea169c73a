/** A console that was away: for a week, while its clock was set, while its rights were taken away. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { changePassword, disableStaff, revoke } from '../../src/desk/services/staff.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { type Console, eventually, HandClock, openConsole, portsFor, tempFolder } from './kit.ts'

const signIn = { name: 'mor', password: PASSWORD }
const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

async function away(cases: number, clock = new HandClock()) {
  const desk = await aDesk(cases)
  const folder = tempFolder()
  const console = await openConsole(portsFor(desk.url, folder, { clock }))
  await console.call('session.sign-in', signIn)
  const nos = await console.queueOf(cases)
  desk.line.cut()
  await console.call('sync.now', { release: false })
  await console.syncs(({ state }) => state === 'offline')
  return { desk, folder, console, clock, nos }
}

const signedOut = (console: Console) =>
  eventually(async () => {
    const view = await console.call('session.get', {})
    return view.state === 'signed-out' ? view : undefined
  })

const left = (folder: string, name: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(name))

describe('a console that was away', { timeout: 60_000 }, () => {
  it('is signed in a week later with no desk there: its queue is read, and what it decides leaves', async () => {
    const { desk, folder, console, nos, clock } = await away(3)
    await console.keep(nos[0] ?? 0)
    await console.close()
    const later = new HandClock()
    later.wall = clock.now() + 7 * DAY_MS
    const week = await openConsole(portsFor(desk.url, folder, { clock: later }))
    expect(await week.call('session.get', {})).toMatchObject({ state: 'signed-in', waiting: 1 })
    expect(await week.nos()).toHaveLength(2)
    await week.keep(nos[1] ?? 0)
    expect(await week.call('outbox.get', {})).toMatchObject({ count: 2 })
    await week.syncs(({ state }) => state === 'offline')

    desk.line.mend()
    await week.call('sync.now', { release: true })
    await week.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    expect(await desk.log('decision.applied')).toHaveLength(2)
  })

  it('asks for the password where its session has ended, and loses nothing', async () => {
    const { desk, console, nos } = await away(1)
    await console.keep(nos[0] ?? 0)
    await changePassword(desk.store, 'mor', 'another long password')
    desk.line.mend()
    await console.call('sync.now', { release: true })

    expect(await signedOut(console)).toMatchObject({ why: { code: 'signed-out' }, waiting: 1 })
    expect(await desk.log('decision.applied')).toEqual([])
    await console.call('session.sign-in', { name: 'mor', password: 'another long password' })
    await console.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })

  it.each(['revoked', 'closed'] as const)(
    'hands in what waits where it was %s meanwhile, held ones too',
    async (how) => {
      const { desk, folder, console, nos } = await away(3)
      for (const no of nos.slice(0, 2)) await console.keep(no)
      const id = /dev_[0-9a-f]+/.exec(readFileSync(path.join(folder, 'device.json'), 'utf8'))?.[0]
      if (how === 'revoked') await revoke(desk.store, id ?? '')
      else await disableStaff(desk.store, 'mor')
      desk.line.mend()
      await console.call('sync.now', { release: false })

      const { why, waiting } = await signedOut(console)
      expect(waiting).toBe(0)
      expect(why?.message).toBe(
        how === 'revoked'
          ? 'This device was signed out by an admin. 2 waiting decisions have been handed to a lead.'
          : 'This account was closed by an admin. 2 waiting decisions have been handed to a lead.',
      )
      expect(await desk.log('decision.refused')).toHaveLength(2)
      expect(left(folder, 'cache.db')).toEqual([])
      expect(left(folder, 'journal.db')).toHaveLength(1)
    },
  )
})

describe('a clock that is set while the console runs', { timeout: 60_000 }, () => {
  it.each([
    ['back a day', -DAY_MS],
    ['forward a year', YEAR_MS],
    ['back an hour, as on a DST night with a clock that takes it wrong', -3_600_000],
  ])('%s: dates, order, ages and the undo window stay what they are', async (_name, jump) => {
    const clock = new HandClock()
    clock.wall = Date.now()
    const { desk, console, nos } = await away(3, clock)
    const [first = 0, second = 0] = nos
    await console.keep(first)
    const before = Date.parse((await console.call('outbox.get', {})).oldest ?? '')
    clock.wall += jump
    const told = new Promise<number | null>((resolve) => {
      console.client.on('sync.changed', ({ offsetMs }) => {
        if (Math.abs((offsetMs ?? 0) + jump) < 60_000) resolve(offsetMs)
      })
    })
    clock.advance(5000)
    const again = await console.keep(second)
    expect(again.heldForMs).toBe(8000)
    clock.advance(5000)
    await told

    const { items } = await console.call('outbox.get', {})
    expect(items.map(({ no }) => no)).toEqual([first, second])
    const made = items.map(({ madeAt }) => Date.parse(madeAt) - before)
    expect(made[0]).toBe(0)
    expect(made[1]).toBeGreaterThanOrEqual(0)
    expect(made[1]).toBeLessThan(60_000)
    expect(items[1]?.keptBack).toBe('held')
    const view = await console.call('sync.get', {})
    expect(view.nextTryMs ?? 0).toBeLessThanOrEqual(30_000)
    clock.advance(3000)
    expect((await console.call('sync.get', {})).held).toBe(0)

    desk.line.mend()
    await console.call('sync.now', { release: true })
    await console.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    const list = await console.call('reconnect.get', {})
    expect(list).toMatchObject({ sent: 2 })
    for (const at of [list?.lostAt, list?.backAt])
      expect(Math.abs(Date.parse(at ?? '') - before)).toBeLessThan(120_000)
  })

  it('counts a night with the lid closed in the age of a decision', async () => {
    const { desk, console, nos, clock } = await away(1)
    await console.keep(nos[0] ?? 0)
    clock.advance(8000)
    const slept = 8 * 3_600_000
    clock.asleep += slept
    clock.wall += slept
    desk.line.mend()
    await console.call('sync.now', { release: true })
    await console.syncs(({ waiting }) => waiting === 0)

    const [entry = ''] = await desk.log('decision.applied')
    const estimated = /"estimated":"([^"]+)"/.exec(entry)?.[1] ?? ''
    expect(Date.now() - Date.parse(estimated)).toBeGreaterThan(slept - 60_000)
  })
})
