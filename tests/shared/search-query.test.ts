import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  openOperator,
  parseSearch,
  searchOperators,
  searchStates,
  type SearchTerm,
  termText,
} from '../../src/shared/domain/search-query.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'é', '7', "'", '.'), minLength: 1 })
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const day = fc
  .tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
  .map(([year, month, whole]) => {
    const text = `${year}-${String(month).padStart(2, '0')}`
    return whole ? text : `${text}-28`
  })
const not = fc.boolean()
const term: fc.Arbitrary<SearchTerm> = fc.oneof(
  fc.record({ kind: fc.constant('words' as const), text: word, quoted: fc.constant(false), not }),
  fc.record({ kind: fc.constant('words' as const), text: words, quoted: fc.constant(true), not }),
  fc.record({ kind: fc.constantFrom('author', 'rule', 'article'), value: words, not }),
  fc.record({ kind: fc.constantFrom('before', 'after'), day, not }),
  fc.record({ kind: fc.constant('is' as const), state: fc.constantFrom(...searchStates), not }),
)

describe('what is typed into the search', () => {
  it('is read back as it was written, in any combination', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
        const text = terms.map(termText).join('  ')
        expect(parseSearch(text)).toEqual({ terms, fault: undefined })
      }),
      { verbose: true },
    )
  })

  it('is read whatever it is, and only an operator can be wrong', () => {
    const pieces = fc.constantFrom(
      '"',
      '-',
      ':',
      'is',
      'author',
      ' ',
      'x',
      '2026',
      'http://x',
      '\n',
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces)), (typed) => {
        const text = typeof typed === 'string' ? typed : typed.join('')
        const { fault } = parseSearch(text)
        if (fault !== undefined) expect(text).toMatch(/\p{L}:/u)
        openOperator(text)
      }),
      { verbose: true },
    )
  })

  it('takes addresses and times for words, and quotes for what follows each other', () => {
    expect(parseSearch('http://x.example 10:30 "the pier" -ferry').terms).toEqual([
      { kind: 'words', text: 'http://x.example', quoted: false, not: false },
      { kind: 'words', text: '10:30', quoted: false, not: false },
      { kind: 'words', text: 'the pier', quoted: true, not: false },
      { kind: 'words', text: 'ferry', quoted: false, not: true },
    ])
  })

  it.each([
    ['colour:red', 'There is no colour: here.'],
    ['author:', 'author: wants a name'],
    ['is:daft', 'There is no is:daft. Known are contested, open'],
    ['before:2026-02-30', 'before: wants a day or a month'],
    ['after:yesterday', 'after: wants a day or a month'],
  ])('says what is wrong with %s', (text, said) => {
    expect(parseSearch(`harbour ${text}`).fault).toContain(said)
  })

  it('names every operator where there is no such one', () => {
    const { fault } = parseSearch('foo:bar')

    for (const operator of searchOperators) expect(fault).toContain(`${operator}:`)
    expect(fault).toContain('"foo:bar"')
  })

  it('ends in an operator that may be gone on with', () => {
    expect(openOperator('harbour -author:"Senga Tw')).toEqual({
      ...{ from: 8, not: true, name: 'author', value: 'Senga Tw' },
    })
    expect(openOperator('harbour aut')).toMatchObject({ name: 'aut', value: undefined })
    expect(openOperator('is:open ')).toBeUndefined()
    expect(openOperator('author:"Senga Tweedie"')).toBeUndefined()
  })
})
