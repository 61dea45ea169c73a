/** One of our programs, run as a child: its first words are awaited, its end is noticed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, renameSync, statSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { DataFolder } from './data-folder.ts'
import { StartFailure } from './start-failure.ts'

const READY_MS = 90_000
const STOP_MS = 15_000
/** A log is set aside at the start once it is this long. */
const MAX_LOG_BYTES = 8 * 1024 * 1024
const LAST_LINES = 5

/** How to run a program. */
export interface Program {
  /** What people call it: *the paper*. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** How the line starts that says where it is. */
  readonly says?: string
}

/** How a program ended: *exit code 1* or *SIGKILL*, and its last words. */
export interface End {
  readonly code: number | null
  readonly how: string
  readonly words: string
}

function logIn(folder: string, name: string): WriteStream {
  const file = path.join(folder, `${name}.log`)
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) renameSync(file, `${file}.1`)
  return createWriteStream(file, { flags: 'a', mode: 0o600 })
}

/** A running program. What it says goes to a log in the data folder. */
export class Service {
  readonly name: string
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<End>
  readonly #says: string | undefined
  readonly #child: ChildProcess
  readonly #last: string[] = []
  readonly #ready = Promise.withResolvers<string>()

  constructor(program: Program, folder: DataFolder) {
    this.name = program.name
    this.#says = program.says
    const log = logIn(folder.path, program.name)
    this.#child = spawn(program.command, program.args, {
      cwd: program.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(program.env === undefined ? {} : { env: program.env }),
      // A group of its own: Ctrl-C is for us to answer, in our order.
      detached: process.platform !== 'win32',
    })
    const { pid } = this.#child
    if (pid !== undefined) folder.watch(pid)
    for (const stream of [this.#child.stdout, this.#child.stderr])
      if (stream !== null) this.#listen(stream, log)
    this.ended = this.#end().finally(() => {
      if (pid !== undefined) folder.forget(pid)
      log.end()
    })
  }

  #listen(stream: Readable, log: WriteStream): void {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line.replace(/#\S+$/, '#…')}\n`) // the key of this run is for the screen alone
      this.#last.push(line)
      if (this.#last.length > LAST_LINES) this.#last.shift()
      if (this.#says !== undefined && line.startsWith(this.#says))
        this.#ready.resolve(line.slice(this.#says.length).trim())
    })
  }

  #end(): Promise<End> {
    return new Promise((resolve) => {
      this.#child.once('error', ({ message }) => resolve({ code: null, how: message, words: '' }))
      this.#child.once('close', (code, signal) => {
        const how = signal ?? `exit code ${code ?? 1}`
        resolve({ code, how, words: this.#last.join('\n') })
      })
    })
  }

  /** Where it is, once it says so. Throws a `StartFailure` where it ends or stays silent instead. */
  async address(signal: AbortSignal): Promise<string> {
    const tooLong = AbortSignal.timeout(READY_MS)
    const given = Promise.withResolvers<never>()
    const giveUp = () =>
      given.reject(
        signal.aborted
          ? new StartFailure('Stopped.')
          : new StartFailure(`The ${this.name} did not start within ${READY_MS / 1000} s.`),
      )
    const either = AbortSignal.any([signal, tooLong])
    either.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
    try {
      const died = this.ended.then((end) => {
        throw this.died(end)
      })
      return await Promise.race([this.#ready.promise, died, given.promise])
    } finally {
      either.removeEventListener('abort', giveUp)
    }
  }

  /** The sentence for an end that nobody asked for. */
  died({ how, words }: End): StartFailure {
    const said = words === '' ? '' : ` Its last words:\n${words}`
    return new StartFailure(`The ${this.name} ended unexpectedly (${how}).${said}`)
  }

  /** Asks it to end and waits; ends it by force where it does not. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    const force = setTimeout(() => {
      console.error(`The ${this.name} did not stop within ${STOP_MS / 1000} s and was ended.`)
      this.#child.kill('SIGKILL')
    }, STOP_MS)
    await this.ended
    clearTimeout(force)
  }
}
