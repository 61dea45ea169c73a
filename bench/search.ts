/**
 * The newest fifty hits of forty fixed searches over a million comments, by the core on its own
 * thread, against the same FTS5 query by bare better-sqlite3 over the same file.
 */
import Database from 'better-sqlite3'
import { globSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Core } from '../src/main/core/core.ts'
import { findValues } from '../src/main/core/store/search-find.ts'
import { searchSql } from '../src/main/core/store/search-sql.ts'
import { allOf, wordsOf } from '../src/main/core/store/search-text.ts'
import { openBenchCore, untilSynced } from './support/bench-console.ts'
import type { Measure } from './support/bench.ts'
import { atMost } from './support/figure.ts'
import { greatCache } from './support/great-cache.ts'
import { alternate, seconds } from './support/rounds.ts'
import { SEARCHES } from './support/search-queries.ts'
import { median } from './support/statistics.ts'

const HITS = 50
const Row = z.object({ summary: z.string() })
const Summary = z.object({ no: z.int() })

/** The core's own statement, which gives the found comments' rows, and nothing around it. */
function bareSearch(folder: string) {
  const [file] = globSync(path.join(folder, 'desks', '*', '*', 'cache.db'))
  const db = new Database(file, { readonly: true })
  const statement = db.prepare(searchSql.find)
  return {
    find: (search: string) => statement.all(...valuesOf(search), HITS),
    close: () => {
      db.close()
    },
  }
}

/** The same question, put to the index by hand. */
function valuesOf(search: string) {
  const match = `body : (${allOf(wordsOf(search)) ?? ''})`
  const asked = { match, words: search, from: null, until: null }
  return findValues(asked, { low: 0, before: Number.MAX_SAFE_INTEGER })
}

const numberOf = (row: unknown) => Summary.parse(JSON.parse(Row.parse(row).summary)).no

async function coreSearch(core: Core, text: string): Promise<number[]> {
  const { hits } = await core.handlers['search.comments']({ text, before: null, limit: HITS })
  return hits.map(({ row }) => row.no)
}

export const searchMillion: Measure = async (bench) => {
  const { desk, folder, corpus } = await greatCache(bench)
  const core = await openBenchCore(folder, desk.url)
  bench.onEnd(() => core.close())
  await untilSynced(core)
  const bare = bareSearch(folder)
  bench.onEnd(() => bare.close())
  bench.say('searching')
  for (const search of SEARCHES) {
    if (!isDeepStrictEqual(await coreSearch(core, search), bare.find(search).map(numberOf)))
      throw new Error(`the core and SQLite found other comments for "${search}"`)
  }
  const times = await alternate(bench.quick ? 3 : 9, {
    value: () =>
      seconds(async () => {
        for (const search of SEARCHES) await coreSearch(core, search)
      }),
    floor: () =>
      seconds(() => {
        for (const search of SEARCHES) bare.find(search)
      }),
  })
  const value = (1000 * median(times.value)) / SEARCHES.length
  const floor = (1000 * median(times.floor)) / SEARCHES.length
  return [
    {
      name: 'search-1m',
      ...{ value, floor, unit: 'ms', n: times.value.length, bar: atMost(value, floor, 2) },
      note: `a search, mean of ${SEARCHES.length}, over ${corpus.cases} comments`,
    },
  ]
}
