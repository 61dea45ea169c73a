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
import { openBenchCore, untilSynced } from './support/bench-console.ts'
import { CannotMeasure, type Measure } from './support/bench.ts'
import { atMost } from './support/figure.ts'
import { greatCache } from './support/great-cache.ts'
import { alternate, seconds } from './support/rounds.ts'
import { SEARCHES } from './support/search-queries.ts'
import { median } from './support/statistics.ts'

const HITS = 50
const BARE = `SELECT case_item.no, case_item.summary, case_item.item FROM body_index
  JOIN case_item ON case_item.no = body_index.rowid
  WHERE body_index MATCH ? ORDER BY body_index.rowid DESC LIMIT ${HITS}`
const NoRow = z.object({ no: z.int() })

/** A search in FTS5's own language: every word as it stands, all of them wanted. */
function ftsQuery(search: string): string {
  return search
    .split(' ')
    .map((word) => `"${word}"`)
    .join(' ')
}

function bareSearch(folder: string): { all(search: string): number[]; close(): void } {
  const [file] = globSync(path.join(folder, 'desks', '*', '*', 'cache.db'))
  const db = new Database(file, { readonly: true })
  const statement = db.prepare(BARE)
  return {
    all: (search) => statement.all(ftsQuery(search)).map((row) => NoRow.parse(row).no),
    close: () => {
      db.close()
    },
  }
}

async function coreSearch(core: Core, text: string): Promise<number[]> {
  const { hits } = await core.handlers['search.comments']({ text, before: null, limit: HITS })
  return hits.map(({ row }) => row.no)
}

export const searchMillion: Measure = async (bench) => {
  const { desk, folder, corpus } = await greatCache(bench)
  const core = await openBenchCore(folder, desk.url)
  bench.onEnd(() => core.close())
  if (!Object.hasOwn(core.handlers, 'search.comments'))
    throw new CannotMeasure('the core cannot search yet')
  await untilSynced(core)
  const bare = bareSearch(folder)
  bench.onEnd(() => bare.close())
  bench.say('searching')
  for (const search of SEARCHES) {
    if (!isDeepStrictEqual(await coreSearch(core, search), bare.all(search)))
      throw new Error(`the core and SQLite found other comments for "${search}"`)
  }
  const times = await alternate(bench.quick ? 3 : 9, {
    value: () =>
      seconds(async () => {
        for (const search of SEARCHES) await coreSearch(core, search)
      }),
    floor: () =>
      seconds(() => {
        for (const search of SEARCHES) bare.all(search)
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
