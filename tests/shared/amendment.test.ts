import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amendedPieces,
  amendedText,
  type Cut,
  cutsFault,
  stricterOf,
  type Taken,
  type TokenCut,
  unionOfCuts,
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

/** The lower, the graver. */
const GRAVITY: Readonly<Record<string, number>> = { 'LEG-DEF': 1, 'CON-ABU': 3, 'CON-OBS': 3 }
const gravity = (rule: string) => GRAVITY[rule] ?? 9
const LENGTH = 40
const TEXT = 'x'.repeat(LENGTH)

/** Cuts over forty letters, in order and apart, some of them touching. */
const someCuts = fc
  .array(
    fc.record({
      gap: fc.nat(4),
      length: fc.integer({ min: 1, max: 6 }),
      rule: fc.constantFrom(...Object.keys(GRAVITY)),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    const cuts: Cut[] = []
    for (const { gap, length, rule } of parts) {
      const start = (cuts.at(-1)?.span[1] ?? 0) + gap
      if (start + length <= LENGTH) cuts.push({ span: [start, start + length], rule })
    }
    return cuts
  })

const all = Array.from({ length: LENGTH }, (_, i) => i)
const covers =
  (i: number) =>
  ({ span: [start, end] }: Cut) =>
    i >= start && i < end
const hiddenIn = (taken: Taken | undefined) =>
  taken === 'all' ? all : all.filter((i) => (taken ?? []).some(covers(i)))

describe('the union of two amendments', () => {
  it('hides what either hides and nothing else, in cuts that are sound', () => {
    fc.assert(
      fc.property(someCuts, someCuts, (first, second) => {
        const union = unionOfCuts(first, second, gravity)

        expect(cutsFault(TEXT, union)).toBeUndefined()
        const either = new Set([...hiddenIn(first), ...hiddenIn(second)])
        expect(hiddenIn(union)).toEqual([...either].sort((a, b) => a - b))
      }),
    )
  })

  it('cites for each stretch the gravest of the rules it was cut under', () => {
    fc.assert(
      fc.property(someCuts, someCuts, (first, second) => {
        for (const { span, rule } of unionOfCuts(first, second, gravity)) {
          const inside = [...first, ...second].filter(({ span: [start] }) =>
            covers(start)({ span, rule }),
          )
          expect(gravity(rule)).toBe(Math.min(...inside.map((cut) => gravity(cut.rule))))
          expect(inside.map((cut) => cut.rule)).toContain(rule)
        }
      }),
    )
  })

  it('is the same with itself, with nothing, and when it is taken again', () => {
    fc.assert(
      fc.property(someCuts, someCuts, (first, second) => {
        const union = unionOfCuts(first, second, gravity)

        expect(unionOfCuts(first, first, gravity)).toEqual(first)
        expect(unionOfCuts(first, [], gravity)).toEqual(first)
        expect(unionOfCuts([], second, gravity)).toEqual(second)
        expect(unionOfCuts(union, second, gravity)).toEqual(union)
      }),
    )
  })

  it.each([
    { ours: 'CON-ABU', theirs: 'CON-OBS', cited: 'CON-ABU' },
    { ours: 'CON-ABU', theirs: 'LEG-DEF', cited: 'LEG-DEF' },
  ])('where $ours meets the second’s $theirs cites $cited', ({ ours, theirs, cited }) => {
    const first: Cut[] = [{ span: [4, 8], rule: ours }]
    const second: Cut[] = [
      { span: [2, 5], rule: theirs },
      { span: [8, 9], rule: theirs },
    ]

    expect(unionOfCuts(first, second, gravity)).toEqual([
      { span: [2, 8], rule: cited },
      { span: [8, 9], rule: theirs },
    ])
  })
})

describe('the stricter of two', () => {
  const taken = fc.oneof(fc.constant('all' as const), someCuts)

  it('is said only where the second hides what the first leaves, and then hides both', () => {
    fc.assert(
      fc.property(taken, taken, (first, second) => {
        const stricter = stricterOf(first, second, gravity)
        const before = new Set(hiddenIn(first))
        const isLooser =
          hiddenIn(second).every((i) => before.has(i)) && (first === 'all' || second !== 'all')

        expect(stricter === undefined).toBe(isLooser)
        if (stricter === undefined) return
        const now = new Set(hiddenIn(stricter))
        expect([...hiddenIn(first), ...hiddenIn(second)].every((i) => now.has(i))).toBe(true)
        expect(stricterOf(stricter, second, gravity)).toBeUndefined()
      }),
    )
  })
})
