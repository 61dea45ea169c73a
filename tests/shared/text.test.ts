import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  firstWords,
  fromCodePoints,
  mendText,
  MendedText,
  MAX_TEXT_BYTES,
  spanFault,
  splitsPair,
  utf8Length,
} from '../../src/shared/domain/text.ts'

const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) })
const wellFormed = fc.string({ unit: 'binary' })

describe('mending', () => {
  it('leaves nothing that UTF-8 or PostgreSQL would lose, and keeps the length', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const mended = mendText(text)

        expect(mended.isWellFormed()).toBe(true)
        expect(mended).not.toContain('\u0000')
        expect(mended).toHaveLength(text.length)
        expect(mendText(mended)).toBe(mended)
      }),
    )
  })

  it('changes nothing else', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(mendText(text)).toBe(text.replaceAll('\u0000', '\uFFFD'))
      }),
    )
  })
})

describe('size', () => {
  it('counts the bytes that an encoder would make', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length)
      }),
    )
  })

  it('accepts 128 kB and refuses one byte more', () => {
    expect(MendedText.safeParse('x'.repeat(MAX_TEXT_BYTES)).success).toBe(true)
    expect(MendedText.safeParse('x'.repeat(MAX_TEXT_BYTES + 1)).success).toBe(false)
    expect(MendedText.safeParse('😂'.repeat(MAX_TEXT_BYTES / 4) + '.').success).toBe(false)
  })
})

describe('offsets', () => {
  it('turns code points into UTF-16 that never splits a pair', () => {
    fc.assert(
      fc.property(wellFormed, fc.array(fc.nat(40)), (text, offsets) => {
        const points = Array.from(text)

        fromCodePoints(text, offsets).forEach((units, i) => {
          expect(splitsPair(text, units)).toBe(false)
          expect(text.slice(0, units)).toBe(points.slice(0, offsets[i]).join(''))
        })
      }),
    )
  })

  it('says where a span is wrong', () => {
    const text = 'ab😂c'

    expect(spanFault(text, [2, 4])).toBeUndefined()
    expect(spanFault(text, [3, 4])).toBe('starts inside a character at 3')
    expect(spanFault(text, [0, 3])).toBe('ends inside a character at 3')
    expect(spanFault(text, [0, 9])).toBe('ends at 9, after the text (5)')
  })
})

it('gives the first words on one line, whole characters only', () => {
  expect(firstWords('a\n\n b😂', 6)).toBe('a b')
  fc.assert(
    fc.property(wellFormed, fc.nat(20), (text, length) => {
      const words = firstWords(text, length)

      expect(words.isWellFormed()).toBe(true)
      expect(words.length).toBeLessThanOrEqual(length)
      expect(words).not.toMatch(/[\n\r\t]/)
    }),
  )
})
