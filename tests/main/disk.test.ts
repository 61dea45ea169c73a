import { existsSync, globSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { fileLog } from '../../src/main/adapters/file-log.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, keepOf, openConsole, portsFor, tempFolder } from './kit.ts'
import { aSmallDisk, noDisks, type SmallDisk } from './small-disk.ts'

type Desk = Awaited<ReturnType<typeof aDesk>>

/** A console with its queue. */
async function aConsole(desk: Desk, folder: string, cases: number) {
  const console = await startOn(desk, { folder })
  if ((await console.call('session.get', {})).state === 'signed-out')
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  return { console, nos: await console.queueOf(cases) }
}

/** Starts a console that writes its own log into the folder too, as the hosts' do. */
const startOn = (desk: Desk, { folder }: Pick<SmallDisk, 'folder'>) =>
  openConsole(portsFor(desk.url, folder, { openLog: () => fileLog(folder) }))

function fileIn(folder: string, name: string): string {
  const [file = ''] = globSync(path.join(folder, 'desks', '*', '*', name))
  return file
}

/** What the files of a closed console say of themselves. */
function soundness(folder: string): unknown[] {
  return ['journal.db', 'cache.db'].map((name) => {
    const db = new Database(fileIn(folder, name), { readonly: true })
    const verdict = db.pragma('integrity_check', { simple: true })
    db.close()
    return verdict
  })
}

const ASK = { text: 'late', before: null, limit: 5 } as const

const settled = (console: Awaited<ReturnType<typeof aConsole>>['console']) =>
  console.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)

describe('a disk that is full', { timeout: 60_000 }, () => {
  it('refuses the press, keeps what was made, and goes on when there is room', async ({ skip }) => {
    skip(noDisks !== undefined, noDisks)
    const desk = await aDesk(3)
    const disk = aSmallDisk(8)
    const { console, nos } = await aConsole(desk, disk.folder, 3)
    const [first = 0, second = 0] = nos
    const made = await console.keep(first)
    disk.fill()

    expect(await console.refusal('decision.record', keepOf(await console.case(second)))).toBe(
      'disk-full',
    )
    expect(await console.nos()).toContain(second)
    desk.platform.comment('late')
    desk.platform.report('late')
    expect(await console.refusal('sync.now', { release: true })).toBe('disk-full')
    await console.syncs(({ problem }) => problem?.code === 'disk-full')
    expect(await console.nos()).toContain(second)

    disk.free()
    await console.call('sync.now', { release: true })
    await console.queueOf(3)
    await console.keep(second)
    await console.call('sync.now', { release: true })
    await settled(console)
    const applied = await desk.log('decision.applied')
    expect(applied).toHaveLength(2)
    expect(applied.filter((text) => text.includes(made.opId))).toHaveLength(1)
    await console.close()
    expect(soundness(disk.folder)).toEqual(['ok', 'ok'])
  })

  it('loses nothing where the console is closed and started again while it is full', async ({
    skip,
  }) => {
    skip(noDisks !== undefined, noDisks)
    const desk = await aDesk(2)
    const disk = aSmallDisk(8)
    const { console, nos } = await aConsole(desk, disk.folder, 2)
    desk.line.cut()
    const made = await console.keep(nos[0] ?? 0)
    disk.fill()
    await console.close()
    disk.fill() // closing made room: there is no write-ahead log any more
    await expect(startOn(desk, disk)).rejects.toThrow(/disk .* is full/)

    disk.leave(400_000)
    const again = await startOn(desk, disk)
    expect((await again.call('session.get', {})).state).toBe('signed-in')
    expect(await again.nos()).toHaveLength(1)
    desk.line.mend()
    disk.free()
    await again.call('sync.now', { release: true })
    await settled(again)
    expect(await desk.log('decision.applied')).toEqual([expect.stringContaining(made.opId)])
    await again.close()
    expect(soundness(disk.folder)).toEqual(['ok', 'ok'])
  })
})

describe('a desk whose disk is full', { timeout: 60_000 }, () => {
  it('settles nothing it cannot keep, says so, and settles it once there is room', async ({
    skip,
  }) => {
    skip(noDisks !== undefined, noDisks)
    const disk = aSmallDisk(16)
    const desk = await aDesk(2, disk.folder)
    const { console, nos } = await aConsole(desk, tempFolder(), 2)
    disk.fill()
    const made = await console.keep(nos[0] ?? 0)
    await console.call('sync.now', { release: true })
    const { problem } = await console.syncs((view) => view.problem !== null && view.held === 0)
    expect(problem).toMatchObject({ code: 'store-unwritable' })
    expect(problem?.message).toContain('desk')
    expect(await console.call('sync.get', {})).toMatchObject({ waiting: 1 })

    disk.free()
    await console.call('sync.now', { release: true })
    await settled(console)
    expect(await desk.log('decision.applied')).toEqual([expect.stringContaining(made.opId)])
  })
})

describe('a disk that may only be read', { timeout: 60_000 }, () => {
  it('ends the start in a sentence that names it, and changes nothing', async ({ skip }) => {
    skip(noDisks !== undefined, noDisks)
    const desk = await aDesk(2)
    const disk = aSmallDisk(8)
    const console = await openConsole(portsFor(desk.url, disk.folder))
    await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
    const [no = 0] = await console.queueOf(2)
    desk.line.cut()
    const made = await console.keep(no)
    await console.close()
    disk.readOnly()
    await expect(openConsole(portsFor(desk.url, disk.folder))).rejects.toThrow(
      `${disk.folder} cannot be written to`,
    )

    disk.writable()
    desk.line.mend()
    const again = await openConsole(portsFor(desk.url, disk.folder))
    await settled(again)
    expect(await desk.log('decision.applied')).toEqual([expect.stringContaining(made.opId)])
  })
})

describe('a journal that another program holds', { timeout: 60_000 }, () => {
  it('refuses the press while it is held, and takes it afterwards', async () => {
    const desk = await aDesk(2)
    const folder = tempFolder()
    const { console, nos } = await aConsole(desk, folder, 2)
    const view = await console.case(nos[0] ?? 0)
    const other = new Database(fileIn(folder, 'journal.db'))
    other.exec('BEGIN IMMEDIATE')

    const held = await console.client.call('decision.record', keepOf(view))
    expect(held).toMatchObject({ ok: false, problem: { code: 'store-unwritable' } })
    expect(held.ok ? '' : held.problem.message).toContain('Another program')
    expect(await console.nos()).toContain(view.no)
    other.exec('ROLLBACK')
    other.close()
    await console.keep(view.no)
    await console.call('sync.now', { release: true })
    await settled(console)
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })
})

describe('a cache that is deleted while the console runs', { timeout: 60_000 }, () => {
  it('is fetched again, at the latest at the next start, and nothing decided is lost', async () => {
    const desk = await aDesk(3)
    const folder = tempFolder()
    const { console, nos } = await aConsole(desk, folder, 3)
    const [first = 0, second = 0] = nos
    await console.keep(first)
    const file = fileIn(folder, 'cache.db')
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })

    await console.keep(second)
    desk.platform.comment('late')
    desk.platform.report('late')
    await console.call('sync.now', { release: true })
    await settled(console)
    await console.queueOf(2)
    await eventually(() => existsSync(file) || undefined)
    const found = await eventually(async () => {
      const hits = await console.client.call('search.comments', ASK)
      return hits.ok && hits.value.hits.length > 0 ? hits.value : undefined
    })
    expect(found.more).toBe(false)
    await console.close()

    const again = await aConsole(desk, folder, 2)
    expect(await again.console.call('decision.recent', { limit: 9 })).toHaveLength(2)
    expect(await desk.log('decision.applied')).toHaveLength(2)
    await again.console.close()
    expect(soundness(folder)).toEqual(['ok', 'ok'])
  })
})
