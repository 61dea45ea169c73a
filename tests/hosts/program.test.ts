import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aDesk, PASSWORD } from '../main/a-desk.ts'
import { callerOf, tempFolder } from '../main/kit.ts'
import { connect } from '../../src/shared/rpc/connect.ts'
import { startProgram } from '../support/program.ts'
import { dial } from './dial.ts'

const start = (...args: readonly string[]) => {
  const program = startProgram('src/main/browser.ts', [...args, '--no-open'])
  onTestFinished(async () => {
    await program.stop()
  })
  return program
}

describe('the console’s program', { timeout: 60_000 }, () => {
  it('prints one line, serves its page, and ends whole at SIGTERM', async () => {
    const desk = await aDesk(1)
    const data = tempFolder()
    const program = start('--desk', desk.url, '--data', data, '--port', '0')
    const [, authority = '', token = ''] = await program.line(
      /^Console: http:\/\/(127\.0\.0\.1:\d+)\/#(\S+)$/,
    )
    const { wire } = await dial(authority, token)
    const call = callerOf(connect(wire))
    await call('session.sign-in', { name: 'mor', password: PASSWORD })

    const second = start('--desk', desk.url, '--data', data, '--port', '0')
    expect(await second.ended()).toBe(2)
    expect(await program.stop()).toBe(0)
    expect(program.said).toHaveLength(1)
  })

  it('can be started on a folder whose last program was killed', async () => {
    const data = tempFolder()
    const first = start('--data', data, '--port', '0')
    await first.line(/^Console: /)
    await first.kill()

    const next = start('--data', data, '--port', '0')
    await next.line(/^Console: /)
    expect(await next.stop()).toBe(0)
  })

  it.each([
    ['a desk over plain http', ['--desk', 'http://desk.example']],
    ['a port that is none', ['--port', '70000']],
    ['an option it does not know', ['--colour']],
  ])('refuses %s with exit 2', async (_what, args) => {
    expect(await start('--data', tempFolder(), ...args).ended()).toBe(2)
  })

  it('refuses a data folder that is a file', async () => {
    const file = path.join(tempFolder(), 'data')
    writeFileSync(file, '')
    chmodSync(file, 0o600)
    expect(await start('--data', file).ended()).toBe(2)
  })

  it('says what it can be told', async () => {
    const program = start('--help')
    expect(await program.ended()).toBe(0)
    for (const option of ['--desk', '--data', '--port', '--no-open'])
      expect(program.said.join('\n')).toContain(option)
  })
})
