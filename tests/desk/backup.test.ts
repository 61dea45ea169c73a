import Sqlite from 'better-sqlite3'
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { backUp } from '../../src/desk/store/backup.ts'
import { readFolder } from '../../src/desk/store/store.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import { runDesk, serveDesk } from './cli.ts'
import { aDesk, aDeskWithPlatform, DELETE, signedIn, signInAgain, tempFolder } from './kit.ts'

async function aWorkingDesk() {
  const dataDir = tempFolder()
  const { desk, platform } = await aDeskWithPlatform({ dataDir })
  for (let i = 0; i < 30; i++) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`)
  }
  const lead = await signedIn(desk, 'lead', 'ada')
  await lead.caseOf('c29')
  return { dataDir, desk, lead }
}

/** Puts a backup back as docs/DESK.md says: its file into a folder of its own. */
function putBack(backup: string): string {
  const dataDir = tempFolder()
  copyFileSync(path.join(backup, 'desk.db'), path.join(dataDir, 'desk.db'))
  return dataDir
}

describe('a backup', () => {
  it('taken while decisions come in is one moment, whole, and starts as a new epoch', async () => {
    const { dataDir, lead } = await aWorkingDesk()
    const folder = path.join(tempFolder(), 'to', 'here')
    const items = [...(await lead.cases()).values()]
    const deciding = (async () => {
      for (const item of items) await lead.applied(lead.decision(item, DELETE))
    })()

    const { code, out } = await runDesk(['backup', folder, '--data', dataDir])
    await deciding
    const before = await lead.log()
    const desk = await aDesk({ dataDir: putBack(folder) })
    const again = await signInAgain(desk.url, 'ada')
    const after = await again.log()

    expect([code, out]).toEqual([0, expect.stringContaining('The log is unbroken')])
    expect(readdirSync(folder)).toEqual(['desk.db'])
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
    const began = after.entries
      .map(({ text }) => Entry.parse(JSON.parse(text)))
      .findLast(({ kind }) => kind === 'epoch.began')
    const copied = (began?.n ?? 0) - 1
    expect(began?.data).toMatchObject({
      why: 'restored',
      parent: { epoch: before.log.epoch, size: copied, head: before.entries[copied - 1]?.hash },
    })
    expect(after.log.epoch).not.toBe(before.log.epoch)
    expect(after.entries.slice(0, copied)).toEqual(before.entries.slice(0, copied))
    for (const { revisions, decisions } of (await again.cases()).values())
      expect(decisions).toHaveLength(revisions.decRev)
  }, 60_000)

  it('begins an epoch when it is opened first, and not again', async () => {
    const { dataDir } = await aWorkingDesk()
    const folder = path.join(tempFolder(), 'backup')
    await backUp(dataDir, folder)
    const restored = putBack(folder)

    const epochs: string[] = []
    for (let i = 0; i < 2; i++) {
      const desk = await aDesk({ dataDir: restored })
      epochs.push((await (await signInAgain(desk.url, 'ada')).hello()).epoch)
      await desk.close()
    }

    expect(new Set(epochs).size).toBe(1)
    expect(await readFolder(restored, verifyLog)).toMatchObject({ whole: true })
  }, 30_000)

  it('goes into no folder that holds something, and out of none that holds no desk', async () => {
    const { dataDir } = await aWorkingDesk()
    const full = tempFolder()
    writeFileSync(path.join(full, 'a-file'), 'x')
    const oneSentence = { code: 2, out: '', err: expect.stringMatching(/^[^\n]+\n$/) as string }

    expect(await runDesk(['backup', full, '--data', dataDir])).toEqual(oneSentence)
    expect(await runDesk(['backup', tempFolder(), '--data', tempFolder()])).toEqual(oneSentence)
    expect(readdirSync(full)).toEqual(['a-file'])
  }, 30_000)

  it('is not made of a log that is broken', async () => {
    const { dataDir, desk } = await aWorkingDesk()
    await desk.close()
    const db = new Sqlite(path.join(dataDir, 'desk.db'))
    db.exec('DROP TRIGGER log_entry_is_never_changed')
    db.exec("UPDATE log_entry SET text = text || ' ' WHERE n = 3")
    db.close()
    const folder = path.join(tempFolder(), 'backup')

    const { code, err } = await runDesk(['backup', folder, '--data', dataDir])

    expect([code, err]).toEqual([
      2,
      'The log is broken at entry 3: it does not follow from the one before.\n',
    ])
    expect(readdirSync(folder)).toEqual([])
  }, 30_000)
})

describe('a folder', () => {
  it('of another title or another program is refused', async () => {
    const { dataDir, desk } = await aWorkingDesk()
    await desk.close()
    const alien = tempFolder()
    const db = new Sqlite(path.join(alien, 'desk.db'))
    db.exec('CREATE TABLE recipes (name TEXT)')
    db.close()

    const other = await runDesk(['--data', dataDir, '--port', '0', '--site', 'strathlinn'])
    const another = await runDesk(['--data', alien, '--port', '0'])

    expect([other.code, other.err]).toEqual([
      2,
      'The data there is of glenorran, not of strathlinn: check --data and --site.\n',
    ])
    expect([another.code, another.err]).toEqual([
      2,
      expect.stringMatching(/^The database[^\n]+\n$/),
    ])
  }, 30_000)

  it('that cannot be made or written is refused', async () => {
    const folder = tempFolder()
    writeFileSync(path.join(folder, 'file'), 'x')
    mkdirSync(path.join(folder, 'taken', 'desk.db'), { recursive: true })

    for (const data of [path.join(folder, 'file', 'below'), path.join(folder, 'taken')]) {
      const { code, err } = await runDesk(['--data', data, '--port', '0'])
      expect([code, err]).toEqual([2, expect.stringMatching(/^[^\n]+\n$/)])
    }
  }, 30_000)
})

describe('the place of the data', () => {
  it('is a database where one is named, and is refused in one sentence that hides its password', async () => {
    const refused = [
      ['--database-url', 'postgres://desk:hunter2@127.0.0.1:1/desk'],
      ['--database-url', 'mysql://desk:hunter2@127.0.0.1/desk'],
    ]

    for (const words of refused) {
      const { code, err } = await runDesk(['--port', '0', ...words])
      expect([code, err]).toEqual([2, expect.stringMatching(/^[^\n]+\n$/)])
      expect(err).not.toContain('hunter2')
    }
  }, 30_000)

  it('on the command line goes before the one in the environment', async () => {
    const { child, ended } = await serveDesk(['--data', tempFolder()], {
      DATABASE_URL: 'postgres://127.0.0.1:1/none',
    })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  }, 30_000)
})
