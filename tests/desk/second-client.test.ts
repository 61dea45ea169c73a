import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { layMiddleBox } from '../main/middle-box.ts'
import { aDeskWithPlatform, eventually, PASSWORD, signedIn } from './kit.ts'

const CLIENT = path.resolve(import.meta.dirname, '../../docs/second-client.py')
const hasPython = spawnSync('python3', ['--version']).status === 0
const isCI = (process.env['CI'] ?? '') !== ''

const Line = z.looseObject({ did: z.string() })
type Line = z.infer<typeof Line>

/** Runs the client; `seen` are the lines it has printed so far. */
function run(url: string, name: string, ...args: readonly string[]) {
  const child = spawn('python3', [CLIENT, url, name, ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  const seen: Line[] = []
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) seen.push(Line.parse(JSON.parse(line)))
  })
  const errors = text(child.stderr)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdin.end(`${PASSWORD}\n`)
  return { child, seen, errors, ended }
}

async function aDesk(comments: number) {
  const { desk, platform } = await aDeskWithPlatform()
  for (let i = 1; i <= comments; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const lee = await signedIn(desk, 'lead', 'lee')
  await lee.caseOf(`c${comments}`)
  return { desk, platform, lee }
}

describe('a second client, written from PROTOCOL.md alone', () => {
  it('pulls, proves, checks the log, decides and follows', async (context) => {
    if (!hasPython && !isCI) context.skip('there is no python3 here')
    const { desk, platform, lee } = await aDesk(70)

    const client = run(desk.url, 'lee', '--keep', 'c7', '--follow', '60')
    await eventually(() => client.seen.some(({ did }) => did === 'pushed') || undefined)
    await eventually(() => client.seen.some(({ closed }) => closed === 1) || undefined)
    platform.comment('late')
    platform.report('late')
    await eventually(() => client.seen.some(({ cases }) => cases === 71) || undefined)
    client.child.kill('SIGTERM')
    await client.ended

    const { epoch, log } = await lee.hello()
    expect(client.seen.slice(0, 4)).toMatchObject([
      { did: 'greeted', epoch, role: 'lead' },
      { did: 'pulled', cases: 70 },
      { did: 'checked' },
      { did: 'pushed', answer: { status: 'applied', decRev: 1 } },
    ])
    expect(log.size).toBeGreaterThan(0)
    expect(await lee.caseOf('c7')).toMatchObject({ state: 'closed', decisions: [{ verb: 'keep' }] })
    expect(await client.errors).toBe('')
  })

  it('finds a text that is not the one committed to, and a sum that is another', async (context) => {
    if (!hasPython && !isCI) context.skip('there is no python3 here')
    const { desk } = await aDesk(2)
    const box = await layMiddleBox(desk.url)
    for (const [from, to, why] of [
      [/"salt":"[0-9a-f]{8}/, '"salt":"00000000', 'commits to'],
      [/"cases":2/, '"cases":3', 'come to'],
    ] as const) {
      box.change('/v1/sync/changes', (page) => page.replace(from, to))
      const client = run(box.url, 'lee')
      expect(await client.ended).toBe(1)
      expect(await client.errors).toContain(why)
    }
  })
})
