/**
 * The floor of a sync: bare better-sqlite3 writes the same rows into the same tables, in the same
 * pages and transactions and with the same index, from rows that lie ready in memory.
 */
import Database from 'better-sqlite3'
import { LIMITS } from '../../src/shared/desk/desk.ts'
import { CachePages } from '../../src/main/core/store/cache-page.ts'
import { cacheSchema } from '../../src/main/core/store/cache-schema.ts'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { feedPage } from './feed-page.ts'
import { type Corpus, corpusSize } from './invented-feed.ts'
import { preparedOnce, type Ran, recordStatements } from './sqlite-recorder.ts'

const isWrite = ({ sql }: Ran) => /^\s*(insert|update)/i.test(sql)
/** Rows that are there already leave their old words and reasons first. */
const isChange = ({ sql }: Ran) => /^\s*(insert|update|delete)/i.test(sql)

/** What the core writes for each page of a corpus: its own statements and rows, without its reads. */
export function writtenPages(corpus: Corpus): Ran[][] {
  return recordPages(':memory:', pagesOf(corpus), isWrite)
}

function* pagesOf(corpus: Corpus): Generator<string> {
  const head = corpusSize(corpus)
  for (let from = 0; from < head;) {
    const page = feedPage(corpus, { from, head, limit: LIMITS.pullMax })
    yield JSON.stringify(page)
    from += page.items.length
  }
}

/** What the core writes for pages that follow on the cache at `file`; they are in it afterwards. */
export function changedPages(file: string, pages: Iterable<string>): Ran[][] {
  return recordPages(file, pages, isChange)
}

function recordPages(file: string, pages: Iterable<string>, which: (ran: Ran) => boolean): Ran[][] {
  const recorder = recordStatements()
  const db = openCacheToWrite(file)
  const cache = new CachePages(db)
  const written: Ran[][] = []
  for (const page of pages) {
    const before = recorder.ran.length
    const outcome = cache.apply(page)
    if (outcome.kind !== 'applied') throw new Error(`a page of the bench was ${outcome.kind}`)
    written.push(recorder.ran.slice(before).filter(which))
  }
  recorder.stop()
  db.close()
  return written
}

/** Writes the pages into a new cache at `file`; says how many cases are in it. */
export function writeBareCache(file: string, pages: readonly (readonly Ran[])[]): number {
  const db = openBare(file)
  for (const sql of cacheSchema.migrations) db.exec(sql)
  writeAll(db, pages)
  const cases = Number(db.prepare('SELECT count(*) FROM case_item').pluck().get())
  db.close()
  return cases
}

/** Opens a cache that is there, to write pages into; what `write` does is what is measured. */
export function openBareCache(file: string) {
  const db = openBare(file)
  return {
    write: (pages: readonly (readonly Ran[])[]) => writeAll(db, pages),
    /** Where it stands. */
    cursor: () => String(db.prepare('SELECT cursor FROM cursor').pluck().get()),
    close: () => {
      db.close()
    },
  }
}

function openBare(file: string): Database.Database {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  return db
}

function writeAll(db: Database.Database, pages: readonly (readonly Ran[])[]): void {
  const statementOf = preparedOnce(db)
  const write = db.transaction((page: readonly Ran[]) => {
    for (const { sql, parameters } of page) statementOf(sql).run(...parameters)
  })
  for (const page of pages) write.immediate(page)
}
