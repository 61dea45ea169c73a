import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { EventPage } from '../../src/shared/platform/platform.ts'
import { commentOn, Reader, wordsIn } from './browser.ts'
import { anItem, openPaper, SLUG } from './open-paper.ts'

const entry = path.resolve(import.meta.dirname, '../../src/paper/index.ts')
const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paper-start-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function start(...args: string[]) {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, out, err }))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const url = /^Paper: (\S+)\/\n/.exec(out)?.[1]
      if (url !== undefined) resolve(url)
    })
    void ended.then((end) => reject(new Error(`it ended: ${JSON.stringify(end)}`)))
  })
  ready.catch(() => undefined)
  return { child, ended, ready }
}

/** Whatever stands in the way: one sentence and the exit code 2. */
async function refusal(...args: string[]): Promise<string> {
  const { code, out, err } = await start(...args).ended
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
  return err
}

describe('the command', { timeout: 60_000 }, () => {
  it('prints one line when it is ready, and a signal ends it cleanly', async () => {
    const data = path.join(newFolder(), 'made')
    const { child, ended, ready } = start('--data', data, '--port', '0', '--sample')
    const url = await ready
    expect((await fetch(`${url}/`)).status).toBe(200)
    for (const name of ['keys.json', 'accounts.json'])
      expect(statSync(path.join(data, name)).mode & 0o777).toBe(0o600)
    const accounts = JSON.parse(readFileSync(path.join(data, 'accounts.json'), 'utf8')) as {
      name: string
      password: string
    }[]
    const [account] = accounts
    const reader = new Reader(url)
    const fields = { name: account?.name ?? '', password: account?.password ?? '', next: '/' }
    expect((await reader.fill('/sign-in', fields)).text).toContain('Sign out')
    child.kill('SIGTERM')

    expect(await ended).toEqual({ code: 0, out: `Paper: ${url}/\n`, err: '' })
    expect(() => statSync(path.join(data, 'paper.db-wal'))).toThrow('ENOENT')
  })

  it('helps', async () => {
    const { code, out } = await start('--help').ended
    expect(code).toBe(0)
    for (const option of ['--data', '--port', '--origin', '--sample']) expect(out).toContain(option)
  })

  it.each([
    [['--nonsense'], /unknown option '--nonsense'/],
    [['--port', 'many'], /--port/],
    [['--port', '70000'], /0 to 65535/],
    [['--origin', 'gazette'], /--origin/],
    [['--origin', 'https://gazette.example/path'], /without a path/],
    [['surplus'], /too many arguments/],
  ])('refuses %j in one sentence', async (args, message) => {
    expect(await refusal('--data', newFolder(), ...args)).toMatch(message)
  })

  it('refuses a busy port', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    expect(await refusal('--data', newFolder(), '--port', port)).toContain(`Port ${port} is in use`)
    server.close()
  })

  it('refuses a folder it cannot write to', async () => {
    const file = path.join(newFolder(), 'a-file')
    writeFileSync(file, '')
    expect(await refusal('--data', path.join(file, 'inside'), '--port', '0')).toMatch(
      /cannot be used/,
    )
  })

  it('refuses a folder of a newer version', async () => {
    const data = newFolder()
    const db = new Database(path.join(data, 'paper.db'))
    db.pragma('user_version = 999')
    db.close()
    expect(await refusal('--data', data, '--port', '0')).toMatch(/newer version/)
  })

  it('refuses a file that is no site and keys that cannot be read', async () => {
    const data = newFolder()
    writeFileSync(path.join(data, 'paper.db'), 'not a database, not at all, not in the least')
    expect(await refusal('--data', data, '--port', '0')).toMatch(/is not a site/)
    const other = newFolder()
    writeFileSync(path.join(other, 'keys.json'), '{}')
    expect(await refusal('--data', other, '--port', '0')).toMatch(/keys\.json cannot be read/)
  })

  it('refuses a second paper on the same folder, and the first goes on', async () => {
    const open = await openPaper()
    expect(await refusal('--data', open.folder, '--port', '0')).toMatch(/Another paper is running/)
    expect((await open.api('GET', '/platform/v1/hello')).status).toBe(200)
    await open.close()
  })
})

describe('a restart', { timeout: 60_000 }, () => {
  it('keeps comments, revisions, reports, decisions, sessions, keys and the cursor', async () => {
    const data = newFolder()
    const before = await openPaper({ data })
    await before.load(anItem({ externalId: 'first' }))
    const reader = await before.subscriber('stays_signed_in')
    const id = await before.post(reader, 'Before')
    await reader.fill(`/comments/${id}/edit`, { body: 'Before, changed' })
    await new Reader(before.paper.url).fill(`/comments/${id}/report`, {
      rule: 'CON-ABU',
      words: 'x',
    })
    const page = EventPage.parse((await before.api('GET', '/platform/v1/events')).body)
    const gone = await before.post(reader, 'To be removed')
    const opId = '01977d0e-7c00-7000-8000-000000000001'
    const body = {
      ...{ commentId: gone, verb: 'delete', expectRev: 1, cuts: [], notice: '' },
      ground: { code: 'CON-ABU', title: 'Personal abuse', terms: '1.0.0' },
      decidedAt: '2026-05-12T14:33:00.000Z',
    }
    const receipt = await before.api('PUT', `/platform/v1/decisions/${opId}`, { body })
    const session = reader.cookie('gazette_session') ?? ''
    await before.close()

    const after = await openPaper({ data })
    expect(after.paper.keys).toEqual(before.paper.keys)
    const again = new Reader(after.paper.url, {})
    const shown = await again.get(`/news/${SLUG}`)
    expect(wordsIn(commentOn(shown.text, id))).toBe('Before, changed')
    expect(commentOn(shown.text, gone)).toContain('removed by a moderator')
    expect(await after.api('GET', `/platform/v1/events?after=${page.next}`)).toMatchObject({
      body: { events: [], next: page.next },
    })
    expect(EventPage.parse((await after.api('GET', '/platform/v1/events')).body)).toEqual(page)
    expect(await after.api('PUT', `/platform/v1/decisions/${opId}`, { body })).toEqual(receipt)
    const signed = await fetch(`${after.paper.url}/your-comments`, {
      headers: { cookie: `gazette_session=${session}` },
    })
    expect(await signed.text()).toContain('stays_signed_in')
    await after.close()
  })
})
