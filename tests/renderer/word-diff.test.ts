import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, compared, wordDiff } from '../../src/renderer/text/word-diff.ts'

const sideOf = (changes: readonly Change[], gone: Change['kind']) =>
  changes
    .filter(({ kind }) => kind !== gone)
    .map(({ text }) => text)
    .join('')

const words = fc.array(fc.constantFrom('ferry', 'daft', 'clown', ' ', '\n', '.', 'é', '😂', '‏'))
const text = fc.oneof(
  words.map((list) => list.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe('what changed between two texts', () => {
  it('is said by words, the removed before the added', () => {
    expect(wordDiff('ten of the man who runs it', 'ten of the useless drunk who runs it')).toEqual([
      { kind: 'same', text: 'ten of the ' },
      { kind: 'removed', text: 'man' },
      { kind: 'added', text: 'useless drunk' },
      { kind: 'same', text: ' who runs it' },
    ])
    expect(wordDiff('It is not so.', 'It is so.')).toEqual([
      { kind: 'same', text: 'It is ' },
      { kind: 'removed', text: 'not ' },
      { kind: 'same', text: 'so.' },
    ])
    expect(wordDiff('as it was', 'as it was')).toEqual([{ kind: 'same', text: 'as it was' }])
    expect(wordDiff('', '')).toEqual([])
  })

  it('gives both texts back to the character, and leaves no two neighbours of a kind', () => {
    fc.assert(
      fc.property(text, text, (former, latter) => {
        const changes = wordDiff(former, latter)
        expect(sideOf(changes, 'added')).toBe(former)
        expect(sideOf(changes, 'removed')).toBe(latter)
        for (const [i, { kind, text: own }] of changes.entries()) {
          expect(own).not.toBe('')
          expect(kind).not.toBe(changes[i + 1]?.kind)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('finds a change of one word in any text as that word alone', () => {
    const some = fc.array(fc.constantFrom('ferry', 'toll', 'pier'), { maxLength: 40 })
    fc.assert(
      fc.property(some, some, (before, after) => {
        const around = (word: string) => [...before, word, ...after].join(' ')
        const changed = wordDiff(around('man'), around('clown')).filter(
          ({ kind }) => kind !== 'same',
        )
        expect(changed).toEqual([
          { kind: 'removed', text: 'man' },
          { kind: 'added', text: 'clown' },
        ])
      }),
    )
  })

  it('is bounded on the longest texts that have nothing in common', () => {
    const long = (word: string) => `${word} `.repeat(Math.floor((128 * 1024) / (word.length + 1)))
    const changes = wordDiff(`a ${long('bc')}z`, `a ${long('de')}z`)

    expect(changes.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
    expect(sideOf(changes, 'added')).toBe(`a ${long('bc')}z`)
  })

  it('says whether it compared to the end, on texts that are nearly the same all over too', () => {
    expect(compared('one two', 'one three').toTheEnd).toBe(true)
    const long = (every: number) =>
      Array.from({ length: 32 * 1024 }, (_, i) => (i % every === 0 ? 'x' : 'ab')).join(' ')
    const { changes, toTheEnd } = compared(long(83), long(89))
    expect(toTheEnd).toBe(false)
    expect(sideOf(changes, 'added')).toBe(long(83))
    expect(sideOf(changes, 'removed')).toBe(long(89))
  })
})
