/** A real `npm start` in a folder of its own, as a test drives it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** How long a start may take on a busy machine, its build included. */
export const START_MS = 180_000

/** A folder that is gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linesman-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Looks until `condition` gives something, for a bounded time. */
export async function until<T>(what: string, condition: () => T | undefined): Promise<T> {
  const end = performance.now() + START_MS
  for (;;) {
    const value = condition()
    if (value !== undefined) return value
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await wait(50)
  }
}

/** The processes that have this folder among their arguments. Linux only. */
export function processesOf(folder: string): { pid: number; words: string[] }[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!(pid > 0) || pid === process.pid) return []
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return words.some((word) => word.startsWith(folder)) ? [{ pid, words }] : []
    } catch {
      return [] // it ended while it was looked at
    }
  })
}

export interface Ended {
  readonly code: number | null
  readonly out: string[]
  readonly err: string
}

/** A running start. */
export class Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  readonly out: string[] = []
  err = ''

  constructor(data: string, args: readonly string[] = []) {
    const words = ['--browser', '--no-open', '--data', data, '--port', '0', ...args]
    this.child = spawn(process.execPath, ['scripts/start.ts', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const { stdout, stderr } = this.child
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.out.push(line))
    stderr?.setEncoding('utf8').on('data', (text: string) => (this.err += text))
    this.ended = once(this.child, 'close').then(() => ({
      code: this.child.exitCode,
      out: this.out,
      err: this.err,
    }))
    onTestFinished(async () => {
      this.child.kill('SIGTERM')
      await this.ended
    }, START_MS)
  }

  /** What follows `prefix` in the first line that starts with it, once there is one. */
  async line(prefix: string): Promise<string> {
    return until(`"${prefix}" (${this.err})`, () => {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.err}`)
      return this.out.find((line) => line.startsWith(prefix))?.slice(prefix.length)
    })
  }

  lines(prefix: string): string[] {
    return this.out.filter((line) => line.startsWith(prefix))
  }

  async stop(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal)
    return this.ended
  }
}
