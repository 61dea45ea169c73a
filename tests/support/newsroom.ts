import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Program, startProgram } from './program.ts'

/** A whole newsroom in a folder of its own: a paper, a desk, its staff, and consoles as they are opened. */
export interface Newsroom {
  readonly folder: string
  readonly paper: string
  readonly desk: string
  readonly staff: Readonly<Record<'ishbel' | 'rory' | 'morven', string>>
  /** Opens a console on a folder of its own, or again on one that was closed. Returns its address. */
  openConsole(name?: string): Promise<{ readonly address: string; readonly program: Program }>
  /** Runs a command of the desk to its end; returns what it said. */
  runDesk(
    ...args: readonly string[]
  ): Promise<{ readonly code: number | null; readonly said: string }>
  readonly programs: { readonly paper: Program; readonly desk: Program }
  /** Starts the desk again on the same folder and port. */
  restartDesk(): Promise<void>
  close(): Promise<void>
}

const STAFF = [
  { login: 'ishbel', name: 'Ishbel Corrie', role: 'moderator' },
  { login: 'rory', name: 'Rory Lamont', role: 'moderator' },
  { login: 'morven', name: 'Morven Haldry', role: 'lead' },
] as const

/** Starts one. With `sample`, the paper has its sample day; else only what the test puts there. */
export async function openNewsroom({ sample }: { readonly sample: boolean }): Promise<Newsroom> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linesman-newsroom-'))
  const at = (name: string) => path.join(folder, name)
  const paper = startProgram('src/paper/index.ts', [
    ...['--data', at('paper'), '--port', '0'],
    ...(sample ? ['--sample'] : []),
  ])
  const paperUrl = address(await paper.line(/^Paper: (http\S+)/))

  const staff = { ishbel: '', rory: '', morven: '' }
  for (const { login, name, role } of STAFF) {
    staff[login] = `${login}-${crypto.randomUUID()}`
    const who = ['--login', login, '--name', name, '--role', role, '--password-stdin']
    const add = ['staff', 'add', '--data', at('desk'), ...who]
    const added = startProgram('src/desk/index.ts', add, staff[login])
    if ((await added.ended()) !== 0) throw new Error(`${login} could not be added`)
  }

  const startDesk = (port: string) =>
    startProgram('src/desk/index.ts', [
      ...['--data', at('desk'), '--port', port, '--site', 'strathlinn'],
      ...['--platform', paperUrl, '--platform-key-file', at('paper/keys.json')],
    ])
  const programs = { paper, desk: startDesk('0') }
  const deskUrl = address(await programs.desk.line(/^Desk: (http\S+)/))
  const consoles: Program[] = []

  return {
    folder,
    paper: paperUrl,
    desk: deskUrl,
    staff,
    programs,
    openConsole: async (name = 'console') => {
      const program = startProgram('out/main/browser.js', [
        ...['--desk', deskUrl, '--data', at(name), '--port', '0', '--no-open'],
      ])
      consoles.push(program)
      return { address: address(await program.line(/^Console: (http\S+)/)), program }
    },
    runDesk: async (...args) => {
      const run = startProgram('src/desk/index.ts', [...args, '--data', at('desk')])
      return { code: await run.ended(), said: run.said.join('\n') }
    },
    restartDesk: async () => {
      await programs.desk.stop()
      programs.desk = startDesk(new URL(deskUrl).port)
      await programs.desk.line(/^Desk: /)
    },
    close: async () => {
      for (const program of [...consoles, programs.desk, paper]) await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function address(match: RegExpExecArray): string {
  const url = match[1]
  if (url === undefined) throw new Error('the line holds an address')
  return url
}
