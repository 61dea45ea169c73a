import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { revoke } from '../../src/desk/services/staff.ts'
import { describe, expect, it } from 'vitest'
import { type Core, createCore } from '../../src/main/core/core.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, openConsole, portsFor, tempFolder } from './kit.ts'

const signIn = { name: 'mor', password: PASSWORD }

describe('who is signed in', { timeout: 60_000 }, () => {
  it('shows nobody anything before they sign in', async () => {
    const desk = await aDesk(1)
    const console = await openConsole(portsFor(desk.url, tempFolder()))

    expect(await console.call('session.get', {})).toMatchObject({
      state: 'signed-out',
      staff: null,
    })
    expect(await console.refusal('queue.index', WHOLE_QUEUE)).toBe('signed-out')
    expect(await console.refusal('terms.list', {})).toBe('signed-out')
    expect((await console.call('sync.get', {})).state).toBe('signed-out')
  })

  it('refuses a wrong password, an admin, and a desk that is not there', async () => {
    const desk = await aDesk(1)
    const console = await openConsole(portsFor(desk.url, tempFolder()))

    expect(await console.refusal('session.sign-in', { name: 'mor', password: 'no' })).toBe(
      'wrong-password',
    )
    expect(await console.refusal('session.sign-in', { ...signIn, name: 'ada' })).toBe(
      'not-permitted',
    )
    desk.line.cut()
    expect(await console.refusal('session.sign-in', signIn)).toBe('desk-unreachable')
  })

  it('keeps waiting decisions at sign-out and sends them when the same person is back', async () => {
    const desk = await aDesk(1)
    const folder = tempFolder()
    const before = await openConsole(portsFor(desk.url, folder))
    await before.call('session.sign-in', signIn)
    const [no = 0] = await before.queueOf(1)
    desk.line.cut()
    await before.keep(no)
    expect(await before.call('session.sign-out', {})).toMatchObject({
      ...{ state: 'signed-out', waiting: 1, why: null },
    })
    await before.close()

    desk.line.mend()
    const after = await openConsole(portsFor(desk.url, folder))
    expect(await after.call('session.get', {})).toMatchObject({ state: 'signed-out', waiting: 1 })
    await after.call('session.sign-in', { ...signIn, name: 'lee' })
    await after.syncs(({ state }) => state === 'synced')
    expect(await desk.log('decision.applied')).toEqual([])
    await after.call('session.sign-out', {})
    await after.call('session.sign-in', signIn)
    await after.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })

  it('lets a revoked device send what waits, then ends its session and deletes its cache', async () => {
    const desk = await aDesk(2)
    const folder = tempFolder()
    const console = await openConsole(portsFor(desk.url, folder))
    await console.call('session.sign-in', signIn)
    const [no = 0] = await console.queueOf(2)
    desk.line.cut()
    await console.syncs(({ state }) => state === 'offline')
    await console.keep(no)
    const id = /dev_[0-9a-f]+/.exec(readFileSync(path.join(folder, 'device.json'), 'utf8'))?.[0]
    await revoke(desk.store, id ?? '')
    desk.line.mend()
    await console.call('sync.now', { release: true })

    const session = await eventually(async () => {
      const view = await console.call('session.get', {})
      return view.state === 'signed-out' ? view : undefined
    })
    expect(session).toMatchObject({ why: { code: 'device-revoked' }, waiting: 0 })
    expect(await desk.log('decision.refused')).toHaveLength(1)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(files.filter((file) => file.includes('cache.db'))).toEqual([])
    expect(files.filter((file) => file.endsWith('journal.db'))).toHaveLength(1)
  })

  it('keeps the token where only its owner can read it, and out of every log line', async () => {
    const desk = await aDesk(1)
    const folder = tempFolder()
    const lines: string[] = []
    const keep = (event: string, facts?: unknown) => {
      lines.push(`${event} ${JSON.stringify(facts)}`)
    }
    const openLog = () => ({ info: keep, error: keep })
    const console = await openConsole(portsFor(desk.url, folder, { openLog }))
    await console.call('session.sign-in', signIn)
    const file = path.join(folder, 'session.json')
    const token = /"token":"([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
    desk.line.cut()
    await console.syncs(({ state }) => state === 'offline')

    expect(token.length).toBeGreaterThan(20)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.join('\n')).not.toContain(token)
    expect(lines.join('\n')).not.toContain(PASSWORD)
  })

  it('may see exactly the sites its desk names, from an offline start too, and none signed out', async () => {
    const desk = await aDesk(1)
    const folder = tempFolder()
    const console = await openConsole(portsFor(desk.url, folder))
    const seen = (core: Core) =>
      [
        'https://courier.example',
        'http://courier.example',
        'https://courier.example.evil.example',
        'https://courier.example:8443',
        'https://other.example',
      ].filter((origin) => core.maySee(origin))
    expect(seen(console.core)).toEqual([])
    await console.call('session.sign-in', signIn)
    await console.queueOf(1)
    expect(seen(console.core)).toEqual(['https://courier.example'])
    await console.close()

    desk.line.cut()
    const offline = await openConsole(portsFor(desk.url, folder))
    expect(seen(offline.core)).toEqual(['https://courier.example'])
    await offline.call('session.sign-out', {})
    expect(seen(offline.core)).toEqual([])
  })

  it('gives a data folder to one program at a time, and not to a stale lock', async () => {
    const desk = await aDesk(1)
    const folder = tempFolder()
    const console = await openConsole(portsFor(desk.url, folder))

    await expect(createCore(portsFor(desk.url, folder))).rejects.toThrow('Another Linesman')
    await console.close()
    expect(existsSync(path.join(folder, 'lock.db'))).toBe(true)
    await (await openConsole(portsFor(desk.url, folder))).close()
  })
})
