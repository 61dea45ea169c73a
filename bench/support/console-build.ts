import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Bench } from './bench.ts'

/**
 * Builds the console as it is shipped, beside the bench's own things, and returns the entry file of
 * its browser host: what is measured is always what the sources say now.
 */
export async function buildConsole({ root, kept, say }: Bench): Promise<string> {
  say('building the console')
  const tool = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const out = path.join(kept, 'out')
  const args = [tool, 'build', '--logLevel', 'error', '--outDir', out]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error('the console could not be built')
  return path.join(out, 'main', 'browser.js')
}
