import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Bench } from './bench.ts'

/** A program of ours under measurement, in a process of its own. */
export interface Running {
  /** What its first matching line said after the pattern's group. */
  readonly found: string
  readonly pid: number
  /** Ends it by SIGTERM and waits until it is gone. */
  stop(): Promise<void>
}

/** Starts a file under this Node and waits for the line that says it is up. */
export async function startProgram(
  file: string,
  args: readonly string[],
  up: RegExp,
): Promise<Running> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000)
  })
  const gone = once(child, 'exit')
  const found = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = up.exec(line)?.[1]
      if (said !== undefined) resolve(said)
    })
    void gone.then(() => reject(new Error(`${file} ended: ${complaints}`)))
  })
  return {
    ...{ found, pid: child.pid ?? 0 },
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Starts a desk on any free port, as it is run; it ends with the measurement. */
export async function startDesk(
  { root, onEnd }: Bench,
  options: readonly string[],
): Promise<Running> {
  const args = ['serve', ...options, '--port', '0', '--log-level', 'silent']
  const desk = await startProgram(path.join(root, 'src/desk/index.ts'), args, /^Desk: (.*)$/)
  onEnd(() => desk.stop())
  return desk
}
