import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { becameOf, groupsOf } from '../../src/main/core/services/reconnect-list.ts'
import type { Sent } from '../../src/main/core/store/spells.ts'
import { outcomes, RECONNECT_ITEMS } from '../../src/shared/contract/outbox.ts'
import type { OpAnswer } from '../../src/shared/desk/push.ts'
import { deliveryStates, waitingStates } from '../../src/shared/domain/delivery.ts'

const OP = '01900000-0000-7000-8000-000000000001'
const standing = (name: string, verb: 'keep' | 'delete') => ({
  revisions: { bodyRev: 1, decRev: 1 },
  decision: {
    ...{ opId: OP, decRev: 1, verb, cuts: [], restores: null, bodyRev: 1, answers: [] },
    ...{ ground: { kind: 'outcome' as const, terms: '1.0.0', code: 'NB-KEEP' } },
    ...{ by: { id: 'stf_lee0', name }, at: '2026-05-12T09:00:00.000Z' },
    ...{ publication: 'published' as const, publishedAt: null },
  },
})

const conflict = fc.record({
  ...{ status: fc.constant('conflict' as const), opId: fc.constant(OP), logN: fc.constant(7) },
  kinds: fc.subarray(['decided' as const, 'edited' as const], { minLength: 1 }),
  standing: fc.constantFrom(standing('Lee Strang', 'delete'), {
    ...{ revisions: { bodyRev: 2, decRev: 0 }, decision: null },
  }),
  sameOutcome: fc.boolean(),
})
const plain = fc.constantFrom<OpAnswer>(
  { status: 'applied', opId: OP, decRev: 1, seq: 3, logN: 4 },
  { status: 'gone', opId: OP, logN: null },
  { status: 'rejected', opId: OP, code: 'rule-unknown', message: 'No such rule.' },
  { status: 'set-aside', opId: OP, message: 'Kept.', logN: 5 },
)

const sentOp = fc.record<Sent>({
  opId: fc.uuid(),
  n: fc.integer({ min: 1, max: 1e6 }),
  kind: fc.constantFrom('decision', 'escalate', 'answer', 'raise'),
  no: fc.option(fc.integer({ min: 1, max: 99 })),
  verb: fc.option(fc.constantFrom('keep', 'amend', 'delete', 'restore')),
  state: fc.constantFrom(...deliveryStates),
  answer: fc.option(fc.oneof(plain, conflict)),
  problem: fc.option(fc.constant({ code: 'gone' as const, message: 'It is gone.' })),
  publication: fc.constantFrom(null, 'due', 'published', 'overtaken', 'failed'),
  again: fc.boolean(),
})

const wordsOf = (no: number) => `words of ${no}`

describe('the list of what became of what waited', () => {
  it('has each thing in exactly one group, in order, and loses and doubles none', () => {
    fc.assert(
      fc.property(fc.array(sentOp, { maxLength: 120 }), (sent) => {
        const groups = groupsOf(sent, wordsOf)
        const order = groups.map(({ outcome }) => outcomes.indexOf(outcome))
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
        const counted = sent.filter((one) => {
          const outcome = becameOf(one)
          return outcome !== undefined && !(one.again && outcome === 'settled')
        })
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(counted.length)
        for (const { outcome, count, items, unpublished } of groups) {
          const those = counted.filter((one) => becameOf(one) === outcome)
          expect(count).toBe(those.length)
          const isPlain = outcome === 'settled' || outcome === 'waiting'
          const named = isPlain ? [] : those.slice(0, RECONNECT_ITEMS)
          expect(items.map(({ opId }) => opId)).toEqual(named.map(({ opId }) => opId))
          expect(unpublished).toBeLessThanOrEqual(outcome === 'settled' ? count : 0)
        }
      }),
    )
  })

  it('says waiting exactly of what waits, nothing of what was taken back, and forgets no answer', () => {
    fc.assert(
      fc.property(sentOp, (one) => {
        const outcome = becameOf(one)
        const waits = waitingStates.some((state) => state === one.state)
        expect(outcome === 'waiting').toBe(waits)
        expect(outcome === undefined).toBe(one.state === 'withdrawn')
        if (waits || one.state === 'withdrawn') return
        if (one.answer?.status === 'gone') expect(outcome).toBe('gone')
        if (one.answer?.status === 'set-aside') expect(outcome).toBe('set-aside')
      }),
    )
  })

  it('counts what the desk had lost and has again nowhere among what settled', () => {
    const applied: Sent = {
      ...{ opId: OP, n: 1, kind: 'decision', no: 1, verb: 'keep', state: 'settled' },
      ...{ answer: { status: 'applied', opId: OP, decRev: 1, seq: 1, logN: 1 }, problem: null },
      ...{ publication: null, again: true },
    }
    expect(groupsOf([applied], wordsOf)).toEqual([])
    expect(groupsOf([{ ...applied, again: false }], wordsOf)).toMatchObject([
      { outcome: 'settled', count: 1, unpublished: 1 },
    ])
    expect(groupsOf([{ ...applied, state: 'unsure' }], wordsOf)).toMatchObject([
      { outcome: 'waiting', count: 1 },
    ])
  })
})
