// Who may import whom, with proof that the tool really looked: dependency-cruiser can pass having read nothing.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/** @typedef {{ rule: { name: string }, from: string, to: string, cycle?: { name: string }[] }} Violation */

/** @returns {{ modules: { source: string }[], summary: { violations: Violation[] } }} */
function cruise() {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [bin, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw error
  if (!stdout) throw new Error(`dependency-cruiser said nothing: ${stderr}`)
  return JSON.parse(stdout)
}

const src = path.join(root, 'src')
const onDisk = existsSync(src)
  ? readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  : []
const { modules, summary } = onDisk.length ? cruise() : { modules: [], summary: { violations: [] } }
const seen = modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length

for (const { rule, from, to, cycle } of summary.violations) {
  const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to
  console.error(`${rule.name.replaceAll('-', ' ')}: ${from} → ${way}`)
}
const broken = summary.violations.length
console.log(`${seen} of ${onDisk.length} source files looked at, ${broken} broken rules`)
process.exitCode = broken > 0 || seen < onDisk.length ? 1 : 0
