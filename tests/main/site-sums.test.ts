import path from 'node:path'
import type Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { corpusSize, itemAt } from '../../bench/support/invented-feed.ts'
import { mixed, type Random, seededRandom } from '../../bench/support/random.ts'
import { CachePages } from '../../src/main/core/store/cache-page.ts'
import { CaseCheck } from '../../src/main/core/store/case-check.ts'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { sha256 } from '../../src/main/core/sha256.ts'
import type { CaseItem, FeedItem } from '../../src/shared/desk/feed.ts'
import { addMark, digestMark } from '../../src/shared/domain/digest.ts'
import { tempFolder } from './kit.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const HISTORIES = 12
const STEPS = 60
const CORPUS = { seed: 3, cases: 24, open: 12 }
const CASES = Array.from({ length: corpusSize(CORPUS) }, (_, i) => itemAt(CORPUS, i)).filter(
  (item): item is CaseItem => item.t === 'case',
)

const Rows = z.array(
  z.object({
    ...{ no: z.int(), siteId: z.string(), caseId: z.string(), state: z.string(), mark: z.int() },
    ...{ bodyRev: z.int(), decRev: z.int(), round: z.int() },
  }),
)
type Sums = Record<string, { readonly cases: number; readonly sum: number }>

/** What the rows that count come to, added up anew. */
function recount(db: Database.Database, upTo = Infinity): Sums {
  const round = Number(db.prepare('SELECT round FROM cursor').pluck().get())
  const rows = Rows.parse(
    db
      .prepare(
        `SELECT no, site_id AS siteId, case_id AS caseId, state, body_rev AS bodyRev,
          dec_rev AS decRev, mark, round FROM case_item`,
      )
      .all(),
  )
  const sums: Sums = {}
  for (const row of rows) {
    if (row.round !== round || row.no > upTo) continue
    const { cases, sum } = sums[row.siteId] ?? { cases: 0, sum: 0 }
    sums[row.siteId] = { cases: cases + 1, sum: addMark(sum, digestMark(sha256, row)) }
  }
  return sums
}

/** What is kept. Titles that have nothing left are left out. */
function kept(db: Database.Database, which: 'cases, sum' | 'passed_cases, passed_sum'): Sums {
  const rows = db.prepare(`SELECT site_id, ${which} FROM site_sum`).raw().all()
  const entries = z.array(z.tuple([z.string(), z.int(), z.int()])).parse(rows)
  return Object.fromEntries(
    entries
      .filter(([, cases]) => cases !== 0)
      .map(([site, cases, sum]) => [site, { cases, sum }] as const),
  )
}

/** A cache that is told pages by chance, and checked between them. */
class History {
  readonly db = openCacheToWrite(path.join(tempFolder(), 'cache.db'))
  readonly #pages = new CachePages(this.db)
  readonly #check = new CaseCheck(this.db, 5)
  readonly #random: Random
  #cursor: string | null = null
  #seq = 0

  constructor(seed: number) {
    this.#random = seededRandom(seed)
    onTestFinished(() => {
      this.db.close()
    })
  }

  step(): string[] {
    const what = this.#random.unit()
    if (what < 0.08) {
      this.#pages.forget()
      this.#cursor = null
    } else if (what < 0.4) return this.#check.next().unsound
    else this.page(this.#random.unit() < 0.3)
    return []
  }

  /** A page of a few cases, new, changed, renumbered, of another title or gone. */
  page(more: boolean): void {
    const items = Array.from({ length: this.#random.whole(more ? 1 : 0, 6) }, () => this.#item())
    const next = `c${++this.#seq}`
    const outcome = this.#pages.apply(
      JSON.stringify({
        ...{ from: this.#cursor, next, more, left: more ? 1 : 0, epoch: 'e_only-one', items },
        serverTime: '2026-05-12T09:00:00.000Z',
      }),
    )
    expect(outcome.kind).toBe('applied')
    this.#cursor = next
  }

  /** Walks to the end from wherever it stands; answers every title that a case was unsound of. */
  walk(): string[] {
    const unsound: string[] = []
    for (;;) {
      const slice = this.#check.next()
      unsound.push(...slice.unsound)
      if (slice.isLast) return unsound
    }
  }

  #item(): FeedItem {
    const random = this.#random
    const item = random.pick(CASES)
    const seq = ++this.#seq
    if (random.unit() < 0.2) return { t: 'gone', seq, what: 'case', id: item.caseId, why: 'erased' }
    const no = random.unit() < 0.1 ? random.whole(1, CASES.length) : item.no
    const revisions = { bodyRev: random.whole(1, 3), decRev: random.whole(0, 2) }
    const siteId = random.unit() < 0.2 ? 'skerry-times' : item.siteId
    return { ...item, seq, no, siteId, state: random.pick(['open', 'closed'] as const), revisions }
  }
}

describe(`what the cases of a title come to (seed ${SEED})`, () => {
  it.each(Array.from({ length: HISTORIES }, (_, i) => mixed(SEED, i)))(
    'is kept as it would be counted anew, after any history of pages: %i',
    (seed) => {
      const history = new History(seed)
      const { db } = history
      const passed = () => Number(db.prepare('SELECT passed FROM case_walk').pluck().get())
      for (let step = 0; step < STEPS; step++) {
        expect(history.step()).toEqual([])
        expect(kept(db, 'cases, sum')).toEqual(recount(db))
        expect(kept(db, 'passed_cases, passed_sum')).toEqual(recount(db, passed()))
      }
      history.page(false)
      expect(history.walk()).toEqual([])
      expect(history.walk()).toEqual([])

      // A history may end with nothing left: then there is nothing to lose either.
      const { changes } = db
        .prepare(`DELETE FROM case_item WHERE no = (SELECT max(no) FROM case_item)`)
        .run()
      expect(history.walk()).toHaveLength(changes)
    },
  )
})
