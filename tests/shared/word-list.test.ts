import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultWords } from '../../src/shared/domain/default-words.ts'
import { spanFault } from '../../src/shared/domain/text.ts'
import { WordList, wordFinder } from '../../src/shared/domain/word-list.ts'

const list = WordList.parse([
  { word: 'eejit', kind: 'other', stem: true },
  { word: 'numpty', kind: 'slur' },
  { word: 'we know where you live', kind: 'threat' },
  { word: 'a doing', kind: 'threat' },
  { word: 'a', kind: 'other' },
])
const find = wordFinder(list)
const found = (text: string) =>
  find(text).map(({ span: [from, to], kind }) => `${kind}: ${text.slice(from, to)}`)

describe('the word list', () => {
  it.each([
    ['Numpty', 'Numpty'],
    ['nümpty', 'nümpty'],
    ['пumрtу', undefined],
    ['numрtу', 'numрtу'],
    ['NUMP7Y', 'NUMP7Y'],
    ['num\u200bpty', 'num\u200bpty'],
    ['num\u00adpty!', 'num\u00adpty'],
    ['@numpty', 'numpty'],
    ['ｎｕｍｐｔｙ', 'ｎｕｍｐｔｙ'],
    ['numpty’s', 'numpty'],
    ['(numpty)', 'numpty'],
  ])('finds a word however it is written: %s', (text, word) => {
    expect(found(text)).toEqual(word === undefined ? [] : [`slur: ${word}`])
  })

  it('finds whole words, and longer ones only of a stem', () => {
    expect(found('numptyish xnumpty')).toEqual([])
    expect(found('eejitry, the daft eejits')).toEqual(['other: eejitry', 'other: eejits'])
    expect(found('reejit')).toEqual([])
    expect(found('101 7 5417')).toEqual([])
  })

  it('finds a few words in a row, the longest entry, and not across a paragraph', () => {
    expect(found('Mind: WE know, where you l1ve.')).toEqual(['threat: WE know, where you l1ve'])
    expect(found('he deserves a doing')).toEqual(['threat: a doing'])
    expect(found('give him a\n\n\n\ndoing')).toEqual(['other: a'])
  })

  it('finds a sign at the edge as the letter it stands for', () => {
    const dollar = wordFinder(WordList.parse([{ word: 'spoon', kind: 'slur' }]))
    expect(dollar('you $poon, 5 $').map(({ span }) => span)).toEqual([[4, 9]])
    expect(dollar('@spoon spoon! $5').map(({ span }) => span)).toEqual([
      [1, 6],
      [7, 12],
    ])
  })

  it('has a default that is a list', () => {
    expect(WordList.parse(defaultWords)).toEqual(defaultWords)
    expect(wordFinder(defaultWords)('Daft eejits.')).toHaveLength(1)
  })

  it.each([
    [[{ word: '!!', kind: 'slur' }], 'must have a letter'],
    [[{ word: 'a b c d e f g', kind: 'slur' }], 'must be at most six words'],
    [[{ word: 'x', kind: 'nasty' }], 'Invalid option'],
    [
      [
        { word: 'Numpty', kind: 'slur' },
        { word: 'nump7y', kind: 'other' },
      ],
      'looks like one above',
    ],
  ])('refuses an entry that it cannot keep: %j', (words, why) => {
    expect(WordList.safeParse(words).error?.issues[0]?.message).toContain(why)
  })

  it('gives spans in order, apart, inside no pair, that hold a listed word', () => {
    const bits = fc.constantFrom(
      ...[
        'numpty',
        'eejit',
        'a',
        'doing',
        ' ',
        '\n',
        '😂',
        '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
        '\u200d',
        '$',
        '@',
        '!',
        'é',
        'у',
        '𝔫umpty',
        '’',
      ],
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 }),
        (parts) => {
          const text = parts.join('').toWellFormed()
          let last = 0
          for (const { span } of find(text)) {
            expect(spanFault(text, span)).toBeUndefined()
            expect(span[0]).toBeGreaterThanOrEqual(last)
            last = span[1]
            // A word that was found is found again where it stands alone.
            expect(find(text.slice(...span)).length).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 1000, verbose: true },
    )
  })

  it('reads the longest text without looking at any place often', () => {
    const many = WordList.parse(
      Array.from({ length: 2000 }, (_, i) => ({ word: `a a a a a w${i}x`, kind: 'other' })),
    )
    expect(wordFinder(many)('a '.repeat(64 * 1024))).toEqual([])
    expect(find('x'.repeat(128 * 1024))).toEqual([])
  })
})
