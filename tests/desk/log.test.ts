import Sqlite from 'better-sqlite3'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { readFolder } from '../../src/desk/store/store.ts'
import { verifyChain } from '../../src/shared/domain/log-chain.ts'
import { Entry, entryKinds } from '../../src/shared/domain/log-entry.ts'
import { runDesk } from './cli.ts'
import { aDeskWithPlatform, DELETE, eventually, signedIn, tempFolder } from './kit.ts'

/** A folder with a desk that has decided a few cases, closed again. */
async function aFolderWithALog() {
  const dataDir = tempFolder()
  const { desk, platform } = await aDeskWithPlatform({ dataDir })
  const lead = await signedIn(desk, 'lead', 'ada')
  for (const id of ['c1', 'c2', 'c3']) {
    platform.comment(id, `Words that only ${id} has.`)
    platform.report(id, { words: 'Words of a complaint.', email: 'ina@example.org' })
  }
  await lead.caseOf('c3')
  for (const item of (await lead.cases()).values())
    await lead.applied(lead.decision(item, { ...DELETE, note: 'A note of mine.' }))
  // Each author and each complainant is told: then nothing more is to come.
  const page = await eventually(async () => {
    const found = await lead.log()
    const sent = found.entries.filter(({ text }) => text.includes('"kind":"notice.sent"'))
    return sent.length === 6 ? found : undefined
  })
  return { dataDir, page }
}

/** Changes a closed folder as somebody with the file and a grudge would. */
function tamper(dataDir: string, run: (db: Sqlite.Database) => void): void {
  const db = new Sqlite(path.join(dataDir, 'desk.db'))
  for (const trigger of ['log_entry_is_never_changed', 'log_entry_is_never_cut'])
    db.exec(`DROP TRIGGER ${trigger}`)
  run(db)
  db.close()
}

const verdict = (dataDir: string) => readFolder(dataDir, verifyLog)

describe('the log', () => {
  it('is one unbroken chain of entries of the final format', async () => {
    const { dataDir, page } = await aFolderWithALog()

    const verified = verifyChain(sha256, page.entries)

    expect(verified).toMatchObject({ whole: true, size: page.log.size, head: page.log.head })
    const kinds = page.entries.map(({ text }) => {
      const entry = Entry.parse(JSON.parse(text))
      entryKinds[entry.kind].parse(entry.data)
      return entry.kind
    })
    expect(kinds[0]).toBe('epoch.began')
    for (const kind of ['staff.added', 'case.opened', 'report.received', 'decision.applied'])
      expect(kinds).toContain(kind)
    expect(await verdict(dataDir)).toMatchObject({ whole: true })
  })

  it('holds no reader’s words, no note and no address', async () => {
    const { page } = await aFolderWithALog()

    const log = page.entries.map(({ text }) => text).join('\n')

    for (const words of ['Words that only', 'Words of a complaint', 'A note of mine', 'ina@'])
      expect(log).not.toContain(words)
  })

  it('names the first entry that was changed', async () => {
    const { dataDir } = await aFolderWithALog()

    tamper(dataDir, (db) => {
      db.exec("UPDATE log_entry SET text = text || ' ' WHERE n IN (2, 5)")
    })

    const { whole, says } = await verdict(dataDir)
    expect([whole, says]).toEqual([false, expect.stringContaining('at entry 2:')])
  })

  it('finds an entry taken out, two swapped, and the end cut off', async () => {
    const { dataDir: out } = await aFolderWithALog()
    tamper(out, (db) => db.exec('DELETE FROM log_entry WHERE n = 4'))
    expect((await verdict(out)).says).toContain('at entry 4:')

    const { dataDir: swapped } = await aFolderWithALog()
    tamper(swapped, (db) => {
      db.exec('UPDATE log_entry SET n = 1000 WHERE n = 3')
      db.exec('UPDATE log_entry SET n = 3 WHERE n = 4')
      db.exec('UPDATE log_entry SET n = 4 WHERE n = 1000')
    })
    expect((await verdict(swapped)).says).toContain('at entry 3:')

    const { dataDir: cut, page } = await aFolderWithALog()
    tamper(cut, (db) => db.exec(`DELETE FROM log_entry WHERE n = ${page.log.size}`))
    expect((await verdict(cut)).whole).toBe(false)
  }, 20_000)

  it('cannot be changed or cut by the desk’s own statements', async () => {
    const { dataDir } = await aFolderWithALog()
    const db = new Sqlite(path.join(dataDir, 'desk.db'))
    db.pragma('recursive_triggers = ON') // as the desk opens it: REPLACE deletes by stealth

    expect(() => db.exec("UPDATE log_entry SET text = '' WHERE n = 1")).toThrow('append-only')
    expect(() => db.exec('DELETE FROM log_entry WHERE n = 1')).toThrow('append-only')
    expect(() => db.exec('INSERT OR REPLACE INTO log_entry SELECT * FROM log_entry')).toThrow(
      'append-only',
    )
    db.close()
  })

  it('is verified from the command line: 0 when whole, 1 when not', async () => {
    const { dataDir, page } = await aFolderWithALog()

    const whole = await runDesk(['verify', '--data', dataDir])
    tamper(dataDir, (db) => db.exec("UPDATE log_entry SET hash = 'x' WHERE n = 3"))
    const broken = await runDesk(['verify', '--data', dataDir])

    expect([whole.code, whole.out]).toEqual([
      0,
      `The log is unbroken: ${page.log.size} entries, head ${page.log.head}\n`,
    ])
    expect([broken.code, broken.out]).toEqual([1, expect.stringContaining('entry 3')])
  }, 20_000)
})
