/**
 * A console that was away while 10,000 cases changed meets its desk: from the moment that the line
 * is up until everything is here. The floor is a bare client that reads the same pages from the same
 * desk and lets them go, and then bare better-sqlite3 writing the same rows, pages and index.
 */
import { cpSync, globSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { httpDesk } from '../src/main/adapters/http-desk.ts'
import { deskAddress } from '../src/main/desk-address.ts'
import { LIMITS } from '../src/shared/desk/desk.ts'
import { openStore } from '../src/desk/store/store.ts'
import { changedPages, openBareCache } from './support/bare-cache.ts'
import { catchUp, openBenchCore, untilOffline, untilSynced } from './support/bench-console.ts'
import type { Bench, Measure } from './support/bench.ts'
import { atEndOfLine } from './support/cut-line.ts'
import { changeCases, fillDesk, loginOf, PASSWORD } from './support/desk-folder.ts'
import { atLeast } from './support/figure.ts'
import { startDesk } from './support/program.ts'
import { alternate, seconds } from './support/rounds.ts'
import type { Ran } from './support/sqlite-recorder.ts'
import { median } from './support/statistics.ts'

const Page = z.object({ next: z.string(), more: z.boolean(), items: z.array(z.unknown()) })

/** A desk that runs, and a console's data folder from before the cases changed. */
async function prepare(bench: Bench, cases: number) {
  const { scratch, seed, say } = bench
  const data = path.join(scratch, 'desk')
  const before = path.join(scratch, 'before')
  say(`filling a desk with ${cases} cases`)
  const store = await openStore(data)
  const { tokens } = await fillDesk(store, { cases, clients: 1, seed, neighbours: 3 })
  const desk = await startDesk(bench, ['--data', data])
  const core = await openBenchCore(before, desk.found)
  await core.handlers['session.sign-in']({ name: loginOf(0), password: PASSWORD })
  await untilSynced(core)
  await core.close()
  say('changing them all')
  await changeCases(store, { count: cases, seed: seed + 1 })
  await store.close()
  return { url: desk.found, before, token: tokens[0] ?? '' }
}

/** The console comes back from where it was, as often as one likes. */
async function comeBack({ scratch }: Bench, url: string, before: string): Promise<number> {
  const folder = path.join(scratch, 'console')
  rmSync(folder, { recursive: true, force: true })
  cpSync(before, folder, { recursive: true })
  const line = atEndOfLine(httpDesk(deskAddress(url)))
  const core = await openBenchCore(folder, line.desk)
  await untilOffline(core)
  line.lay()
  const took = await seconds(() => catchUp(core))
  await core.close()
  return took
}

/** A client that asks as a console asks. */
function bareReader(url: string, token: string) {
  const packing = { 'accept-encoding': 'zstd, gzip' }
  const headers = { authorization: `Bearer ${token}`, 'linesman-protocol': '1', ...packing }
  return async (cursor: string): Promise<ArrayBuffer> => {
    const query = new URLSearchParams({ cursor, limit: String(LIMITS.pullMax) })
    const response = await fetch(`${url}/v1/sync/changes?${query.toString()}`, { headers })
    return response.arrayBuffer()
  }
}

/** The pages that the console missed, each under the cursor that it is asked by. */
async function missedPages(
  read: (cursor: string) => Promise<ArrayBuffer>,
  from: string,
): Promise<{ readonly cursors: string[]; readonly pages: string[]; readonly items: number }> {
  const cursors: string[] = []
  const pages: string[] = []
  let items = 0
  for (let cursor = from, more = true; more;) {
    const text = new TextDecoder().decode(await read(cursor))
    const page = Page.parse(JSON.parse(text))
    cursors.push(cursor)
    pages.push(text)
    items += page.items.length
    cursor = page.next
    more = page.more
  }
  return { cursors, pages, items }
}

const cacheIn = (folder: string) => {
  const [file] = globSync(path.join(folder, 'desks', '*', '*', 'cache.db'))
  if (file === undefined) throw new Error(`no cache in ${folder}`)
  return file
}

/** A copy of the cache as it was, in a file of its own. */
function freshCopy({ scratch }: Bench, before: string): string {
  const copy = path.join(scratch, 'floor.db')
  for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  cpSync(cacheIn(before), copy)
  return copy
}

async function writeBare(bench: Bench, before: string, written: readonly Ran[][]): Promise<number> {
  const cache = openBareCache(freshCopy(bench, before))
  const took = await seconds(() => cache.write(written))
  cache.close()
  return took
}

export const catchUpTenThousand: Measure = async (bench) => {
  const cases = bench.quick ? 1000 : 10_000
  const rounds = bench.quick ? 1 : 3
  const { url, before, token } = await prepare(bench, cases)
  const copy = freshCopy(bench, before)
  const was = openBareCache(copy)
  const from = was.cursor()
  was.close()
  const read = bareReader(url, token)
  const { cursors, pages, items } = await missedPages(read, from)
  if (items < cases) throw new Error(`${cases} cases changed and ${items} items were missed`)
  const written = changedPages(copy, pages)
  const parts = { reading: new Array<number>(), writing: new Array<number>() }
  await comeBack(bench, url, before) // the desk's and the code's first time
  bench.say('coming back')
  const times = await alternate(rounds, {
    value: () => comeBack(bench, url, before),
    floor: async () => {
      const reading = await seconds(async () => {
        for (const cursor of cursors) await read(cursor)
      })
      const writing = await writeBare(bench, before, written)
      parts.reading.push(reading)
      parts.writing.push(writing)
      return reading + writing
    },
  })
  const rate = (list: readonly number[]) => cases / median(list)
  const [value, floor] = [rate(times.value), rate(times.floor)]
  const bare = `bare ${Math.round(rate(parts.reading))}/s read from the desk, ${Math.round(rate(parts.writing))}/s written`
  return [
    {
      name: 'catch-up-10000',
      ...{ value, floor, unit: 'cases/s', n: rounds, bar: atLeast(value, floor, 0.5) },
      note: `${cases} changed cases in pages of ${LIMITS.pullMax}; ${bare}`,
    },
  ]
}
