import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDiff } from '../../src/renderer/text/word-diff.ts'
import { cutsFault } from '../../src/shared/domain/amendment.ts'
import { type Edit, editsOf } from '../../src/shared/domain/amendment-edit.ts'
import { mendText } from '../../src/shared/domain/text.ts'

/** What readers see where a cut without words leaves nothing. */
function shown(text: string, edits: readonly Edit[]): string {
  let at = 0
  let seen = ''
  for (const { span, words } of edits) {
    seen += text.slice(at, span[0]) + (words ?? '')
    at = span[1]
  }
  return seen + text.slice(at)
}

const edited = (former: string, latter: string) =>
  editsOf(former, wordDiff(former, latter)).map(({ span, words }) => [former.slice(...span), words])

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a ',
        'b',
        '👩‍👩‍👧',
        'e\u0301',
        '\u0301',
        ' ',
        '. ',
        'not ',
        '🏳️‍🌈',
        '\r\n',
        'कि',
        'كالعادة ',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => mendText(parts.join('')))

describe('what was written over a text', () => {
  it('is cuts of it that give back exactly what was written', () => {
    fc.assert(
      fc.property(
        texts.filter((text) => text !== ''),
        texts,
        (former, latter) => {
          const edits = editsOf(former, wordDiff(former, latter))

          expect(cutsFault(former, edits)).toBeUndefined()
          expect(shown(former, edits)).toBe(latter)
        },
      ),
      { verbose: true },
    )
  })

  it('never begins or ends inside a grapheme', () => {
    const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    fc.assert(
      fc.property(
        texts.filter((text) => text !== ''),
        texts,
        (former, latter) => {
          const stops = new Set([
            ...Array.from(graphemes.segment(former), ({ index }) => index),
            former.length,
          ])
          for (const { span } of editsOf(former, wordDiff(former, latter)))
            for (const end of span) expect(stops.has(end)).toBe(true)
        },
      ),
      { verbose: true },
    )
  })

  it.each([
    ['a word that is another', 'He is a clown.', 'He is a fool.', [['clown', 'fool']]],
    ['a word that went', 'He is a daft clown.', 'He is a clown.', [['daft ', undefined]]],
    ['words that came, on the space before', 'He is one.', 'He is not one.', [[' ', ' not ']]],
    ['words that came first', 'One.', 'Well, One.', [['O', 'Well, O']]],
    ['words that came last', 'One.', 'One. Two', [['.', '. Two']]],
    ['nothing', 'One.', 'One.', []],
    ['part of a sign', 'Hi 👩‍👩‍👧!', 'Hi 👩‍👧!', [['👩‍👩‍👧', '👩‍👧']]],
  ])('is %s', (_, ...[former, latter, expected]) => {
    expect(edited(former, latter)).toEqual(expected)
  })
})
