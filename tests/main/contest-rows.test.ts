import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CachePages } from '../../src/main/core/store/cache-page.ts'
import { CacheReader } from '../../src/main/core/store/cache-reader.ts'
import { openCacheToWrite } from '../../src/main/core/store/open-cache.ts'
import { sha256 } from '../../src/main/core/sha256.ts'
import { endingOf } from '../../src/main/core/sync/endings.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import type { Contest } from '../../src/shared/desk/contest.ts'
import { CaseItem, type SettledDecision } from '../../src/shared/desk/feed.ts'
import { tempFolder } from './kit.ts'

const AT = '2026-05-12T08:00:00.000Z'
const SALT = 'a'.repeat(64)
const op = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const ground = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' } as const
const MOR = { id: 'stf_mor1', name: 'Mor Innes' }
const RORY = { id: 'stf_rory', name: 'Rory Lamont' }
const LEE = { id: 'stf_lee1', name: 'Lee Strang' }

const text = (body: string) => ({ body, salt: SALT, bodyCommit: bodyCommit(sha256, SALT, body) })

function contest(n: number, parts: Partial<Contest> = {}): Contest {
  return {
    decision: {
      ...{ opId: op(n), verb: 'keep', ground, cuts: [], restores: null, bodyRev: 1, answers: [] },
      ...{ note: null, by: MOR, claimedAt: AT, madeAt: AT },
      arrivedAt: `2026-05-12T09:0${n}:00.000Z`,
    },
    ...{ kinds: ['decided'], first: op(91), interim: null, ending: null, ...parts },
  }
}

function settled(n: number, parts: Partial<SettledDecision> = {}): SettledDecision {
  return {
    ...{ opId: op(n), decRev: 1, verb: 'delete', ground, cuts: [], restores: null, bodyRev: 1 },
    ...{ answers: [], by: RORY, at: AT, publication: 'published', publishedAt: AT, ...parts },
  }
}

const caseOf = (no: number, seq: number, parts: Partial<CaseItem> = {}): CaseItem =>
  CaseItem.parse({
    ...{ t: 'case', seq, no, caseId: `case_one${no}`, siteId: 'glenorran', state: 'closed' },
    ...{ severity: 2, receivedAt: AT, firstSeenAt: null, revisions: { bodyRev: 2, decRev: 1 } },
    comment: {
      ...{ id: `c${no}`, articleId: 'harbour', authorId: 'a1', authorName: 'Senga Tweedie' },
      ...{ ...text('The second text.'), postedAt: AT, editedAt: AT, url: 'https://x.example/' },
      ...{ deletedByAuthor: false, position: 1, total: 1 },
    },
    ...{ reportCount: 0, openReportCount: 0, readers: 0, reports: [], neighbours: [] },
    ...{ decisions: [settled(91)], reopened: null, ...parts },
  })

/** A cache that takes items, a page each. */
function aCache() {
  const db = openCacheToWrite(path.join(tempFolder(), 'cache.db'))
  onTestFinished(() => {
    db.close()
  })
  const pages = new CachePages(db)
  let cursor: string | null = null
  let seq = 0
  return {
    read: new CacheReader(db).contests,
    item: (no: number) => new CacheReader(db).case(no),
    take: (make: (seq: number) => object) => {
      const next = String(++seq)
      const page = { from: cursor, next, items: [make(seq)], more: false, left: 0 }
      const outcome = pages.apply(
        JSON.stringify({ ...page, epoch: 'e_first', serverTime: '2026-05-12T09:00:00.000Z' }),
      )
      if (outcome.kind === 'applied') cursor = next
      return outcome
    },
  }
}

const named = (rows: readonly { readonly opId: string }[]) => rows.map(({ opId }) => opId)
const asLead = { staffId: LEE.id, isLead: true }
const asMaker = { staffId: MOR.id, isLead: false }
const asFirst = { staffId: RORY.id, isLead: false }
const asOther = { staffId: 'stf_other', isLead: false }

describe('contests in the cache', () => {
  it('concern their maker and whoever was first, and every lead until one has ruled', () => {
    const cache = aCache()
    cache.take((seq) => caseOf(1, seq, { contests: [contest(1)] }))
    cache.take((seq) => caseOf(2, seq, { contests: [contest(2, { kinds: ['edited'] })] }))

    expect(named(cache.read.of(asLead))).toEqual([op(1)])
    expect(named(cache.read.of(asMaker))).toEqual([op(1), op(2)])
    expect(named(cache.read.of(asFirst))).toEqual([op(1)])
    expect(cache.read.of(asOther)).toEqual([])
    expect(cache.read.on(2, asMaker)).toMatchObject([{ state: 'edited' }])
    expect(cache.read.on(2, asLead)).toEqual([])

    const ending = { opId: op(92), verb: 'keep', words: 'Fair.', by: LEE, at: AT } as const
    cache.take((seq) => caseOf(1, seq, { contests: [contest(1, { ending })] }))
    expect(cache.read.of(asLead)).toEqual([])
    expect(cache.read.on(1, asMaker)).toMatchObject([{ state: 'ended' }])
    expect(cache.read.on(1, asFirst)).toMatchObject([{ state: 'ended' }])
    expect(cache.read.named(op(1))).toMatchObject({ no: 1, state: 'ended' })

    cache.take((seq) => ({ t: 'gone', seq, what: 'case', id: 'case_one1', why: 'erased' }))
    expect(cache.read.named(op(1))).toBeUndefined()
  })

  it('say nothing to whoever ended them: they decided anew', () => {
    const cache = aCache()
    const ending = { opId: op(92), verb: 'keep', words: null, by: MOR, at: AT } as const
    cache.take((seq) => caseOf(1, seq, { contests: [contest(1, { kinds: ['edited'], ending })] }))

    expect(cache.read.of(asMaker)).toEqual([])
  })

  it('are kept with the texts they were made on, and a page that lies about one is refused whole', () => {
    const cache = aCache()
    const older = { bodyRev: 1, ...text('The first text.') }
    const contests = [contest(1)]
    const lie = { ...older, body: 'Another text.' }

    expect(cache.take((seq) => caseOf(1, seq, { contests, olderTexts: [lie] }))).toEqual({
      ...{ kind: 'nonsense' },
      why: 'items.0.olderTexts.0 is not the text that is committed to',
    })
    expect(cache.item(1)).toBeUndefined()
    expect(cache.take((seq) => caseOf(1, seq, { contests, olderTexts: [older] })).kind).toBe(
      'applied',
    )
    expect(cache.item(1)).toMatchObject({ contests, olderTexts: [older] })
  })
})

describe('the end of a contest', () => {
  const ruled = (verb: 'keep' | 'delete' | 'amend', by = LEE) =>
    contest(1, { ending: { opId: op(92), verb, words: 'So be it.', by, at: AT } })
  const ruling = (parts: Partial<SettledDecision>) => settled(92, { decRev: 2, by: LEE, ...parts })

  it.each([
    { by: LEE, verb: 'keep', event: 'settle' },
    { by: LEE, verb: 'delete', event: 'supersede' },
    { by: MOR, verb: 'keep', event: 'supersede' },
  ] as const)('of a keep, by $by.name with $verb, has it $event', ({ by, verb, event }) => {
    const item = { contests: [ruled(verb, by)], decisions: [settled(91), ruling({ verb, by })] }
    expect(endingOf(item, op(1))).toEqual({ event, decRev: 2 })
  })

  it('bears out an amendment only where every cut is the same on the same text', () => {
    const cuts = [{ span: [0, 3] as [number, number], rule: 'CON-ABU' }]
    const one = ruled('amend')
    const amended = { ...one, decision: { ...one.decision, verb: 'amend' as const, cuts } }
    const end = (decision: SettledDecision) =>
      endingOf({ contests: [amended], decisions: [decision] }, op(1))?.event

    expect(end(ruling({ verb: 'amend', cuts }))).toBe('settle')
    expect(end(ruling({ verb: 'amend', cuts: [{ span: [0, 4], rule: 'CON-ABU' }] }))).toBe(
      'supersede',
    )
    expect(end(ruling({ verb: 'amend', cuts, bodyRev: 2 }))).toBe('supersede')
    expect(endingOf({ contests: [amended], decisions: [] }, op(1))?.event).toBe('supersede')
  })

  it('is nothing while it is open, or where the case does not hold it', () => {
    expect(endingOf({ contests: [contest(1)], decisions: [] }, op(1))).toBeUndefined()
    expect(endingOf({ contests: [ruled('keep')], decisions: [] }, op(2))).toBeUndefined()
  })
})
