// Everything that must hold, in one run. `--static` stops before the first test runs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { endLike, run } from './child.mjs'
import { add, closingLine, fromPlaywright, reasons } from './tally.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {{ name: string, args: string[], count?: () => Tally }} Step */

const root = path.resolve(import.meta.dirname, '..')
const reports = mkdtempSync(path.join(os.tmpdir(), 'linesman-test-'))
const vitest = path.join(reports, 'vitest.json')
const playwright = path.join(reports, 'playwright.json')
const env = {
  ...process.env,
  LINESMAN_VITEST_TALLY: vitest,
  PLAYWRIGHT_JSON_OUTPUT_FILE: playwright,
}

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * @param {string} bin
 * @param {string} args
 */
const tool = (bin, args) => [path.join(root, 'node_modules', bin), ...args.split(' ')]

/** The slowest first: two run at a time. @type {Step[]} */
const checks = [
  {
    name: 'lint',
    args: tool(
      'eslint/bin/eslint.js',
      '. --max-warnings=0 --cache --cache-location=node_modules/.cache/eslint/',
    ),
  },
  { name: 'types', args: tool('typescript/bin/tsc', '-b') },
  { name: 'format', args: tool('prettier/bin/prettier.cjs', '--check .') },
  { name: 'architecture', args: [path.join(root, 'scripts/check-graph.mjs')] },
  { name: 'dead code', args: tool('knip/bin/knip.js', '--no-progress') },
]

/** @type {Step} */
const unit = {
  name: 'unit tests',
  args: tool('vitest/vitest.mjs', 'run --reporter=dot --reporter=./scripts/vitest-report.mjs'),
  count: () => read(vitest),
}

/** @type {Step} */
const build = {
  name: 'build',
  args: tool('electron-vite/bin/electron-vite.js', 'build --logLevel=warn'),
}

/** @type {Step} */
const endToEnd = {
  name: 'end to end',
  args: tool('@playwright/test/cli.js', 'test --reporter=dot,json --pass-with-no-tests'),
  count: () => fromPlaywright(read(playwright)),
}

/** @type {Tally} */
let total = { passed: 0, failed: 0, skipped: [] }
/** @type {string[]} */
const broken = []
/** @type {import('./child.mjs').End | undefined} */
let stopped

/**
 * What a step adds to the closing line. A check adds nothing unless it is broken.
 * @param {Step} step
 * @param {boolean} ok
 * @returns {Tally}
 */
function counted({ name, count }, ok) {
  /** @type {Tally} */
  let tally = { passed: 0, failed: 0, skipped: [] }
  try {
    if (count) tally = count()
  } catch {
    console.error(`${name} left no report`)
    tally.failed = 1
  }
  if (!ok && tally.failed === 0) tally.failed = 1
  return tally
}

/**
 * @param {Step} step
 * @param {import('./child.mjs').Output} output
 * @returns {Promise<boolean>} whether it holds
 */
async function take(step, output) {
  if (stopped) return false
  const since = performance.now()
  if (output === 'show') console.log(`\n── ${step.name}`)
  const end = await run(process.execPath, step.args, { cwd: root, env, output })
  if (end.signal || end.code > 128) {
    stopped = end
    return false
  }
  if (output === 'keep') console.log(`\n── ${step.name}\n${end.text.trimEnd()}`)
  const tally = counted(step, end.code === 0)
  const ok = tally.failed === 0
  if (!ok) broken.push(step.name)
  total = add(total, tally)
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  console.log(`── ${step.name}: ${ok ? 'ok' : 'FAILED'}, ${seconds} s`)
  return ok
}

/** Two at a time, each one's output in one piece. */
async function takeChecks() {
  const queue = [...checks]
  const lane = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) await take(step, 'keep')
  }
  await Promise.all([lane(), lane()])
}

async function takeTests() {
  await take(unit, 'show')
  if (await take(build, 'show')) await take(endToEnd, 'show')
  else console.log('\n── end to end: not run, as there is no build')
  if (total.passed + total.failed === 0) {
    broken.push('no test ran')
    total.failed = 1
  }
}

await takeChecks()
if (!process.argv.includes('--static')) await takeTests()
rmSync(reports, { recursive: true, force: true })
if (stopped) endLike(stopped)
else {
  console.log(broken.length ? `\nBroken: ${broken.join(', ')}` : '\nAll steps hold.')
  for (const line of reasons(total)) console.log(line)
  console.log(closingLine(total))
  process.exitCode = total.failed ? 1 : 0
}
