/**
 * The log verified as it stands in the desk's SQLite, reading included, against one
 * `crypto.hash('sha256', text)` an entry over the same texts in memory.
 */
import { hash } from 'node:crypto'
import path from 'node:path'
import { verifyLog } from '../src/desk/log/verify.ts'
import { entriesAfter } from '../src/desk/store/log-rows.ts'
import { openStore, readFolder } from '../src/desk/store/store.ts'
import type { Measure } from './support/bench.ts'
import { atLeast } from './support/figure.ts'
import { inventedEntries } from './support/invented-entries.ts'
import { seededRandom } from './support/random.ts'
import { alternate, seconds } from './support/rounds.ts'
import { median } from './support/statistics.ts'

const ROUNDS = 7
const IN_ONE_WRITE = 2000

async function writeLog(folder: string, size: number, seed: number): Promise<void> {
  const random = seededRandom(seed)
  const store = await openStore(folder)
  try {
    for (let left = size; left > 0; left -= IN_ONE_WRITE)
      await store.write((tx) => {
        for (const entry of inventedEntries(random, Math.min(left, IN_ONE_WRITE))) tx.log(entry)
        return Promise.resolve()
      })
  } finally {
    await store.close()
  }
}

async function readTexts(folder: string): Promise<string[]> {
  const entries = await readFolder(folder, (db) => entriesAfter(db, 0, Number.MAX_SAFE_INTEGER))
  return entries.map(({ text }) => text)
}

async function verify(folder: string): Promise<void> {
  const { whole, says } = await readFolder(folder, verifyLog)
  if (!whole) throw new Error(says)
}

export const auditVerify: Measure = async ({ quick, seed, scratch, say }) => {
  const size = quick ? 10_000 : 100_000
  const folder = path.join(scratch, 'desk')
  say(`writing a log of ${size} entries`)
  await writeLog(folder, size, seed)
  const texts = await readTexts(folder)
  say('verifying')
  const times = await alternate(quick ? 3 : ROUNDS, {
    value: () => seconds(() => verify(folder)),
    floor: () =>
      seconds(() => {
        for (const text of texts) hash('sha256', text)
      }),
  })
  const value = texts.length / median(times.value)
  const floor = texts.length / median(times.floor)
  const bytes = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)
  return [
    {
      name: 'audit-verify',
      ...{
        value,
        floor,
        unit: 'entries/s',
        n: times.value.length,
        bar: atLeast(value, floor, 0.2),
      },
      note: `${texts.length} entries of ${bytes} bytes, the desk's SQLite`,
    },
  ]
}
