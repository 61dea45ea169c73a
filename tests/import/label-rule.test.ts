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

  it('gives as many as were flagged, each the rule of a label of the row', () => {
    const counts = fc.record({
      insult: fc.nat(9),
      profane: fc.nat(9),
      identity_attack: fc.nat(9),
      threat: fc.nat(9),
      other: fc.nat(9),
    })
    fc.assert(
      fc.property(counts, fc.nat(12), (row, flagging) => {
        const rules = reportRules(row, flagging)
        const given = Object.entries(LABEL_RULES).flatMap(([label, rule]) =>
          row[label as keyof typeof row] > 0 ? [rule] : [],
        )

        expect(rules).toHaveLength(flagging)
        for (const rule of rules) expect(given.length === 0 ? [null] : given).toContain(rule)
      }),
    )
  })
})
