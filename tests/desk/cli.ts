/** The desk as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { onTestFinished } from 'vitest'

const ENTRY = path.resolve(import.meta.dirname, '../../src/desk/index.ts')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(args: readonly string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  // The database that the tests were given is not the one a command falls back to.
  const env = { ...process.env, DATABASE_URL: undefined, ...more }
  const child = spawn(process.execPath, [ENTRY, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Runs the desk's command line to its end. */
export function runDesk(args: readonly string[], input = ''): Promise<Ended> {
  const child = start(args)
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (words: string) => (out += words))
  child.stderr?.setEncoding('utf8').on('data', (words: string) => (err += words))
  child.stdin?.end(input)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })))
}

/** A desk that serves, once it has said where. */
export async function serveDesk(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{
  readonly child: ChildProcess
  readonly url: string
  readonly ended: Promise<number | null>
}> {
  const child = start(['--port', '0', '--log-level', 'warn', ...args], environment)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  let out = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (words: string) => {
      out += words
      const said = /^Desk: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(out)?.[1]
      if (said !== undefined) resolve(said)
    })
    void ended.then((code) => reject(new Error(`the desk ended with ${String(code)}: ${out}`)))
  })
  return { child, url, ended }
}
