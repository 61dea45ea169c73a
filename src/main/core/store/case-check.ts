/**
 * The walk over all cases of the cache, a slice at a time, that finds what nobody changed knowingly:
 * a row at odds with itself, and one that is missing or too many.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { bodyCommit } from '../../../shared/domain/commitment.ts'
import { digestMark } from '../../../shared/domain/digest.ts'
import { sha256 } from '../sha256.ts'
import { type Prepared, prepareAll } from './prepared.ts'
import { type Share, SiteSums } from './site-sums.ts'

/** The most of a slice: so long, at most, a page waits for it. */
const SLICE = { cases: 200, characters: 1_000_000 } as const

/** Every statement of the walk, by name: all in the order of the key. */
export const caseCheckSql = {
  round: `SELECT round, whole FROM cursor WHERE one = 1`,
  after: `SELECT no, site_id AS siteId, case_id AS caseId, state, body_rev AS bodyRev,
      dec_rev AS decRev, mark, round, item
    FROM case_item WHERE no > ? ORDER BY no LIMIT ?`,
} as const

const Round = z.object({ round: z.int(), whole: z.int() })

const Row = z.object({
  no: z.int(),
  siteId: z.string(),
  caseId: z.string(),
  state: z.string(),
  bodyRev: z.int(),
  decRev: z.int(),
  mark: z.int(),
  round: z.int(),
  item: z.string(),
})
type Row = z.infer<typeof Row>

/** What of the whole case must be as its columns have it, and the text as its commitment has it. */
const Item = z.object({
  siteId: z.string(),
  caseId: z.string(),
  state: z.string(),
  revisions: z.object({ bodyRev: z.int(), decRev: z.int() }),
  comment: z.object({ body: z.string(), salt: z.string(), bodyCommit: z.string() }),
})

/** What a slice showed. */
export interface CheckedSlice {
  /** Titles of which a case is at odds with itself, or with what all of them were said to come to. */
  readonly unsound: string[]
  /** Whether this was the last slice of the walk: the next begins anew. */
  readonly isLast: boolean
}

/** Walks over the cases of one cache. Where it is lies in the file, so that a walk goes on after a restart. */
export class CaseCheck {
  readonly #db: Database.Database
  readonly #sql: Readonly<Record<keyof typeof caseCheckSql, Prepared>>
  readonly #sums: SiteSums
  readonly #most: number

  /** `most`: how many cases a slice has at most. */
  constructor(db: Database.Database, most: number = SLICE.cases) {
    this.#db = db
    this.#most = most
    this.#sql = prepareAll(db, caseCheckSql)
    this.#sums = new SiteSums(db)
  }

  /** Checks the next slice. While a round is still coming in there is nothing to check. */
  next(): CheckedSlice {
    return this.#db.transaction(() => this.#next()).immediate()
  }

  #next(): CheckedSlice {
    const { round, whole } = Round.parse(this.#sql.round.get())
    if (whole === 0) return { unsound: [], isLast: true }
    const from = this.#sums.passed()
    const { rows, isLast } = this.#slice(from)
    const unsound = new Set(rows.filter((row) => !isSound(row, round)).map(({ siteId }) => siteId))
    this.#sums.pass(rows.map(shareOf), rows.at(-1)?.no ?? from)
    if (isLast) for (const siteId of this.#sums.endWalk()) unsound.add(siteId)
    return { unsound: [...unsound], isLast }
  }

  #slice(from: number): { rows: Row[]; isLast: boolean } {
    const rows: Row[] = []
    let characters = 0
    for (const raw of this.#sql.after.iterate(from, this.#most)) {
      if (characters > SLICE.characters) return { rows, isLast: false }
      const row = Row.parse(raw)
      rows.push(row)
      characters += row.item.length
    }
    return { rows, isLast: rows.length < this.#most }
  }
}

const shareOf = ({ siteId, mark }: Row): Share => ({ siteId, mark })

function isSound({ item: text, mark, round, ...row }: Row, nowRound: number): boolean {
  const item = Item.safeParse(jsonOf(text)).data
  if (!item || round !== nowRound || mark !== digestMark(sha256, row)) return false
  const { siteId, caseId, state, revisions, comment } = item
  const isSame =
    siteId === row.siteId &&
    caseId === row.caseId &&
    state === row.state &&
    revisions.bodyRev === row.bodyRev &&
    revisions.decRev === row.decRev
  return isSame && bodyCommit(sha256, comment.salt, comment.body) === comment.bodyCommit
}

function jsonOf(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch {
    return undefined
  }
}
