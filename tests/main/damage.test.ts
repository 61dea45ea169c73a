import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { Journal } from '../../src/main/core/store/journal.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, HandClock, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'

const signIn = { name: 'mor', password: PASSWORD }

/** The only file of this name in a data folder. */
function fileIn(folder: string, name: string): string {
  const [file = ''] = globSync(path.join(folder, 'desks', '*', '*', name))
  return file
}

/** Overwrites the pages where these tables begin, as a bad disk does. */
function scribble(file: string, tables: readonly string[]): void {
  const db = new Database(file)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const size = Number(db.pragma('page_size', { simple: true }))
  const roots = db
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))`)
    .pluck()
    .all(JSON.stringify(tables))
  db.close()
  const bytes = readFileSync(file)
  for (const root of roots) bytes.fill(0xa5, (Number(root) - 1) * size, Number(root) * size)
  writeFileSync(file, bytes)
}

/** A folder of a console that was signed in, had the queue and is closed. */
async function aUsedFolder(deskUrl: string, count: number, work = async () => Promise.resolve()) {
  const folder = tempFolder()
  const console = await openConsole(portsFor(deskUrl, folder))
  await console.call('session.sign-in', signIn)
  await console.queueOf(count)
  await work()
  await console.close()
  return folder
}

describe('a damaged cache', { timeout: 60_000 }, () => {
  it.each([
    ['where the queue is read at the start', ['case_item', 'case_queue', 'case_place']],
    ['where the cursor stands', ['cursor']],
    ['in what a page writes', ['article', 'author', 'terms']],
  ])('is set aside and fetched again, and that is said: %s', async (_what, tables) => {
    const desk = await aDesk(3)
    const folder = await aUsedFolder(desk.url, 3)
    const file = fileIn(folder, 'cache.db')
    scribble(file, tables)

    const console = await openConsole(portsFor(desk.url, folder))
    expect((await console.call('session.get', {})).state).toBe('signed-in')
    desk.platform.comment('late')
    desk.platform.report('late')
    const nos = await console.queueOf(4)
    await eventually(async () => {
      const views = await console.client.call('case.get', { nos })
      return views.ok && views.value.every(({ article }) => article !== null) ? true : undefined
    })
    const { problem } = await console.syncs((view) => view.problem?.code === 'store-damaged')
    expect(problem?.message).toContain('fetched again')
    expect(existsSync(`${file}.set-aside`)).toBe(true)
    await console.keep(nos[0] ?? 0)
  })

  it('is found by a look over the whole file, while nothing else reads there', async () => {
    const desk = await aDesk(3)
    const folder = tempFolder()
    const clock = new HandClock()
    const console = await openConsole(portsFor(desk.url, folder, { clock }))
    await console.call('session.sign-in', signIn)
    await console.queueOf(3)
    const file = fileIn(folder, 'cache.db')
    scribble(file, ['settled', 'author'])
    expect(existsSync(`${file}.set-aside`)).toBe(false)

    clock.advance(60_000)
    await console.syncs(({ problem }) => problem?.code === 'store-damaged')
    await console.queueOf(3)
    expect(existsSync(`${file}.set-aside`)).toBe(true)
  })
})

describe('a damaged journal', { timeout: 60_000 }, () => {
  it('is left as it lies: the queue can be read, nothing decided, and the rescue is said', async () => {
    const desk = await aDesk(2)
    const folder = await aUsedFolder(desk.url, 2)
    const file = fileIn(folder, 'journal.db')
    scribble(file, ['decision', 'delivery', 'seen'])
    const before = readFileSync(file)

    const console = await openConsole(portsFor(desk.url, folder))
    const [no = 0] = await console.queueOf(2)
    const view = await console.case(no)
    expect(await console.refusal('decision.record', keepOf(view))).toBe('store-damaged')
    const question = { no, question: 'What now?', hide: false, expect: view.case.revisions }
    expect(await console.refusal('case.escalate', question)).toBe('store-damaged')
    await console.call('case.seen', { no })
    const { problem } = await console.syncs(({ state }) => state === 'synced')
    expect(problem?.message).toContain(file)
    expect(problem?.message).toContain('.recover')
    expect(readFileSync(file)).toEqual(before)
    expect(await desk.log('case.seen')).toEqual([])
  })

  it('that breaks while it is open gives way to an empty one, once', () => {
    const file = path.join(tempFolder(), 'journal.db')
    new Journal(new Database(file), () => '').close()
    const db = new Database(file)
    const journal = new Journal(db, () => '2026-05-12T09:00:00.000Z')
    let told = 0
    journal.onDamage(() => {
      told++
    })
    expect(journal.holdsTogether()).toBe(true)
    db.pragma('wal_checkpoint(TRUNCATE)')
    scribble(file, ['decision', 'delivery', 'device'])
    db.pragma('shrink_memory')
    const before = readFileSync(file)

    expect(() => journal.write(() => journal.nextN())).toThrow('store-damaged')
    expect(journal.damage?.message).toContain(file)
    expect(journal.holdsTogether()).toBe(true)
    expect(told).toBe(1)
    expect(journal.deliveries.recent(5)).toEqual([])
    journal.close()
    expect(readFileSync(file)).toEqual(before)
  })
})
