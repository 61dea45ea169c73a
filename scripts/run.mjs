// Every command of the project: sets up what is missing, then runs it under the pinned Node.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { endLike, run } from './child.mjs'
import { chooseNode, Explained, install, NEEDED, whyInstall } from './setup.mjs'

/** @type {Record<string, { file: string, args?: string[], chromium?: true }>} */
const COMMANDS = {
  start: { file: 'scripts/start.ts' },
  test: { file: 'scripts/test.mjs', chromium: true },
  check: { file: 'scripts/test.mjs', args: ['--static'] },
  desk: { file: 'src/desk/index.ts' },
  paper: { file: 'src/paper/index.ts' },
  import: { file: 'scripts/import.ts' },
  docs: { file: 'scripts/docs.ts' },
  bench: { file: 'bench/run.ts', chromium: true },
}

const root = path.resolve(import.meta.dirname, '..')

/** Installs if it must; returns how npm ended if a signal stopped it. */
async function setUp() {
  const why = whyInstall(root)
  if (!why) return undefined
  console.log(`Setting up: ${why}. Running npm ci (about 800 MB on disk, up to a minute)…`)
  const since = Date.now()
  const end = await install(root)
  if (end.signal) return end
  console.log(`Set up in ${Math.round((Date.now() - since) / 1000)} s.`)
  return undefined
}

/**
 * @param {string} name
 * @param {string[]} args
 */
async function main(name, args) {
  const command = COMMANDS[name]
  if (!command) throw new Explained(`Say one of: ${Object.keys(COMMANDS).join(', ')}.`)
  const stopped = await setUp()
  if (stopped) return stopped
  const node = chooseNode(root)
  if (!node)
    throw new Explained(
      `This is Node ${process.version}; Linesman needs Node ${NEEDED} and brings its own only for Linux and Windows on x64 and Linux on arm64. Install one of those, or run "npm ci" if node_modules is incomplete.`,
    )
  const file = path.join(root, command.file)
  if (!existsSync(file)) throw new Explained(`${command.file} is missing.`)
  if (command.chromium) ensureChromium()
  const bin = path.join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter) }
  return run(node, [file, ...(command.args ?? []), ...args], { env, cwd: root })
}

try {
  const [name = '', ...args] = process.argv.slice(2)
  endLike(await main(name, args))
} catch (problem) {
  if (!(problem instanceof Explained)) throw problem
  console.error(problem.message)
  process.exitCode = 1
}
