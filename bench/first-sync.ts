/**
 * The core takes in 100,000 cases from a peer that serves prepared pages over HTTP, against
 * better-sqlite3 writing the same rows, pages, transactions and index from memory.
 */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { LIMITS } from '../src/shared/desk/desk.ts'
import { writeBareCache, writtenPages } from './support/bare-cache.ts'
import type { Measure } from './support/bench.ts'
import { openBenchCore, syncWhole } from './support/bench-console.ts'
import { atLeast } from './support/figure.ts'
import { startPageDesk } from './support/page-desk.ts'
import { alternate, seconds } from './support/rounds.ts'
import { median } from './support/statistics.ts'

async function syncOnce(folder: string, url: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true })
  const core = await openBenchCore(folder, url)
  const took = await seconds(() => syncWhole(core))
  await core.close()
  return took
}

export const firstSync: Measure = async ({ quick, seed, scratch, say, onEnd }) => {
  const cases = quick ? 10_000 : 100_000
  const corpus = { seed, cases, open: cases }
  say(`making ${cases} cases`)
  const pages = writtenPages(corpus)
  const desk = await startPageDesk({ corpus, prepare: true })
  onEnd(() => desk.close())
  mkdirSync(path.join(scratch, 'floor'))
  let written = 0
  say('syncing')
  const times = await alternate(quick ? 1 : 4, {
    value: () => syncOnce(path.join(scratch, 'console'), desk.url),
    floor: () => {
      const file = path.join(scratch, 'floor', `${++written}.db`)
      return seconds(() => {
        if (writeBareCache(file, pages) !== cases) throw new Error('the floor wrote too little')
      }).finally(() => rmSync(file))
    },
  })
  const value = cases / median(times.value)
  const floor = cases / median(times.floor)
  return [
    {
      name: 'first-sync',
      ...{ value, floor, unit: 'cases/s', n: times.value.length, bar: atLeast(value, floor, 0.5) },
      note: `${cases} open cases in pages of ${LIMITS.pullMax}`,
    },
  ]
}
