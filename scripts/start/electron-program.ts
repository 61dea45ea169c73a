/** The Electron program, where there is one or it can be fetched. Never by `import 'electron'`: that fetches or throws. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FETCH_MS = 300_000

/** A program that opens a window, or the reason why there is none. */
export type Electron = { readonly program: string } | { readonly missing: string }

/** What this machine is, as far as Electron cares. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly isRoot: boolean
}

/** Why Electron could not open a window here, or undefined. */
export function windowFault({ platform, env, isRoot }: Machine): string | undefined {
  if (platform !== 'linux') return undefined
  const hasDisplay = [env.DISPLAY, env.WAYLAND_DISPLAY].some((value) => (value ?? '') !== '')
  if (!hasDisplay) return 'There is no display here'
  return isRoot ? 'Electron does not run as root' : undefined
}

/** The program that Electron's own install left, or undefined. */
function installed(folder: string): string | undefined {
  const mark = path.join(folder, 'path.txt')
  if (!existsSync(mark)) return undefined
  const program = path.join(folder, 'dist', readFileSync(mark, 'utf8').trim())
  return existsSync(program) ? program : undefined
}

/** Finds Electron, or fetches it once (about 110 MB). */
export async function electronProgram(
  root: string,
  machine: Machine,
  signal: AbortSignal,
): Promise<Electron> {
  const fault = windowFault(machine)
  if (fault !== undefined) return { missing: fault }
  const folder = path.join(root, 'node_modules/electron')
  const here = installed(folder)
  if (here !== undefined) return { program: here }
  console.error('Fetching Electron (about 110 MB, once)…')
  const fetching = spawn(process.execPath, [path.join(folder, 'install.js')], { stdio: 'ignore' })
  const stop = () => fetching.kill()
  const either = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)])
  either.addEventListener('abort', stop, { once: true })
  await once(fetching, 'close')
  either.removeEventListener('abort', stop)
  const program = installed(folder)
  return program === undefined ? { missing: 'Electron could not be downloaded' } : { program }
}
