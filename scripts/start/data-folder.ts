/** The data folder of one start: made, checked and locked, with a guard that outlives us. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartFailure } from './start-failure.ts'

export interface DataFolder {
  readonly path: string
  /** The guard stops this process should we end without doing so. */
  watch(pid: number): void
  forget(pid: number): void
  /** Gives the folder back; resolves when the guard is gone. */
  release(): Promise<void>
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartFailure(`The data folder ${folder} cannot be written (${code}).`, 2)
  }
}

/** Takes the folder for this start, or throws a `StartFailure` where it cannot be had. */
export async function takeDataFolder(data: string): Promise<DataFolder> {
  const folder = path.resolve(data)
  makeFolder(folder)
  const guard = spawn(
    process.execPath,
    [fileURLToPath(new URL('./guard.ts', import.meta.url)), path.join(folder, 'start.lock')],
    // A group of its own: Ctrl-C is for us to answer.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: process.platform !== 'win32' },
  )
  guard.stdin.on('error', () => undefined) // a guard that is gone is told nothing more
  const gone = once(guard, 'close')
  const chunks: AsyncIterable<Buffer> = guard.stdout
  let answer = ''
  for await (const chunk of chunks) {
    answer += chunk.toString()
    if (answer.endsWith('\n')) break
  }
  if (answer !== 'locked\n') {
    await gone
    const why = answer === 'busy\n' ? 'is in use by another "npm start"' : 'cannot be locked'
    throw new StartFailure(
      `The data folder ${folder} ${why}; stop that one or name another with --data.`,
      2,
    )
  }
  const tell = (line: string) => guard.stdin.write(`${line}\n`)
  return {
    path: folder,
    watch: (pid) => tell(`watch ${pid}`),
    forget: (pid) => tell(`forget ${pid}`),
    release: async () => {
      guard.stdin.end()
      await gone
    },
  }
}
