import { describe, expect, it } from 'vitest'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { byReason, severityOf } from '../../src/shared/domain/report.ts'

const severities = new Map(defaultTerms.rules.map(({ code, severity }) => [code, severity]))
const reports = (...rules: (string | null)[]) => rules.map((rule) => ({ rule }))

describe('reports', () => {
  it('fold by reason, the most frequent first, equal ones in the order they came', () => {
    expect(byReason(reports('CON-ABU', null, 'CON-OBS', null, 'CON-OBS'))).toEqual([
      { rule: null, count: 2 },
      { rule: 'CON-OBS', count: 2 },
      { rule: 'CON-ABU', count: 1 },
    ])
  })

  it('make a case as grave as the gravest rule among them', () => {
    expect(severityOf(reports('TOP-DIS', 'SAF-THR', 'CON-ABU'), severities)).toBe(1)
    expect(severityOf(reports('TOP-DIS'), severities)).toBe(4)
  })

  it('without a rule, or under one that is no more, are standard', () => {
    expect(severityOf(reports(null), severities)).toBe(3)
    expect(severityOf(reports('OLD-RULE'), severities)).toBe(3)
  })
})
