import { describe, expect, it } from 'vitest'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { type Ground, groundFault, groundsFor, Terms } from '../../src/shared/domain/terms.ts'

const rule = (code: string, terms = '1.0.0'): Ground => ({ kind: 'rule', code, terms })
const outcome = (code: string): Ground => ({ kind: 'outcome', code, terms: '1.0.0' })

describe('the default terms', () => {
  it('are terms: no code twice, no letter twice under one verb', () => {
    expect(Terms.safeParse(defaultTerms).error?.issues).toBeUndefined()
  })

  it('give no rule a letter that decides or moves', () => {
    for (const { key } of [...defaultTerms.rules, ...defaultTerms.outcomes])
      expect('fadezjkx').not.toContain(key)
  })
})

describe('terms are refused', () => {
  it('when two rules share a code or a letter', () => {
    const [first, second] = defaultTerms.rules
    if (!first || !second) throw new Error('the default terms have rules')

    const twice = Terms.safeParse({
      ...defaultTerms,
      rules: [first, { ...second, code: first.code }],
    })
    const letter = Terms.safeParse({
      ...defaultTerms,
      rules: [first, { ...second, key: first.key }],
    })

    expect(twice.error?.issues[0]?.message).toBe('has the code LEG-DEF twice')
    expect(letter.error?.issues[0]?.message).toBe('gives the letter l to both LEG-DEF and LEG-COC')
  })
})

describe('a ground', () => {
  it('carries the verbs that its rule or outcome allows', () => {
    expect(groundFault(defaultTerms, 'delete', rule('CON-HATE'))).toBeUndefined()
    expect(groundFault(defaultTerms, 'keep', outcome('NB-KEEP'))).toBeUndefined()
    expect(groundFault(defaultTerms, 'restore', outcome('RST-ERROR'))).toBeUndefined()
  })

  it.each([
    ['amend', rule('CON-HATE'), 'cites CON-HATE, which does not allow amend'],
    ['keep', rule('CON-ABU'), 'cites CON-ABU, which does not allow keep'],
    ['delete', rule('CON-NONE'), 'cites CON-NONE, which terms 1.0.0 do not have'],
    ['delete', rule('CON-ABU', '9.0.0'), 'cites terms 9.0.0, not 1.0.0'],
  ] as const)('may not carry %s under %o', (verb, ground, fault) => {
    expect(groundFault(defaultTerms, verb, ground)).toBe(fault)
  })

  it('is offered in the same order for the same verb', () => {
    expect(groundsFor(defaultTerms, 'amend').map(({ code }) => code)).toEqual(
      defaultTerms.rules.filter(({ mayAmend }) => mayAmend).map(({ code }) => code),
    )
  })
})
