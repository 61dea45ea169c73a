import { sql } from 'kysely'
import { onTestFinished, describe, expect, it } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { openStore } from '../../src/desk/store/store.ts'
import { runDesk } from './cli.ts'
import { tempFolder } from './kit.ts'

async function aStore() {
  const store = await openStore(tempFolder())
  onTestFinished(() => store.close())
  return store
}

describe('the store', () => {
  it.each([
    ['synchronous', 2], // FULL
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['journal_mode', 'wal'],
  ])('writes with %s = %s', async (pragma, value) => {
    const store = await aStore()

    const found = await store.write(async ({ db }) => sql.raw(`pragma ${pragma}`).execute(db))

    expect(found.rows).toEqual([{ [pragma]: value }])
  })

  it('has only strict tables of TEXT and INTEGER', async () => {
    const store = await aStore()

    const { rows } = await store.read((db) =>
      sql<{ name: string; strict: number }>`select name, strict from pragma_table_list
        where schema = 'main' and name not like 'sqlite_%' and name not like 'kysely_%'`.execute(
        db,
      ),
    )
    const columns = await store.read((db) =>
      sql<{ type: string }>`select distinct c.type from pragma_table_list as t,
        pragma_table_info(t.name) as c where t.schema = 'main' and t.strict = 1`.execute(db),
    )

    expect(rows.filter(({ strict }) => strict !== 1)).toEqual([])
    expect(rows.length).toBeGreaterThan(15)
    expect(columns.rows.map(({ type }) => type).sort()).toEqual(['INTEGER', 'TEXT'])
  })

  it('leaves nothing of a write that throws, and nothing of a part that throws', async () => {
    const store = await aStore()
    const before = await store.read((db) => db.selectFrom('head').selectAll().execute())
    const added = (staffId: string) =>
      ({ kind: 'staff.added', site: null, data: { staffId, role: 'lead' } }) as const

    const whole = store.write((tx) => {
      tx.log(added('stf_whole'))
      return Promise.reject(new Error('no'))
    })
    await expect(whole).rejects.toThrow('no')
    const after = await store.read((db) => db.selectFrom('head').selectAll().execute())
    const n = await store.write(async (tx) => {
      const part = tx.part(() => {
        tx.log(added('stf_part'))
        return Promise.reject(new Error('no'))
      })
      await expect(part).rejects.toThrow('no')
      return tx.log(added('stf_kept'))
    })

    expect(after).toEqual(before)
    expect(n).toBe(2)
    const log = await store.read((db) => db.selectFrom('log_entry').select('text').execute())
    expect(log.map(({ text }) => text).join()).not.toMatch(/stf_whole|stf_part/)
    expect(log).toHaveLength(2)
  })

  it('gives out each place once, whichever process writes', async () => {
    const folder = tempFolder()
    const store = await openStore(folder)
    onTestFinished(() => store.close())
    const login = (i: number) => ['--login', `n${i}`, '--name', `N ${i}`, '--role', 'lead']

    const ended = await Promise.all(
      [1, 2, 3, 4].map((i) => runDesk(['staff', 'add', '--data', folder, ...login(i)])),
    )

    expect(ended.map(({ code, err }) => [code, err])).toEqual(ended.map(() => [0, '']))
    expect(await store.read(verifyLog)).toMatchObject({
      whole: true,
      says: expect.stringContaining('5 entries') as string,
    })
  }, 30_000)
})
