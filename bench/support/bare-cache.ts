/**
 * The floor of a first sync: bare better-sqlite3 writes the same rows into the same tables, in the
 * same pages and transactions and with the same index, from rows that lie ready in memory.
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

/** What the core writes for each page of a corpus: its own statements and rows, without its reads. */
export function writtenPages(corpus: Corpus): Ran[][] {
  const recorder = recordStatements()
  const db = openCacheToWrite(':memory:')
  const pages = new CachePages(db)
  const written: Ran[][] = []
  const head = corpusSize(corpus)
  for (let from = 0; from < head;) {
    const page = feedPage(corpus, { from, head, limit: LIMITS.pullMax })
    const before = recorder.ran.length
    const outcome = pages.apply(JSON.stringify(page))
    if (outcome.kind !== 'applied') throw new Error(`a page of the bench was ${outcome.kind}`)
    written.push(recorder.ran.slice(before).filter(isWrite))
    from += page.items.length
  }
  recorder.stop()
  db.close()
  return written
}

/** Writes the pages into a new cache at `file`; says how many cases are in it. */
export function writeBareCache(file: string, pages: readonly (readonly Ran[])[]): number {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  for (const sql of cacheSchema.migrations) db.exec(sql)
  const statementOf = preparedOnce(db)
  const write = db.transaction((page: readonly Ran[]) => {
    for (const { sql, parameters } of page) statementOf(sql).run(...parameters)
  })
  for (const page of pages) write.immediate(page)
  const cases = Number(db.prepare('SELECT count(*) FROM case_item').pluck().get())
  db.close()
  return cases
}
