import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { negates, readText } from '../../src/shared/domain/amendment-reading.ts'
import { senseWarnings } from '../../src/shared/domain/amendment-sense.ts'
import type { Span } from '../../src/shared/domain/text.ts'

/** Cuts where the text is in brackets: `I did [not] say so.` */
function marked(written: string) {
  const cuts: { span: Span }[] = []
  let text = ''
  let from = 0
  for (const sign of written) {
    if (sign === '[') from = text.length
    else if (sign === ']') cuts.push({ span: [from, text.length] })
    else text += sign
  }
  return { text, cuts }
}

/** What is warned of, as `kind cut word`, and the remedies of the first as words. */
function warned(written: string, hints: readonly Span[] = []) {
  const { text, cuts } = marked(written)
  const found = senseWarnings(readText(text), cuts, hints)
  return {
    all: found.map(({ kind, cut, word }) => `${kind} ${cut + 1} ${word}`.trim()),
    remedies: (found[0]?.remedies ?? []).map((remedy) =>
      'span' in remedy ? `${remedy.kind}: ${text.slice(...remedy.span)}` : remedy.kind,
    ),
  }
}

const FILL = ' The ferry sails at nine and the pier is open all the year round.'

describe('a word that denies', () => {
  it.each([
    'not',
    'Never',
    'NO',
    'can’t',
    "didn't",
    'dont',
    'cannae',
    'n\u200bot',
    'hardly',
    'nae',
  ])('%s', (word) => {
    expect(negates(word)).toBe(true)
  })

  it.each(
    ['note', 'know', 'another', 'banana', 'reggae', 'nothingness', 'cant', 'notice'].filter(
      (w) => w !== 'cant',
    ),
  )('is not %s', (word) => {
    expect(negates(word)).toBe(false)
  })
})

describe('an amendment is warned of', () => {
  it.each([
    ['a negation that is cut', `He did [not] steal it.${FILL}`, ['negation 1 not']],
    ['one that a cut begins inside of', `He did n[ot steal] it.${FILL}`, ['negation 1 not']],
    [
      'one that a cut ends inside of',
      `You [daft clown ca]n’t say so.${FILL}`,
      ['negation 1 can’t'],
    ],
    ['its ending alone', `You can[’t] say so.${FILL}`, ['negation 1 can’t']],
    ['the cut it is in, of several', `A [b] c.${FILL} He would [never] lie.`, ['negation 2 never']],
    ['a negation whose object is cut', `He is not [a thief].${FILL}`, ['denied 1 not']],
    ['half of a pair', `[If he took it,] then he must go.${FILL}`, ['pair 1 then']],
    ['half of a quotation', `She said “I [paid” and left].${FILL}`, ['quotes 1 “']],
    ['half of one in plain marks', `She said ["I] paid" and left.${FILL}`, ['quotes 1 "']],
    ['under a third left', '[One two three four five] six seven.', ['little 1']],
    ['no word left', '[One two three]!', ['none 1']],
    [
      'several things by the cut',
      `[“No] way” he said. I [didn’t] see.${FILL}`,
      ['negation 1 No', 'quotes 1 “', 'negation 2 didn’t'],
    ],
  ])('%s', (_, written, expected) => {
    expect(warned(written).all).toEqual(expected)
  })

  it.each([
    ['a negation that stays', `He did not [ever] steal it.${FILL}`],
    ['one that goes with its whole sentence', `[He did not steal it.]${FILL}`],
    ['one that goes with it in two cuts', `[He did not] [steal it].${FILL}`],
    ['an answer before an insult', `No, [you daft clown].${FILL}`],
    ['letters that only look like one', `He made a [note] of it.${FILL}`],
    ['a quotation that goes whole', `She said [“I paid”] and left.${FILL}`],
    ['marks that did not pair up before', `She said “I [paid” and” left].${FILL}`],
    ['just a third left', '[One two three four] five six.'],
    ['nothing cut', 'I would never say so.'],
    ['a text without a word', '[?!] …'],
  ])('but not %s', (_, written) => {
    expect(warned(written).all).toEqual([])
  })

  it('with what would mend it: the sentence, giving it back, deleting, what readers pointed at', () => {
    const written = `I would [not call him a liar, but the daft wee clown] could.${FILL}`
    const from = marked(written).text.indexOf('the daft')

    expect(warned(written, [[from, from + 'the daft wee clown'.length]]).remedies).toEqual([
      'sentence: I would not call him a liar, but the daft wee clown could.',
      'give-back',
      'delete',
      'only: the daft wee clown',
    ])
    expect(warned(`She said “I [paid” and left].${FILL}`).remedies[0]).toBe(
      'quotation: “I paid” and left',
    )
    expect(warned('He did [not] steal it.').remedies).toEqual(['give-back', 'delete'])
  })
})

/** Text with many negations, quotation marks, signs of two units and edges of every kind. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'not ',
        'can’t ',
        'never ',
        'neither a nor b ',
        'he ',
        'said ',
        '“',
        '”',
        '"',
      ),
      fc.constantFrom('. ', '! ', '\n\n', '😂 ', 'e\u0301', '\u200d', '؟ ', 'كالعادة ', '未 '),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''))

const cutTexts = fc.tuple(texts, fc.array(fc.nat(200), { maxLength: 8 })).map(([text, points]) => {
  const bounds = [...new Set(points.map((point) => point % (text.length + 1)))].sort(
    (a, b) => a - b,
  )
  const cuts: { span: Span }[] = []
  for (let i = 0; i + 1 < bounds.length; i += 2)
    cuts.push({ span: [bounds[i] ?? 0, bounds[i + 1] ?? 0] })
  return { text, cuts }
})

describe('warnings of any text', () => {
  it('name a cut there is, in order, each kind once a cut, and remedies that lie in the text', () => {
    fc.assert(
      fc.property(cutTexts, ({ text, cuts }) => {
        const found = senseWarnings(readText(text), cuts)

        for (const { cut, remedies } of found) {
          const own = cuts[cut]
          expect(own).toBeDefined()
          for (const remedy of remedies) {
            if (!('span' in remedy) || !own) continue
            const [start, end] = remedy.span
            expect(start >= 0 && end <= text.length && start < end).toBe(true)
            if (remedy.kind === 'only') continue
            expect(start <= own.span[0] && own.span[1] <= end).toBe(true)
          }
        }
        const keys = found.map(({ kind, cut }) => `${kind} ${cut}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(senseWarnings(readText(text), [])).toEqual([])
      }),
      { verbose: true },
    )
  })

  it('say of a word that denies exactly where it goes and its sentence does not', () => {
    fc.assert(
      fc.property(cutTexts, ({ text, cuts }) => {
        const read = readText(text)
        const cutOf = ({ span: [a, b] }: { readonly span: Span }) =>
          cuts.findIndex(({ span: [c, d] }) => a < d && c < b)
        const expected = new Set(
          read.words.flatMap((word) => {
            const rest = read.words.filter(({ sentence }) => sentence === word.sentence)
            const turned = word.negates && cutOf(word) >= 0 && rest.some((each) => cutOf(each) < 0)
            return turned ? [cutOf(word)] : []
          }),
        )

        const said = senseWarnings(read, cuts).filter(({ kind }) => kind === 'negation')
        expect(new Set(said.map(({ cut }) => cut))).toEqual(expected)
      }),
      { verbose: true },
    )
  })

  it('are gone once their remedy is taken', () => {
    fc.assert(
      fc.property(cutTexts, ({ text, cuts }) => {
        const read = readText(text)
        for (const { cut, remedies } of senseWarnings(read, cuts))
          for (const remedy of remedies) {
            if (remedy.kind !== 'sentence' && remedy.kind !== 'quotation') continue
            const now = withSpan(cuts, cut, remedy.span)
            const at = now.findIndex(({ span }) => span === remedy.span)
            const left = senseWarnings(read, now).filter((one) => one.cut === at)
            const gone = remedy.kind === 'quotation' ? ['quotes'] : ['negation', 'denied', 'pair']
            for (const kind of gone) expect(left.map((one) => one.kind)).not.toContain(kind)
          }
      }),
      { verbose: true },
    )
  })
})

/** The cuts with this span in the place of one; what it meets becomes part of it. */
function withSpan(cuts: readonly { span: Span }[], index: number, span: Span): { span: Span }[] {
  const apart = cuts.filter(
    (each, i) => i !== index && (each.span[1] <= span[0] || span[1] <= each.span[0]),
  )
  return [...apart, { span }].sort((a, b) => a.span[0] - b.span[0])
}
