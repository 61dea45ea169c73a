// A Chromium for the tests and benchmarks. Node 20 can run this.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { Explained } from './setup.mjs'

/**
 * Without a path, Playwright takes its own download.
 * @typedef {{ executablePath?: string, env: Record<string, string>, source: string }} Chromium
 */

const modules = path.resolve(import.meta.dirname, '../node_modules')

const SYSTEM = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium-browser',
  '/usr/bin/microsoft-edge-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (file) => path.join(process.env[name] ?? '', file),
    ),
  ),
]

export const NO_CHROMIUM =
  'No Chromium found. Install Chrome, Edge or Chromium, or run "npx playwright install chromium-headless-shell", or set LINESMAN_CHROMIUM=/path/to/chrome.'

/**
 * @param {string} program
 * @param {Record<string, string>} [env]
 */
function starts(program, env = {}) {
  if (process.platform === 'win32') return true // there --version opens a window
  const options = /** @type {const} */ ({ encoding: 'utf8', timeout: 15_000 })
  const { stdout } = spawnSync(program, ['--version'], {
    ...options,
    env: { ...process.env, ...env },
  })
  return stdout?.includes('Chrom') === true
}

/**
 * By hand, because the package's own helper trusts any file named chromium in the temporary folder.
 * @param {string} from
 * @param {string} to
 */
function unpack(from, to) {
  mkdirSync(to, { recursive: true })
  const brotli = (/** @type {string} */ name) =>
    brotliDecompressSync(readFileSync(path.join(from, 'bin', name)))
  writeFileSync(path.join(to, 'chromium'), brotli('chromium.br'), { mode: 0o755 })
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    const { status } = spawnSync('tar', ['-x', '-C', to], { input: brotli(`${name}.tar.br`) })
    if (status !== 0) throw new Error(`cannot unpack ${name}.tar.br`)
  }
}

/**
 * Unpacks the pinned build once. Whole or not at all: it takes its name only when it is complete.
 * @param {string} from
 * @param {string} home
 */
function unpackOnce(from, home) {
  if (existsSync(home)) return
  const draft = `${home}.${process.pid}`
  unpack(from, draft)
  const folders = [`${home}/fonts`, '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('')
  writeFileSync(
    path.join(draft, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${home}/fc</cachedir></fontconfig>`,
  )
  try {
    renameSync(draft, home)
  } catch {
    rmSync(draft, { recursive: true, force: true }) // another run was first
  }
}

/**
 * The build inside @sparticuz/chromium (Linux on x64 only), with its own libraries and fonts where the system has none.
 * @returns {Chromium | undefined}
 */
function pinned() {
  const from = path.join(modules, '@sparticuz/chromium')
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(from)) return undefined
  const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'))
  const home = path.join(modules, '.cache', `chromium-${version}`)
  unpackOnce(from, home)
  const executablePath = path.join(home, 'chromium')
  const source = `@sparticuz/chromium ${version}`
  const fonts = { FONTCONFIG_FILE: path.join(home, 'fonts.conf') }
  if (starts(executablePath))
    return { executablePath, env: existsSync('/etc/fonts/fonts.conf') ? {} : fonts, source }
  const env = { ...fonts, LD_LIBRARY_PATH: path.join(home, 'lib') }
  return starts(executablePath, env)
    ? { executablePath, env, source: `${source} with its own libraries` }
    : undefined
}

/** @returns {Chromium | undefined} */
function downloaded() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  const [home] = /^.*chromium-\d+/.exec(chromium.executablePath()) ?? []
  const shell = home?.replace(/chromium-(\d+)$/, 'chromium_headless_shell-$1')
  return shell && existsSync(shell) ? { env: {}, source: "Playwright's own download" } : undefined
}

/** @returns {Chromium | undefined} */
function installed() {
  const executablePath = SYSTEM.find((file) => existsSync(file) && starts(file))
  return executablePath ? { executablePath, env: {}, source: executablePath } : undefined
}

/**
 * The Chromium to use, without fetching anything. CI takes the pinned one first: the lockfile binds it.
 * @returns {Chromium | undefined}
 */
export function findChromium() {
  const executablePath = process.env.LINESMAN_CHROMIUM
  if (executablePath) return { executablePath, env: {}, source: 'LINESMAN_CHROMIUM' }
  return process.env.CI
    ? (pinned() ?? downloaded() ?? installed())
    : (downloaded() ?? installed() ?? pinned())
}

/**
 * @param {string} command
 * @param {string[]} args
 */
const did = (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0

/** Fetches a Chromium if there is none: from Playwright, or as root from Debian. */
export function ensureChromium() {
  if (findChromium()) return
  if (!process.env.CI) {
    console.log('No Chromium here, and the tests need one: asking Playwright for its own…')
    const cli = path.join(modules, '@playwright/test/cli.js')
    if (did(process.execPath, [cli, 'install', 'chromium-headless-shell']) && findChromium()) return
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("No Chromium here, and the tests need one: installing Debian's…")
    const packages = ['chromium-headless-shell', 'fonts-dejavu-core']
    did('apt-get', ['update', '-qq'])
    if (did('apt-get', ['install', '-y', '-qq', ...packages]) && findChromium()) return
  }
  throw new Explained(NO_CHROMIUM)
}
