import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that is gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'linesman-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A file of this name and content in a folder of its own. */
export function made(name: string, content: string | Buffer): string {
  const file = path.join(scratch(), name)
  writeFileSync(file, content)
  return file
}
