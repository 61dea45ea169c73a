import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CachePages } from '../../src/main/core/store/cache-page.ts'
import { type PageOutcome } from '../../src/main/core/store/page-outcome.ts'
import { Cache } from '../../src/main/core/store/cache.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import type { Changes } from '../../src/shared/desk/desk.ts'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { sha256 } from '../../src/main/core/sha256.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { aDesk } from './a-desk.ts'
import { eventually, tempFolder } from './kit.ts'
import { cacheWriter } from './kit-console.ts'

const bytes = (page: unknown) => {
  const { buffer, byteOffset, byteLength } = Buffer.from(JSON.stringify(page))
  return buffer.slice(byteOffset, byteOffset + byteLength)
}

/** All of a real desk's pages, two items each, once it has `count` cases. */
async function pagesOf(count: number): Promise<Changes[]> {
  const desk = await aDesk(count)
  const lead = await desk.lead()
  await eventually(async () => ((await lead.cases()).size === count ? true : undefined))
  const pages = [await lead.changes({ limit: 2 })]
  for (let last = pages[0]; last?.more; last = pages.at(-1))
    pages.push(await lead.changes({ cursor: last.next, limit: 2 }))
  return pages
}

async function openCache(file = path.join(tempFolder(), 'cache.db')) {
  const cache = await Cache.open(file, cacheWriter)
  onTestFinished(() => cache.close().catch(() => undefined))
  return cache
}

const kind = async (outcome: Promise<{ readonly kind: string }>) => (await outcome).kind

describe('the cache', { timeout: 60_000 }, () => {
  it('applies pages in order, and a late one or a second copy does nothing', async () => {
    const pages = await pagesOf(4)
    const cache = await openCache()
    const [first, second] = pages
    for (const page of pages) {
      expect(await kind(cache.apply(bytes(page)))).toBe('applied')
      const { cursor } = cache.read.cursor()
      expect(cursor).toBe(page.next)
      expect(await kind(cache.apply(bytes(page)))).toBe('stale')
      expect(cache.read.cursor().cursor).toBe(cursor)
    }
    expect(await kind(cache.apply(bytes(first)))).toBe('stale')
    expect(await kind(cache.apply(bytes(second)))).toBe('stale')
    expect(cache.read.places.spots(WHOLE_QUEUE).nos).toHaveLength(4)
    expect(cache.read.cursor().whole).toBe(true)
  })

  it('refuses a page that makes no sense whole, and one of another history', async () => {
    const [first, second] = await pagesOf(2)
    const cache = await openCache()
    const items = [...(first?.items ?? []), { t: 'case', seq: 3, no: 'three' }]

    expect(await kind(cache.apply(bytes({ ...first, items })))).toBe('nonsense')
    expect(await kind(cache.apply(bytes('not a page')))).toBe('nonsense')
    expect(cache.read.places.spots(WHOLE_QUEUE).nos).toEqual([])
    expect(cache.read.cursor().cursor).toBeNull()
    expect(await kind(cache.apply(bytes(first)))).toBe('applied')
    expect(await cache.apply(bytes({ ...second, epoch: 'e_another' }))).toMatchObject({
      kind: 'other-epoch',
      epoch: 'e_another',
    })
  })

  it('keeps what is here while a new round comes in, then drops what the round did not bring', async () => {
    const pages = await pagesOf(3)
    const cache = await openCache()
    for (const page of pages) await cache.apply(bytes(page))
    await cache.forget()
    expect(cache.read.places.spots(WHOLE_QUEUE).nos).toHaveLength(3)
    expect(cache.read.cursor()).toMatchObject({ cursor: null, epoch: null, whole: false })

    const items = pages.flatMap((page) => page.items)
    const dropped = items.find((item) => item.t === 'case')
    const author = items.find((item) => item.t === 'author')
    const rest = items.filter((item) => item !== dropped && item !== author)
    expect(cache.read.author('glenorran', author?.authorId ?? '')).toBeDefined()
    const outcome = await cache.apply(
      bytes({ ...pages.at(-1), from: null, epoch: 'e_second', items: rest }),
    )
    expect(outcome).toMatchObject({ kind: 'applied', gone: [dropped?.no] })
    expect(cache.read.places.spots(WHOLE_QUEUE).nos).toHaveLength(2)
    expect(cache.read.author('glenorran', author?.authorId ?? '')).toBeUndefined()
    expect(cache.read.article('glenorran', 'harbour')).toBeDefined()
  })

  it('sets a foreign or damaged file aside and begins a new one', async () => {
    const file = path.join(tempFolder(), 'cache.db')
    writeFileSync(file, 'a file that is no database at all'.repeat(200))
    const cache = await openCache(file)

    expect(existsSync(`${file}.set-aside`)).toBe(true)
    expect(cache.read.cursor().cursor).toBeNull()
  })

  it('begins anew when its file turns out to be damaged while it is written', async () => {
    const pages = await pagesOf(3)
    const file = path.join(tempFolder(), 'cache.db')
    const before = await Cache.open(file, cacheWriter)
    for (const page of pages) await before.apply(bytes(page))
    await before.close()
    scribble(file)

    const cache = await openCache(file)
    const last = pages.at(-1)
    const again = { ...last, from: last?.next, next: 'later' }
    expect(await kind(cache.apply(bytes(again)))).toBe('remade')
    expect(await kind(cache.apply(bytes(pages[0])))).toBe('applied')
  })

  it('indexes each body once, and forgets it with its case', () => {
    const db = openCacheToWrite(path.join(tempFolder(), 'cache.db'))
    onTestFinished(() => {
      db.close()
    })
    const found = () =>
      db.prepare(`SELECT rowid FROM body_index WHERE body_index MATCH 'harbour'`).pluck().all()
    const apply = (page: unknown): PageOutcome => new CachePages(db).apply(JSON.stringify(page))
    const page = (from: string | null, next: string, items: readonly unknown[]) => ({
      ...{ from, next, items, more: false, left: 0, epoch: 'e_first' },
      serverTime: '2026-05-12T09:00:00.000Z',
    })

    expect(apply(page(null, 'a', [aCase(1, 1, 'The harbour is lost.')])).kind).toBe('applied')
    expect(found()).toEqual([1])
    expect(apply(page('a', 'b', [aCase(2, 2, 'Nothing to see.')])).kind).toBe('applied')
    expect(found()).toEqual([])
    expect(apply(page('b', 'c', [aCase(3, 3, 'The harbour again.')])).kind).toBe('applied')
    expect(found()).toEqual([1])
    const gone = { t: 'gone', seq: 4, what: 'case', id: 'case_one1', why: 'erased' }
    expect(apply(page('c', 'd', [gone])).kind).toBe('applied')
    expect(found()).toEqual([])
  })
})

/** Overwrites the middle of a database, as a bad disk does. */
function scribble(file: string): void {
  const db = new Database(file)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const size = Number(db.pragma('page_size', { simple: true }))
  const roots = db
    .prepare(`SELECT rootpage FROM sqlite_schema WHERE name IN ('cursor', 'case_item')`)
    .pluck()
    .all()
  db.close()
  const bytesOf = readFileSync(file)
  for (const root of roots) bytesOf.fill(0xa5, (Number(root) - 1) * size, Number(root) * size)
  writeFileSync(file, bytesOf)
}

function aCase(seq: number, bodyRev: number, body: string) {
  const at = '2026-05-12T08:00:00.000Z'
  const salt = 'a'.repeat(64)
  return {
    ...{ t: 'case', seq, no: 1, caseId: 'case_one1', siteId: 'glenorran', state: 'open' },
    ...{ severity: 2, receivedAt: at, firstSeenAt: null, revisions: { bodyRev, decRev: 0 } },
    comment: {
      ...{ id: 'c1', articleId: 'harbour', authorId: 'a1', authorName: 'Senga Tweedie', body },
      ...{ salt, bodyCommit: bodyCommit(sha256, salt, body), postedAt: at, editedAt: null },
      ...{ url: 'https://x.example/' },
      ...{ deletedByAuthor: false, position: 1, total: 1 },
    },
    ...{ reportCount: 0, openReportCount: 0, readers: 0, reports: [], neighbours: [] },
    ...{ decisions: [], reopened: null },
  }
}
