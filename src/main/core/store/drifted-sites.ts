import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Digest } from '../../../shared/desk/desk.ts'
import { bodyCommit } from '../../../shared/domain/commitment.ts'
import { addMark, digestMark } from '../../../shared/domain/digest.ts'
import { sha256 } from '../sha256.ts'

/** There is no other way to find what nobody changed knowingly than to read all of it. */
const EVERY_CASE = `SELECT site_id AS siteId, case_id AS caseId, state, body_rev AS bodyRev,
  dec_rev AS decRev, item FROM case_item`

const Row = z.object({
  siteId: z.string(),
  caseId: z.string(),
  state: z.string(),
  bodyRev: z.int(),
  decRev: z.int(),
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

/**
 * The titles whose cases in the cache do not come to what the desk says, or of which one is at odds
 * with itself: in its columns, its text and what is committed to.
 */
export function driftedSites(db: Database.Database, told: readonly Digest[]): string[] {
  const here = new Map<string, { cases: number; sum: number }>()
  const unsound = new Set<string>()
  for (const raw of db.prepare(EVERY_CASE).iterate()) {
    const row = Row.parse(raw)
    if (!isSound(row)) unsound.add(row.siteId)
    const { cases, sum } = here.get(row.siteId) ?? NONE
    here.set(row.siteId, { cases: cases + 1, sum: addMark(sum, digestMark(sha256, row)) })
  }
  const there = new Map(told.map(({ siteId, ...digest }) => [siteId, digest]))
  return [...new Set([...here.keys(), ...there.keys()])].filter((siteId) => {
    const [mine, theirs] = [here.get(siteId) ?? NONE, there.get(siteId) ?? NONE]
    return unsound.has(siteId) || mine.cases !== theirs.cases || mine.sum !== theirs.sum
  })
}

const NONE = { cases: 0, sum: 0 } as const

function isSound({ item: text, ...row }: Row): boolean {
  const item = Item.safeParse(jsonOf(text)).data
  if (!item) return false
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
