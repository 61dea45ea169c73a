import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { processesOf, scratch, START_MS, Started, until } from './started.ts'

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
const linux = process.platform === 'linux'

const page = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, text: await response.text() }
}

/** A port that is taken until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Kills the one program of this start whose arguments name this file. */
function kill(data: string, file: string): void {
  const found = processesOf(data).filter(({ words }) => words.some((word) => word.endsWith(file)))
  expect(found).toHaveLength(1)
  process.kill(found[0]?.pid ?? 0, 'SIGKILL')
}

describe('a start', { timeout: START_MS * 2 }, () => {
  it('says where everything is and how to sign in, serves it, and leaves nothing behind', async () => {
    const data = path.join(scratch(), 'data')
    const start = new Started(data)
    const console = await start.line('Console: ')
    const paper = await start.line('Paper: ')

    expect(console).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#.+/)
    expect(start.lines('Console:')).toHaveLength(1)
    expect(start.lines('Paper:')).toHaveLength(1)
    expect(await page(console)).toMatchObject({
      status: 200,
      text: matching(/<script/),
    })
    expect((await page(paper)).status).toBe(200)

    const signIns = start.lines('Sign in:')
    const roles = signIns.map((line) => /^Sign in: [a-z]+ \S{19} \((\w+)\)$/.exec(line)?.[1])
    expect(roles).toEqual(['moderator', 'moderator', 'lead', 'admin'])
    const file = path.join(data, 'accounts.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)

    const second = await new Started(data).ended
    expect(second).toMatchObject({ code: 2, out: [] })
    expect(second.err).toContain('is in use by another "npm start"')

    expect(await start.stop('SIGTERM')).toMatchObject({
      code: 0,
      err: matching(/^(Building.*\n)?$/),
    })
    if (linux) expect(processesOf(data)).toEqual([])

    const again = new Started(data)
    await again.line('Console: ')
    expect(await again.line('Paper: ')).toBe(paper)
    expect(again.lines('Sign in:')).toEqual(signIns)
    expect(await again.stop('SIGINT')).toMatchObject({ code: 0 })
    if (linux) expect(processesOf(data)).toEqual([])
  })

  it('signs people in at its desk with what it printed, and nowhere says it else', async () => {
    const data = scratch()
    const taken = await takenPort()
    writeFileSync(path.join(data, 'ports.json'), JSON.stringify({ paper: taken }))
    const start = new Started(data, ['--empty'])
    await start.line('Console: ')
    expect(Number(new URL(await start.line('Paper: ')).port)).not.toBe(taken)
    const [, name = '', password = ''] = start.lines('Sign in:')[2]?.match(/: (\S+) (\S+)/) ?? []
    const { desk } = JSON.parse(readFileSync(path.join(data, 'ports.json'), 'utf8')) as {
      desk: number
    }
    const response = await fetch(`http://127.0.0.1:${desk}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'linesman-protocol': '1' },
      body: JSON.stringify({ name, password, device: { id: 'dev_test', label: 'test' } }),
    })

    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ staff: { name: 'Morag Tulloch', role: 'lead' } })
    for (const log of ['paper.log', 'desk.log', 'console.log'])
      expect(readFileSync(path.join(data, log), 'utf8')).not.toContain(password)
  })

  it('that is killed leaves nothing running; the next names a program that ends by itself', async ({
    skip,
  }) => {
    skip(!linux, 'needs /proc')
    const data = scratch()
    const start = new Started(data, ['--empty'])
    await start.line('Console: ')
    expect(processesOf(data).length).toBeGreaterThanOrEqual(4)

    await start.stop('SIGKILL')
    await until('its programs to end', () => (processesOf(data).length === 0 ? true : undefined))

    const again = new Started(data, ['--empty'])
    await again.line('Console: ')
    kill(data, 'src/desk/index.ts')
    const { code, err } = await again.ended

    expect(code).toBe(1)
    expect(err).toContain('The desk ended unexpectedly (SIGKILL).')
    expect(processesOf(data)).toEqual([])
  })

  it('stops while it is still coming up, and starts whole after that', async () => {
    const data = scratch()
    const start = new Started(data, ['--empty'])
    await start.line('Paper: ')
    expect(await start.stop('SIGTERM')).toMatchObject({ code: 0 })
    if (linux) expect(processesOf(data)).toEqual([])

    const again = new Started(data, ['--empty'])
    await again.line('Console: ')
    expect(again.lines('Sign in:')).toHaveLength(4)
  })

  it('connects to a desk that is there already, and starts neither desk nor paper', async () => {
    const data = scratch()
    const start = new Started(data, ['--desk', 'http://127.0.0.1:9'])
    await start.line('Console: ')

    expect(start.lines('Paper:')).toEqual([])
    expect(start.lines('Sign in:')).toEqual([])
    if (linux) expect(processesOf(data)).toHaveLength(3) // start, guard, console
  })
})

describe('a start that cannot be', { timeout: START_MS }, () => {
  it.each([
    [['--colour'], /^Unknown option '--colour'\. See "npm start -- --help"\./],
    [['--port', '70000'], /whole number from 0 to 65535/],
    [['--desk', 'http://desk.example'], /must be https:/],
    [['--desk', 'https://me:pw@desk.example'], /without a name/],
    [['extra'], /[Tt]oo many arguments/],
  ])('says so in one sentence: %j', async (args, sentence) => {
    const { code, out, err } = await new Started(scratch(), args).ended

    expect(code).toBe(2)
    expect(out).toEqual([])
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('names the port that is in use', async () => {
    const port = await takenPort()
    const { code, err } = await new Started(scratch(), ['--port', String(port)]).ended

    expect(code).toBe(2)
    expect(err).toBe(`Port ${port} is in use; name another with --port, or 0 for any.\n`)
  })

  it('names the folder that cannot be made', async () => {
    const folder = scratch()
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    const { code, err } = await new Started(path.join(file, 'data')).ended

    expect(code).toBe(2)
    expect(err).toMatch(/^The data folder .* cannot be written \(ENOTDIR\)\.\n$/)
  })

  it('names the folder that cannot be written', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere')
    const folder = path.join(scratch(), 'data')
    mkdirSync(folder)
    chmodSync(folder, 0o500)
    const { code, err } = await new Started(folder).ended

    expect(code).toBe(2)
    expect(err).toMatch(/cannot be written \(EACCES\)/)
  })

  it('shows its options when asked', async () => {
    const { code, out } = await new Started(scratch(), ['--help']).ended

    expect(code).toBe(0)
    for (const option of ['--browser', '--no-open', '--data', '--port', '--empty', '--desk'])
      expect(out.join('\n')).toContain(option)
  })
})
