/**
 * A console's data folder with a million comments in its cache, written by the console itself and
 * kept between runs: it takes minutes to make and gigabytes to hold.
 */
import { hash } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { cacheSchema } from '../../src/main/core/store/cache-schema.ts'
import { openBenchCore, syncWhole } from './bench-console.ts'
import { type Bench, CannotMeasure } from './bench.ts'
import type { Corpus } from './invented-feed.ts'
import { type PageDesk, startPageDesk } from './page-desk.ts'

/** Kept data has a seed of its own: a fresh one would mean making it again. */
const SEED = 2026
const GREAT: Corpus = { seed: SEED, cases: 1_000_000, open: 100_000 }
const QUICK: Corpus = { seed: SEED, cases: 50_000, open: 10_000 }
const BYTES_A_CASE = 6000

/** Raise it when the invented data changes. */
const GENERATION = 1
/** A console's data folder, the peer it knows, and what is in it. */
export interface Filled {
  readonly folder: string
  readonly corpus: Corpus
  readonly desk: PageDesk
}

/** A later migration is the console's to make; another first one is another cache. */
function stampOf(): string {
  return hash('sha256', `${GENERATION}\n${cacheSchema.migrations[0] ?? ''}`).slice(0, 12)
}

function refuseFullDisk(folder: string, { cases }: Corpus): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < cases * BYTES_A_CASE)
    throw new CannotMeasure(`a cache of ${cases} comments needs more free disk than there is`)
}

/** Brings a data folder up to date with a peer that is up now, filling it if it is empty. */
export async function fill(
  folder: string,
  corpus: Corpus,
  { say, onEnd }: Pick<Bench, 'say' | 'onEnd'>,
): Promise<Filled> {
  const desk = await startPageDesk({ corpus, prepare: false })
  onEnd(() => desk.close())
  rmSync(path.join(folder, 'session.json'), { force: true }) // it names the peer of another run
  const core = await openBenchCore(folder, desk.url)
  try {
    let told = 0
    await syncWhole(core, (have, of) => {
      if (have === 0 || have < told + of / 10) return
      told = have
      say(`${have} of ${of} items are in the cache`)
    })
  } finally {
    await core.close()
  }
  return { folder, corpus, desk }
}

/** The great cache, made if there is none in today's shape, signed in at a peer that is up. */
export async function greatCache(bench: Bench): Promise<Filled> {
  const { kept, quick, say } = bench
  const corpus = quick ? QUICK : GREAT
  const name = `console-${corpus.cases}-`
  const folder = path.join(kept, name + stampOf())
  if (existsSync(folder)) return fill(folder, corpus, bench)
  for (const old of readdirSync(kept).filter(
    (each) => each.startsWith(name) && !each.endsWith(stampOf()),
  ))
    rmSync(path.join(kept, old), { recursive: true, force: true })
  refuseFullDisk(kept, corpus)
  say(`filling a cache with ${corpus.cases} comments: minutes, once`)
  // One that was broken off goes on where it was: that is what a console does.
  const draft = path.join(kept, `${name}draft-${stampOf()}`)
  const { desk } = await fill(draft, corpus, bench)
  renameSync(draft, folder)
  return { folder, corpus, desk }
}
