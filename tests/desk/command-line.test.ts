import Sqlite from 'better-sqlite3'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/desk/store/store.ts'
import { runDesk, serveDesk } from './cli.ts'
import { aDesk, call, signInBody, tempFolder } from './kit.ts'

const add = (data: string, login = 'mor', ...more: readonly string[]) => [
  ...['staff', 'add', '--data', data, '--login', login],
  ...['--name', 'Mor Agnew', '--role', 'admin', ...more],
]

/** How a command that could not start must end: one sentence, no stack, exit 2. */
const oneSentence = { code: 2, out: '', err: expect.stringMatching(/^[^\n]+\n$/) as string }

describe('the desk’s command line', () => {
  it('opens an account on a running desk and says its password once', async () => {
    const data = tempFolder()
    const { child, url, ended } = await serveDesk(['--data', data])

    const { code, out } = await runDesk(add(data))

    const password = /^Password: (\S+)$/m.exec(out)?.[1] ?? ''
    const reply = await call(`${url}/v1/session`, { json: signInBody('mor', password) })
    child.kill('SIGTERM')
    expect([code, reply.status, await ended]).toEqual([0, 200, 0])
  }, 20_000)

  it('takes a password from standard input, lists, changes and disables', async () => {
    const data = tempFolder()

    const added = await runDesk(add(data, 'ada', '--password-stdin'), 'a password of mine\n')
    const changed = await runDesk(['staff', 'password', '--data', data, '--login', 'ada'])
    const disabled = await runDesk(['staff', 'disable', '--data', data, '--login', 'ada'])
    const list = await runDesk(['staff', 'list', '--data', data])

    expect(added.out).not.toContain('Password')
    expect(changed.out).toContain('Password: ')
    expect(disabled.code).toBe(0)
    expect(list.out).toBe('ada\tadmin\tdisabled\tMor Agnew\n')
  }, 20_000)

  it.each([
    ['an unknown option', ['--bogus']],
    ['a port that is none', ['--port', '99999']],
    ['an address of a platform that is none', ['--platform', 'gazette']],
    ['a platform without a key', ['--platform', 'http://127.0.0.1:1']],
    ['a host beyond the machine', ['--host', '0.0.0.0']],
    ['an account that is not there', ['staff', 'disable', '--login', 'nobody']],
    ['a role that is none', ['staff', 'add', '--login', 'x', '--name', 'X', '--role', 'king']],
    [
      'a short password',
      [
        ...add('.').slice(0, 2),
        '--login',
        'x',
        '--name',
        'X',
        '--role',
        'lead',
        '--password-stdin',
      ],
    ],
  ])(
    'refuses %s in one sentence',
    async (_what, args) => {
      expect(await runDesk([...args, '--data', tempFolder()], 'short\n')).toEqual(oneSentence)
    },
    20_000,
  )

  it('refuses a port that is taken', async () => {
    const { port } = new URL((await aDesk()).url)

    expect(await runDesk(['--data', tempFolder(), '--port', port])).toEqual(oneSentence)
  }, 20_000)

  it('refuses a folder that is a file, a damaged database and a newer one', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'file')
    writeFileSync(file, 'x')
    const damaged = path.join(folder, 'damaged')
    mkdirSync(damaged)
    writeFileSync(path.join(damaged, 'desk.db'), 'this is no database at all'.repeat(100))
    const newer = path.join(folder, 'newer')
    await (await openStore(newer)).close()
    const db = new Sqlite(path.join(newer, 'desk.db'))
    db.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2030')")
    db.close()

    for (const data of [file, damaged, newer])
      expect(await runDesk(['--data', data, '--port', '0'])).toEqual(oneSentence)
    expect(await runDesk(['verify', '--data', path.join(folder, 'nothing')])).toEqual(oneSentence)
  }, 30_000)

  it('refuses a database torn in the middle', async () => {
    const data = tempFolder()
    await (await openStore(data)).close()
    const file = path.join(data, 'desk.db')
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 8192, Math.min(bytes.length, 40_000))
    writeFileSync(file, bytes)

    expect(await runDesk(['--data', data, '--port', '0'])).toEqual(oneSentence)
  }, 20_000)

  it('refuses a folder it may not write', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere')
    const data = tempFolder()
    chmodSync(data, 0o500)

    expect(await runDesk(['--data', data, '--port', '0'])).toEqual(oneSentence)
  }, 20_000)
})
