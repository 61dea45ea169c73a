import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { entriesAfter, headOf } from '../../src/desk/store/log-rows.ts'
import { openStore, type Store } from '../../src/desk/store/store.ts'
import { runDesk } from './cli.ts'
import { aDatabase, aPlace, eventually, onEachDatabase, tempFolder } from './kit.ts'

async function aStore(place: Parameters<typeof openStore>[0] = tempFolder()) {
  const store = await openStore(place)
  onTestFinished(() => store.close())
  return store
}

const added = (staffId: string) =>
  ({ kind: 'staff.added', site: null, data: { staffId, role: 'lead' } }) as const

const textsOf = async (store: Store) =>
  (await store.read((db) => db.selectFrom('log_entry').select('text').execute())).map(
    ({ text }) => text,
  )

onEachDatabase('any store', () => {
  it('leaves nothing of a write that throws, and nothing of a part that throws', async () => {
    const store = await aStore(await aPlace())
    const before = await store.read((db) => db.selectFrom('head').selectAll().execute())

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
    const log = await textsOf(store)
    expect(log.join()).not.toMatch(/stf_whole|stf_part/)
    expect(log).toHaveLength(2)
  })

  it('makes one chain of what eight write at once', async () => {
    const place = await aPlace()
    // A SQLite file is one process's to write; other processes take turns (see below).
    const stores = [await aStore(place)]
    while (typeof place !== 'string' && stores.length < 8) stores.push(await aStore(place))
    const places: number[] = []

    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; i < 10; i++) {
          const entry = added(`stf_w${writer}-${i}`)
          const store = stores[writer % stores.length]
          places.push((await store?.write((tx) => Promise.resolve(tx.log(entry)))) ?? 0)
        }
      }),
    )

    expect(places.sort((a, b) => a - b)).toEqual(places.map((_, i) => i + 2))
    expect(await stores[0]?.read(verifyLog)).toMatchObject({ whole: true })
  }, 60_000)

  it('gives a reader one committed moment', async () => {
    const place = await aPlace()
    const [writer, reader] = [await aStore(place), await aStore(place)]

    const seen = await reader.read(async (db) => {
      const sizes: number[] = []
      for (let i = 0; i < 3; i++) {
        sizes.push((await headOf(db)).log.size)
        await writer.write((tx) => Promise.resolve(tx.log(added(`stf_r${i}xx`))))
        sizes.push((await entriesAfter(db, 0, 100)).length)
      }
      return sizes
    })

    expect(new Set(seen)).toEqual(new Set([1]))
  })

  it('lets nobody change, cut or empty the log', async () => {
    const store = await aStore(await aPlace())
    const tries = [
      `UPDATE log_entry SET text = '' WHERE n = 1`,
      `DELETE FROM log_entry WHERE n = 1`,
      `DELETE FROM op_answer`,
    ]
    await store.write(async ({ db, now }) => {
      await db
        .insertInto('staff')
        .values({
          ...{ staff_id: 'stf_some', login: 'a', name: 'A', role: 'lead', active: 1 },
          ...{ password: '', added_at: now },
        })
        .execute()
      const answer = {
        op_id: 'x',
        site_id: null,
        staff_id: 'stf_some',
        request_hash: '',
        answer: '',
      }
      await db
        .insertInto('op_answer')
        .values({ ...answer, answered_at: now })
        .execute()
    })

    for (const words of tries)
      await expect(store.write(({ db }) => sql.raw(words).execute(db))).rejects.toThrow(
        'append-only',
      )
    expect(await store.read(verifyLog)).toMatchObject({ whole: true })
  })
})

describe('a PostgreSQL store', () => {
  beforeEach((context) => {
    const postgres = inject('postgres')
    if ('absent' in postgres) context.skip(postgres.absent)
  })

  it('cannot be emptied by TRUNCATE', async () => {
    const store = await aStore(await aDatabase())

    await expect(
      store.write(({ db }) => sql.raw('TRUNCATE log_entry').execute(db)),
    ).rejects.toThrow('append-only')
  })

  it('has only columns of TEXT and BIGINT', async () => {
    const store = await aStore(await aDatabase())

    const { rows } = await store.read((db) =>
      sql<{ type: string }>`select distinct data_type as type from information_schema.columns
        where table_schema = 'public' and table_name not like 'kysely%'`.execute(db),
    )

    expect(rows.map(({ type }) => type).sort()).toEqual(['bigint', 'text'])
  })

  it('runs as a user that owns no table, with the grants that docs/DESK.md names', async (context) => {
    const place = await aDatabase()
    await (await openStore(place)).close()
    const client = new pg.Client({ connectionString: place.databaseUrl })
    await client.connect()
    onTestFinished(() => client.end())
    const { rows } = await client.query(
      'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
    )
    if (JSON.stringify(rows) !== '[{"rolsuper":true}]') context.skip('this user makes no users')
    const user = new URL(place.databaseUrl).pathname.slice(1)
    const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/DESK.md'), 'utf8')
    const grants = [...docs.matchAll(/^(GRANT|REVOKE) .*;$/gm)].map(([line]) => line)
    expect(grants).toHaveLength(3)
    await client.query(`CREATE ROLE ${user} LOGIN PASSWORD '${user}'`)
    onTestFinished(async () => {
      await client.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`)
    })
    for (const line of grants) await client.query(line.replace(/\blinesman\b/, user))
    const url = new URL(place.databaseUrl)
    url.username = url.password = user

    const store = await openStore({ databaseUrl: url.href })
    const n = await store.write((tx) => Promise.resolve(tx.log(added('stf_granted'))))
    const change = (words: string) => store.write(({ db }) => sql.raw(words).execute(db))

    expect(n).toBe(2)
    await expect(change('DELETE FROM log_entry')).rejects.toThrow('permission denied')
    await expect(change('ALTER TABLE log_entry DISABLE TRIGGER ALL')).rejects.toThrow('owner')
    await store.close()
  })

  it('is woken by another process at once', async () => {
    const place = await aDatabase()
    const [one, other] = [await aStore(place), await aStore(place)]
    let woken = 0
    other.onMoved(() => woken++)

    await eventually(async () => {
      await one.write((tx) => Promise.resolve(tx.nextSeq()))
      return woken > 0 || undefined
    })
  })

  it('is opened by two at once on an empty database: one beginning, one chain', async () => {
    const place = await aDatabase()

    const [one] = await Promise.all([aStore(place), aStore(place), aStore(place)])

    expect(await textsOf(one)).toHaveLength(1)
  })
})

describe('a SQLite store', () => {
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
