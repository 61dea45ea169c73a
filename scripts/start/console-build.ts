/** Builds the console when its sources have changed since it was last built. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { takeLock } from './file-lock.ts'
import { StartFailure } from './start-failure.ts'

const SOURCES = [
  ...['src/main', 'src/preload', 'src/renderer', 'src/shared'],
  ...['electron.vite.config.ts', 'package-lock.json', 'package.json', 'tsconfig.base.json'],
]
/** What a build leaves: a later build by another hand changes their times. */
const RESULTS = ['out/main/index.js', 'out/main/browser.js', 'out/renderer/index.html']

function filesUnder(root: string, name: string): string[] {
  const whole = path.join(root, name)
  if (!existsSync(whole)) return []
  if (!statSync(whole).isDirectory()) return [name]
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}

/** One value for what the build is made of: names and contents, since git gives every file its own time. */
export function sourcesStamp(root: string): string {
  const files = SOURCES.flatMap((name) => filesUnder(root, name)).toSorted()
  return hash(
    'sha256',
    files
      .map((file) => `${file}\n${hash('sha256', readFileSync(path.join(root, file)))}\n`)
      .join(''),
  )
}

function resultsStamp(root: string): string | undefined {
  const stats = RESULTS.map((file) => statSync(path.join(root, file), { throwIfNoEntry: false }))
  return stats.includes(undefined)
    ? undefined
    : stats.map((stat) => `${stat?.mtimeMs ?? 0} ${stat?.size ?? 0}`).join('\n')
}

/** What is written beside a build; undefined where there is no whole build. */
function stampOf(root: string): string | undefined {
  const results = resultsStamp(root)
  return results === undefined ? undefined : `${sourcesStamp(root)}\n${results}\n`
}

function isUpToDate(root: string, stampFile: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(root)
}

async function build(root: string, signal: AbortSignal): Promise<void> {
  const tool = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const child = spawn(process.execPath, [tool, 'build', '--logLevel=warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop, { once: true })
  let words = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (words += text))
  await once(child, 'close')
  signal.removeEventListener('abort', stop)
  if (signal.aborted) throw new StartFailure('Stopped.')
  if (child.exitCode !== 0) throw new StartFailure(`The console cannot be built:\n${words.trim()}`)
}

/** Builds the console if it must. Two starts at once build it once. Throws a `StartFailure`. */
export async function ensureBuilt(root: string, signal: AbortSignal): Promise<void> {
  const cache = path.join(root, 'node_modules/.cache')
  const stampFile = path.join(root, 'out', 'stamp.txt')
  mkdirSync(cache, { recursive: true })
  let lock = takeLock(path.join(cache, 'build.lock'))
  while (lock === undefined) {
    await wait(100, undefined, { signal })
    lock = takeLock(path.join(cache, 'build.lock'))
  }
  try {
    if (isUpToDate(root, stampFile)) return
    console.error('Building the console…')
    const sources = sourcesStamp(root)
    await build(root, signal)
    const stamp = stampOf(root)
    // Sources that changed under the build are built again next time.
    if (stamp?.startsWith(sources) === true) writeFileSync(stampFile, stamp)
  } finally {
    lock.release()
  }
}
