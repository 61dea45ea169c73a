import { globSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { compact } from '../../src/desk/jobs/compaction.ts'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import type { Log } from '../../src/main/core/ports.ts'
import { DriftWatch } from '../../src/main/core/sync/drift-watch.ts'
import { eraseCase } from '../desk/erase-case.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, HandClock, openConsole, portsFor, tempFolder } from './kit.ts'

/** A console that has its queue, what it logs of drifting, and how often it began from nothing. */
async function aConsole(url: string, count: number) {
  const folder = tempFolder()
  const clock = new HandClock()
  const said: unknown[] = []
  const log: Log = {
    info: () => undefined,
    error: (event, facts) => {
      if (event === 'cache-drifted') said.push(facts?.['next'])
    },
  }
  const desk = httpDesk(url)
  const began = { times: 0 }
  const counting: typeof desk = {
    ...desk,
    changes: (token, cursor, limit) => {
      if (cursor === undefined) began.times++
      return desk.changes(token, cursor, limit)
    },
  }
  const console = await openConsole(
    portsFor(url, folder, { clock, desk: counting, openLog: () => log }),
  )
  await console.call('session.sign-in', { name: 'mor', password: PASSWORD })
  const nos = await console.queueOf(count)
  await console.syncs(({ state }) => state === 'synced')
  return { console, clock, said, began, nos, folder }
}

/** Does something to the cache that the console does not know of. */
function behindItsBack<T>(folder: string, work: (db: Database.Database) => T): T {
  const [file = ''] = globSync(path.join(folder, 'desks', '*', '*', 'cache.db'))
  const db = new Database(file)
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const rowsIn = (folder: string) =>
  behindItsBack(folder, (db) => [
    ...db
      .prepare(
        'SELECT no, case_id, state, body_rev, dec_rev, mark, item FROM case_item ORDER BY no',
      )
      .all(),
    ...db.prepare('SELECT site_id, cases, sum FROM site_sum').all(),
  ])

describe('a cache that has drifted from the desk', { timeout: 60_000 }, () => {
  it.each([
    ['a case is missing', `DELETE FROM case_item WHERE no = 2`],
    ['a case is closed', `UPDATE case_item SET state = 'closed' WHERE no = 2`],
    [
      'a text is another',
      `UPDATE case_item SET item = replace(item, 'words', 'lines') WHERE no = 2`,
    ],
    [
      'a revision is another',
      `UPDATE case_item SET item = json_set(item, '$.revisions.decRev', 7)`,
    ],
    ['a sum is another', `UPDATE site_sum SET sum = sum + 1`],
    ['a mark is another', `UPDATE case_item SET mark = mark + 1 WHERE no = 2`],
    [
      'there is a case too many',
      `CREATE TEMP TABLE another AS SELECT * FROM case_item WHERE no = 1;
      UPDATE another SET no = 99, case_id = 'case_of-nobody';
      INSERT INTO case_item SELECT * FROM another`,
    ],
  ])('is found and fetched anew, once: %s', async (_what, damage) => {
    const desk = await aDesk(3)
    const { clock, said, began, folder, console } = await aConsole(desk.url, 3)
    const before = rowsIn(folder)
    behindItsBack(folder, (db) => db.exec(damage))
    expect(rowsIn(folder)).not.toEqual(before)

    clock.advance(60_000)

    // The walk waits a second more while sync is busy, as it is when a poke comes just then.
    await eventually(() => {
      if (isDeepStrictEqual(rowsIn(folder), before)) return true
      clock.advance(1000)
      return undefined
    })
    await console.syncs(({ state }) => state === 'synced')
    expect(await console.nos()).toHaveLength(3)
    clock.advance(20 * 60_000)
    await console.call('sync.now', { release: false })
    await console.syncs(({ state }) => state === 'synced')
    expect([said, began.times]).toEqual([['fetch anew'], 2])
  })

  it('is not fetched again and again from a desk that adds up wrongly', async () => {
    const desk = await aDesk(3)
    await eventually(async () =>
      (await (await desk.lead()).cases()).size === 3 ? true : undefined,
    )
    await desk.store.write((tx) => tx.db.updateTable('digest').set({ sum: 12 }).execute())
    const { clock, said, began, console } = await aConsole(desk.url, 3)
    await eventually(() => (said.length === 2 ? true : undefined))

    for (let looks = 3; looks <= 4; looks++) {
      clock.advance(11 * 60_000)
      await console.call('sync.now', { release: false })
      await eventually(() => (said.length === looks ? true : undefined))
    }

    expect(began.times).toBe(2)
    expect(said).toEqual(['fetch anew', 'give up', 'give up', 'give up'])
    expect(await console.nos()).toHaveLength(3)
  })
})

describe('what follows where a cache has drifted', () => {
  it('is to fetch anew once, then to say so every ten minutes, until it is well', () => {
    const watch = new DriftWatch()
    expect(watch.found(true, 1000)).toBe('fetch anew')
    expect(watch.found(true, 2000)).toBe('give up')
    expect(watch.found(true, 601_999)).toBe('nothing')
    expect(watch.found(true, 602_000)).toBe('give up')
    expect(watch.found(false, 602_001)).toBe('nothing')
    expect(watch.found(true, 602_002)).toBe('fetch anew')
  })
})

describe('a console that was away for longer than the desk remembers', { timeout: 60_000 }, () => {
  it('fetches anew, and what was decided meanwhile is still sent', async () => {
    const desk = await aDesk(3)
    const { console, nos, folder } = await aConsole(desk.url, 3)
    const [first = 0, second = 0] = nos
    const left = (await console.case(second)).case
    desk.line.cut()
    await console.syncs(({ state }) => state === 'offline')
    const { opId } = await console.keep(first)

    await eraseCase(desk.store, left.caseId, 31)
    expect(await compact(desk.store)).toBe(1)
    desk.line.mend()
    await console.call('sync.now', { release: true })

    await console.syncs(({ state, waiting }) => state === 'synced' && waiting === 0)
    expect(await console.nos()).toEqual(nos.slice(2))
    expect(rowsIn(folder)).toHaveLength(3) // two cases and the sum of their title
    const [last] = await console.call('decision.recent', { limit: 1 })
    expect(last).toMatchObject({ opId, state: 'settled' })
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })
})
