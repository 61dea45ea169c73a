import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amendedPieces,
  amendedText,
  cutsFault,
  type TokenCut,
} from '../../src/shared/domain/amendment.ts'
import { splitsPair } from '../../src/shared/domain/text.ts'

/** A text and cuts over it that are in order, apart and never inside a pair. */
const cutText = fc
  .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.array(fc.nat(60), { maxLength: 8 }))
  .map(([text, points]) => {
    const bounds = [...new Set(points.map((point) => point % (text.length + 1)))]
      .filter((point) => !splitsPair(text, point))
      .sort((a, b) => a - b)
    const cuts: TokenCut[] = []
    for (let i = 0; i + 1 < bounds.length; i += 2) {
      const [start = 0, end = 0] = bounds.slice(i, i + 2)
      cuts.push({ span: [start, end], rule: 'CON-ABU', token: `[cut ${i}]` })
    }
    return { text, cuts }
  })

describe('an amendment', () => {
  it('gives the author back every word when its cuts are put back', () => {
    fc.assert(
      fc.property(cutText, ({ text, cuts }) => {
        expect(cutsFault(text, cuts)).toBeUndefined()

        const restored = amendedPieces(text, cuts).map((piece) =>
          piece.kind === 'words' ? piece.text : text.slice(...piece.cut.span),
        )

        expect(restored.join('')).toBe(text)
      }),
    )
  })

  it('shows only words of the author and tokens of the terms', () => {
    fc.assert(
      fc.property(cutText, ({ text, cuts }) => {
        const shown = amendedText(text, cuts)

        expect(shown.length).toBe(
          text.length +
            cuts.reduce((sum, { span, token }) => sum + token.length - (span[1] - span[0]), 0),
        )
        if (text.isWellFormed()) expect(shown.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('faults of cuts', () => {
  const cut = (start: number, end: number): TokenCut => ({
    span: [start, end],
    rule: 'CON-ABU',
    token: '[x]',
  })

  it.each([
    ['overlap', [cut(0, 3), cut(2, 4)], 'starts at 2, inside the cut before it'],
    ['are out of order', [cut(3, 4), cut(0, 2)], 'starts at 0, inside the cut before it'],
    ['go past the end', [cut(0, 99)], 'ends at 99, after the text (6)'],
    ['split a character', [cut(5, 6)], 'starts inside a character at 5'],
  ])('are named when they %s', (_, cuts, fault) => {
    expect(cutsFault('abcd😂', cuts)).toBe(fault)
  })
})
