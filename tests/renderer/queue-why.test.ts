import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standsBefore, urgencyOf, whyHere } from '../../src/renderer/stores/urgency-words.ts'
import type { CaseRow } from '../../src/shared/contract/models.ts'
import { rankOf } from '../../src/shared/domain/urgency.ts'
import { aCase, rowOf } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow } from './support/window.ts'

const NOW = Date.parse('2026-05-12T14:00:00.000Z')
const rowWith = (parts: Partial<CaseRow>): CaseRow => ({ ...rowOf(aCase(1)), ...parts })
const rows: fc.Arbitrary<CaseRow> = fc
  .record({
    severity: fc.integer({ min: 1, max: 4 }),
    receivedAt: fc
      .integer({ min: 0, max: 3 })
      .map((minutes) => new Date(NOW - 3_600_000 + minutes * 60_000).toISOString()),
    readers: fc.integer({ min: 1, max: 3 }),
    removals: fc.integer({ min: 0, max: 2 }),
    answered: fc.boolean(),
    reopened: fc.constantFrom(null, 'unanswered' as const),
  })
  .map(rowWith)

/** What a sentence says first, as a claim about the two rows. */
const claims: readonly [RegExp, (a: CaseRow, b: CaseRow) => boolean][] = [
  [/^reports on it were left/, (a, b) => a.reopened !== null && b.reopened === null],
  [/^S\d before S\d/, (a, b) => a.severity < b.severity],
  [/^a lead has answered/, (a, b) => a.answered === true && b.answered !== true],
  [/^known \d+ min longer/, (a, b) => a.receivedAt < b.receivedAt],
  [/^\d readers? before/, (a, b) => a.readers > b.readers],
  [/^\d comments? of its author/, (a, b) => (a.removals ?? 0) > (b.removals ?? 0)],
  [/^as urgent/, (a, b) => rankOf(urgencyOf(a)) === rankOf(urgencyOf(b))],
]

describe('why a case is where it is', () => {
  it('is said by the first part in which it differs from the one it stands before', () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 2, maxLength: 6 }), (all) => {
        const sorted = all.toSorted((a, b) => rankOf(urgencyOf(a)) - rankOf(urgencyOf(b)))
        for (const [i, row] of sorted.entries()) {
          const below = sorted[i + 1]
          if (!below) continue
          const said = standsBefore(row, below)
          const made = claims.findIndex(([words]) => words.test(said))
          expect(made, said).toBeGreaterThanOrEqual(0)
          expect(claims[made]?.[1](row, below), said).toBe(true)
          // None of the parts that count more tells them apart.
          for (const [, holds] of claims.slice(0, made))
            expect(holds(row, below) || holds(below, row), said).toBe(false)
        }
      }),
      { verbose: true },
    )
  })

  it('is one line: what differs first, then what else is known', () => {
    const first = rowWith({ severity: 1, readers: 3, receivedAt: '2026-05-12T13:46:00.000Z' })
    const second = { ...first, receivedAt: '2026-05-12T13:48:00.000Z' }
    const third = { ...first, severity: 2 }
    const fourth = { ...third, readers: 1 }

    expect(whyHere(first, { above: null, below: second }, NOW)).toBe(
      'waiting longest of the S1; 3 readers.',
    )
    expect(whyHere(second, { above: first, below: third }, NOW)).toBe(
      'S1 before S2; known for 12 min; 3 readers.',
    )
    expect(whyHere(third, { above: second, below: fourth }, NOW)).toBe(
      '3 readers before 1; known for 14 min.',
    )
    expect(whyHere(fourth, { above: third, below: null }, NOW)).toBe(
      'after the one above: 3 readers before 1; known for 14 min.',
    )
  })

  it('opens with w on the case that is shown, and closes with esc', async () => {
    const { stores, press } = await openWindow(createPeer([1, 2]))

    press('w')
    expect(stores.overlay.getState().over).toBe('why')
    press('j')
    expect(stores.shown()).toBe(1)
    press('Escape')
    expect(stores.overlay.getState().over).toBe('nothing')
  })
})
