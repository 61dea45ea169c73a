import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../src/main/core/store/journal.ts'
import { tempFolder } from './kit.ts'

/** How the console’s program ends on a data folder, and what it says of it. */
function endOn(folder: string) {
  const program = path.resolve(import.meta.dirname, '../../src/main/browser.ts')
  const args = [program, '--no-open', '--data', folder]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { code: status, said: stderr }
}

const folders: Readonly<Record<string, (folder: string) => void>> = {
  'last used by a newer Linesman': (folder) => {
    const person = path.join(folder, 'desks', 'desk_one', 'stf_mor1')
    mkdirSync(person, { recursive: true })
    const file = path.join(person, 'journal.db')
    openJournal(file, () => '').close()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
  },
  'belongs to a desk': (folder) => {
    new Database(path.join(folder, 'desk.db')).exec('CREATE TABLE one (a)').close()
  },
  'cannot be written to': (folder) => {
    writeFileSync(path.join(folder, 'lock.db'), 'not ours to lock'.repeat(100))
  },
}

describe('a data folder that cannot be worked in', { timeout: 60_000 }, () => {
  it.each(Object.entries(folders))('is refused in one sentence and exit 2: %s', (why, lay) => {
    const folder = tempFolder()
    lay(folder)
    const { code, said } = endOn(folder)
    expect(said).toContain(why)
    expect(said).toContain(folder)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })
})
