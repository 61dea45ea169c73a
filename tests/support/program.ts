import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.resolve(import.meta.dirname, '../..')

/** One of our programs, running as a process of its own. */
export interface Program {
  /** Waits for a line that matches, among those already said and those to come. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  /** Waits until it ends by itself; returns its exit code. */
  ended(): Promise<number | null>
  /** Ends it as a person would (SIGTERM), and waits until it is gone. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  readonly said: readonly string[]
}

/** Starts a program of the project under this Node: a file relative to the root, and its arguments. */
export function startProgram(file: string, args: readonly string[], stdin = ''): Program {
  const child = spawn(process.execPath, [path.join(root, file), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(stdin)
  const said: string[] = []
  const errors: string[] = []
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of waiting) look()
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    wake()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  child.once('close', wake)

  return {
    said,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = said.map((line) => pattern.exec(line)).find((match) => match !== null)
          const ended = child.exitCode !== null || child.signalCode !== null
          if (!found && !ended) return
          waiting.delete(look)
          if (found) resolve(found)
          else reject(new Error(`${file} ended without saying ${pattern}:\n${errors.join('')}`))
        }
        waiting.add(look)
        look()
      }),
    ended: () => ended(child),
    stop: () => {
      child.kill('SIGTERM')
      return ended(child)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
