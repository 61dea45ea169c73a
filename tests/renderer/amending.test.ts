import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutting, offering, ruling, tokenCuts } from '../../src/renderer/stores/amending.ts'
import { amendingOf, amendmentOf } from '../../src/renderer/stores/amending.ts'
import { added, type DraftCut, toggled } from '../../src/renderer/stores/cutting.ts'
import {
  moved,
  segmented,
  selecting,
  snapped,
  spanOf,
} from '../../src/renderer/stores/selection.ts'
import { amendedPieces, cutsFault } from '../../src/shared/domain/amendment.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { mendText } from '../../src/shared/domain/text.ts'
import { aCase } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow, until } from './support/window.ts'

/** Text of every kind: emoji with joiners, combining marks, right-to-left, blanks, plain words. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '👩‍👩‍👧 ',
        'e\u0301',
        '🏴\u{E0067}',
        'كالعادة ',
        '\r\n',
        '\n\n',
        'word. ',
        '\u200d',
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => mendText(parts.join('')))
  .filter((text) => text.length > 0)

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const boundaries = (text: string) =>
  new Set([...Array.from(graphemes.segment(text), ({ index }) => index), text.length])

describe('a selection', () => {
  it('by word or sentence, however moved, never begins or ends inside a grapheme', () => {
    const moves = fc.array(
      fc.record({
        unit: fc.constantFrom('words' as const, 'sentences' as const),
        by: fc.constantFrom(1 as const, -1 as const),
        extend: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(anyText, moves, (text, steps) => {
        const words = segmented(text)
        const first = words.words[0] ?? words.sentences[0]
        if (!first) return
        const stops = boundaries(text)
        let selection = selecting(first)
        for (const step of steps) {
          selection = moved(words, selection, step)
          for (const end of spanOf(selection)) expect(stops.has(end)).toBe(true)
        }
      }),
      { verbose: true },
    )
  })

  it('goes by word, takes the sentence it is in before the next, and extends both ways', () => {
    const starred = segmented('Whoever signed it is a b****** liar, a tw*t and a **** too.')
    const taken = starred.words.map(([start, end]) => starred.text.slice(start, end))
    expect(taken).toEqual('Whoever signed it is a b****** liar a tw*t and a **** too'.split(' '))

    const words = segmented('One two. Three 😂 four!')
    const said = (span: readonly [number, number]) => words.text.slice(...span)
    let selection = selecting([0, 3])
    const go = (unit: 'words' | 'sentences', by: 1 | -1, extend = false) => {
      selection = moved(words, selection, { unit, by, extend })
      return said(spanOf(selection))
    }

    expect(go('words', 1)).toBe('two')
    expect(go('sentences', 1)).toBe('One two.')
    expect(go('sentences', 1)).toBe('Three 😂 four!')
    expect(go('sentences', -1, true)).toBe('One two. Three 😂 four!')
    selection = selecting([9, 14])
    expect(go('words', 1, true)).toBe('Three 😂')
    expect(go('words', -1, true)).toBe('Three')
    expect(go('words', -1, true)).toBe('two. Three')
  })
})

describe('cuts', () => {
  const spans = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })), { maxLength: 8 })

  it('stay in order and apart, and token for cut and back gives the original, for any text', () => {
    fc.assert(
      fc.property(anyText, spans, (text, wanted) => {
        let cuts: readonly DraftCut[] = []
        for (const [start, length] of wanted) {
          if (start >= text.length) continue
          const span = snapped(text, [start, Math.min(text.length, start + length)])
          cuts = added(cuts, { span, rule: 'CON-ABU' })
        }
        expect(cutsFault(text, cuts)).toBeUndefined()

        const pieces = amendedPieces(text, tokenCuts(defaultTerms, cuts))
        const restored = pieces.map((piece) =>
          piece.kind === 'words' ? piece.text : text.slice(...piece.cut.span),
        )
        expect(restored.join('')).toBe(text)
        for (const piece of pieces) expect(piece.text.isWellFormed()).toBe(true)
      }),
      { verbose: true },
    )
  })

  it('are given back by the key that made them, and grow by what overlaps them', () => {
    const one = toggled([], [4, 8])
    expect(toggled(one, [5, 6])).toEqual([])
    expect(toggled(one, [7, 12])).toEqual([{ span: [4, 12], rule: null }])
  })
})

const BODY = 'You are a daft wee clown. The rest is fair.'
const reported = () => aCase(1, { body: BODY, spans: [[10, 24]] })

describe('an amendment', () => {
  it('takes two keys and a rule where readers pointed: a, space, letter, enter', async () => {
    const peer = createPeer([1, 2], [reported()])
    const { stores, press } = await openWindow(peer)

    for (const key of ['a', ' ', 'b', 'Enter']) press(key)
    await until(() => peer.recorded.length === 1)

    expect(peer.recorded[0]).toMatchObject({
      verb: 'amend',
      ground: { kind: 'rule', code: 'CON-ABU' },
      cuts: [{ span: [10, 24], rule: 'CON-ABU' }],
      answers: ['rep_1-000'],
    })
    expect(stores.shown()).toBe(2)
  })

  it('is blocked by a cut without a rule, and says which', async () => {
    const peer = createPeer([1, 2], [reported()])
    const { stores, press } = await openWindow(peer)

    for (const key of ['a', ' ', 'Enter']) press(key)

    expect(stores.decide.getState()).toMatchObject({
      at: 'amending',
      remark: 'Cut 1 has no rule yet.',
    })
    expect(peer.recorded).toEqual([])
  })

  it('cuts what is marked under a rule by its letter alone', async () => {
    const peer = createPeer([1, 2], [reported()])
    const { stores, press } = await openWindow(peer)

    for (const key of ['a', 'b']) press(key)
    expect(stores.decide.getState()).toMatchObject({ cuts: [{ span: [10, 24], rule: 'CON-ABU' }] })
    press('w')
    expect(stores.decide.getState()).toMatchObject({ cuts: [{ span: [10, 24], rule: 'CON-OBS' }] })
    press('Enter')
    await stores.decide.written()

    expect(peer.recorded[0]).toMatchObject({ cuts: [{ span: [10, 24], rule: 'CON-OBS' }] })
  })

  it('takes no rule that does not allow it', async () => {
    const { stores, press } = await openWindow(createPeer([1], [reported()]))

    for (const key of ['a', ' ', 'h']) press(key)

    expect(stores.decide.getState()).toMatchObject({ cuts: [{ rule: null }] })
    expect(stores.decide.getState()).toHaveProperty(
      'remark',
      expect.stringContaining('does not allow amending'),
    )
  })

  it('is grounded on the gravest rule among its cuts, and keeps each cut’s own', () => {
    const amending = ruling(offering(amendingOf(defaultTerms, reported())), 'b')
    const more = cutting({ ...amending, selection: selecting([26, 29]) })

    expect(amendmentOf(ruling(more, 'p'))).toMatchObject({
      ground: { code: 'PRV-DATA' },
      cuts: [{ rule: 'CON-ABU' }, { rule: 'PRV-DATA' }],
    })
  })

  it('is kept as a draft when left, and gone when the case was decided', async () => {
    const peer = createPeer([1, 2], [reported()])
    const { stores, press, paint } = await openWindow(peer)

    for (const key of ['a', ' ', 'Escape', 'j']) press(key)
    await paint()
    press('k')
    await paint()
    press('a')
    expect(stores.decide.getState()).toMatchObject({ cuts: [{ span: [10, 24] }] })

    press('x')
    expect(stores.decide.getState()).toMatchObject({ cuts: [] })
    press('d')
    expect(stores.decide.getState()).toMatchObject({ at: 'picking', verb: 'delete' })
  })

  it('comes back whole where it was not kept', async () => {
    const peer = createPeer([1, 2], [reported()])
    peer.refuse({ code: 'disk-full', message: 'The disk is full.' })
    const { stores, press } = await openWindow(peer)

    for (const key of ['a', ' ', 'b', 'Enter']) press(key)
    await until(() => stores.decide.getState().at === 'amending')

    expect(stores.decide.getState()).toMatchObject({
      cuts: [{ span: [10, 24], rule: 'CON-ABU' }],
      problem: { code: 'disk-full' },
    })
    expect(stores.shown()).toBe(1)
  })
})
