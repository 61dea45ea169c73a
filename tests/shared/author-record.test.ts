import { describe, expect, it } from 'vitest'
import { type AuthorDecision, recordOf } from '../../src/shared/desk/author-record.ts'
import { STRIKE_DAYS, strikeEnd } from '../../src/shared/domain/strike.ts'

const NOW = '2026-05-12T12:00:00.000Z'
const ABUSE = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' } as const
const THREAT = { kind: 'rule', terms: '1.0.0', code: 'SAF-THR' } as const
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 24 * 60 * 60_000).toISOString()
const opId = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

let made = 0
/** A decision made today on a case of its own; only what a test names is otherwise. */
function decided(parts: Partial<AuthorDecision> = {}): AuthorDecision {
  const n = ++made
  return {
    ...{ opId: opId(n), caseId: `case_${n}000`, verb: 'delete', ground: ABUSE, at: NOW },
    ...{ restores: null, byDesk: false },
    ...parts,
  }
}

const STRIKES = new Map<string, number>([
  ['CON-ABU', 1],
  ['SAF-THR', 3],
])
const record = (...decisions: readonly AuthorDecision[]) =>
  recordOf(decisions, ({ code }) => STRIKES.get(code) ?? 0, NOW)

describe('what an author’s decisions come to', () => {
  it('counts each rule with its last day, the most used first', () => {
    const threat = decided({ ground: THREAT, verb: 'amend' })

    const { rules } = record(decided({ at: daysAgo(9) }), threat, decided({ at: daysAgo(2) }))

    expect(rules).toEqual([
      { ground: ABUSE, count: 2, last: daysAgo(2) },
      { ground: THREAT, count: 1, last: NOW },
    ])
  })

  it('gives a rule’s strikes once a comment, under what is in force there, for 90 days', () => {
    const amend = decided({ verb: 'amend', at: daysAgo(3) })
    const then = decided({ ground: THREAT, caseId: amend.caseId, at: daysAgo(1) })

    const { strikes } = record(amend, then, decided({ at: daysAgo(STRIKE_DAYS) }))

    expect(strikes).toMatchObject([
      { opId: then.opId, strikes: 3, until: strikeEnd(daysAgo(1)), at: daysAgo(1) },
    ])
    expect(Date.parse(strikeEnd(NOW)) - Date.parse(NOW)).toBe(90 * 24 * 60 * 60_000)
  })

  it('leaves out what a restore or a ruling took away, and what stood under it counts again', () => {
    const amend = decided({ verb: 'amend' })
    const removed = decided({ ground: THREAT, caseId: amend.caseId })
    const restore = decided({ verb: 'restore', caseId: amend.caseId, restores: removed.opId })
    const lifted = decided()
    const ruling = decided({ verb: 'keep', caseId: lifted.caseId, lifts: [lifted.opId] })

    const { rules, strikes } = record(amend, removed, restore, lifted, ruling)

    expect(rules).toMatchObject([{ ground: ABUSE, count: 1 }])
    expect(strikes.map((strike) => strike.opId)).toEqual([amend.opId])
  })

  it('counts nothing for a keep, a rule without strikes, or the desk’s own between two', () => {
    const spam = { ...ABUSE, code: 'SPM-ADV' }

    const { rules, strikes } = record(
      decided({ verb: 'keep' }),
      decided({ ground: spam }),
      decided({ byDesk: true }),
    )

    expect(rules).toMatchObject([{ ground: spam, count: 1 }])
    expect(strikes).toEqual([])
  })

  it('lists no more than twenty of either, however long somebody has been at it', () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      decided({ ground: { ...ABUSE, code: i % 2 ? 'CON-ABU' : 'SAF-THR' } }),
    )

    const { rules, strikes } = record(...many)

    expect(rules.map(({ count }) => count)).toEqual([2500, 2500])
    expect(strikes).toHaveLength(20)
  })
})
