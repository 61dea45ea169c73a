import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LABEL_RULES, reportRules } from '../../scripts/import/label-rule.ts'

const none = { insult: 0, profane: 0, identity_attack: 0, threat: 0, other: 0 }

describe('the rules that a labelled row cites', () => {
  it('gives the i-th report the commonest label that i raters gave', () => {
    const counts = { ...none, insult: 2, identity_attack: 3 }

    expect(reportRules(counts, 3)).toEqual(['CON-HATE', 'CON-HATE', 'CON-HATE'])
  })

  it("falls back on the row's commonest where no label was given that often", () => {
    expect(reportRules({ ...none, threat: 1 }, 3)).toEqual(['SAF-THR', 'SAF-THR', 'SAF-THR'])
  })

  it('settles a tie by the order of the columns', () => {
    expect(reportRules({ ...none, other: 2, profane: 2 }, 2)).toEqual(['CON-OBS', 'CON-OBS'])
  })

  it('cites nothing for other, and nothing where no label was given', () => {
    expect(reportRules({ ...none, other: 1 }, 1)).toEqual([null])
    expect(reportRules(none, 2)).toEqual([null, null])
    expect(reportRules({}, 1)).toEqual([null])
  })

  it('is the rule as it is worded, for any counts', () => {
    const labels = ['insult', 'profane', 'identity_attack', 'threat', 'other'] as const
    const counts = fc.record(
      Object.fromEntries(labels.map((label) => [label, fc.nat(6)])) as Record<
        (typeof labels)[number],
        fc.Arbitrary<number>
      >,
    )
    fc.assert(
      fc.property(counts, fc.nat(8), (row, flagging) => {
        const first = (least: number) =>
          labels
            .filter((label) => row[label] >= least)
            .toSorted((a, b) => row[b] - row[a])
            .at(0)
        const worded = Array.from({ length: flagging }, (_, i) => {
          const label = first(i + 1) ?? first(1)
          return label === undefined ? null : LABEL_RULES[label]
        })

        expect(reportRules(row, flagging)).toEqual(worded)
      }),
    )
  })
})
