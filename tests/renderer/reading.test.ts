import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formerRule, onlySpace } from '../../src/renderer/stores/reading-words.ts'
import { reasonsTold } from '../../src/renderer/stores/reports-told.ts'
import { type Find, mergedFinds } from '../../src/renderer/text/find.ts'
import { findsIn } from '../../src/renderer/text/finds-in.ts'
import { countHidden, hiddenIn } from '../../src/renderer/text/hidden.ts'
import { laidOut } from '../../src/renderer/text/laid-out.ts'
import { linksIn } from '../../src/renderer/text/links.ts'
import { maskedLine } from '../../src/renderer/text/masked-line.ts'
import { quotedIn } from '../../src/renderer/text/quoted.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { defaultWords } from '../../src/shared/domain/default-words.ts'
import { spanFault } from '../../src/shared/domain/text.ts'
import { wordFinder } from '../../src/shared/domain/word-list.ts'

const words = wordFinder(defaultWords)
const OWN = 'strathlinn.example'

describe('links in a comment', () => {
  const goes = (text: string) =>
    linksIn(text, OWN).flatMap((find) =>
      find.what === 'link' ? [[text.slice(...find.span), find.link.host, find.link.trick]] : [],
    )

  it('are told by their host, without the punctuation around them', () => {
    expect(
      goes('See (https://roofs.example/moss?a=1). Or www.tolls.example, or ferry.example/go!'),
    ).toEqual([
      ['https://roofs.example/moss?a=1', 'roofs.example', undefined],
      ['www.tolls.example', 'www.tolls.example', undefined],
      ['ferry.example/go', 'ferry.example', undefined],
    ])
    expect(goes('No link: e.g. half.and half, 3.5/10, a.m./p.m.')).toEqual([])
  })

  it.each([
    ['https://strathlinn.example@evil.example/login', 'evil.example', /before the @/],
    ['https://strath1inn.example/', 'strath1inn.example', /looks like strathlinn\.example/],
    ['https://strаthlinn.example/', 'xn--strthlinn-2yh.example', /looks like strathlinn\.example/],
    ['http://аpple.example/', 'xn--pple-43d.example', /two alphabets/],
    ['http://почта.example/', 'xn--80a1acny.example', /another alphabet/],
    ['http://3232235777/x', '192.168.1.1', /by its number/],
    ['javascript:alert(1)', 'javascript:', /no web page/],
    ['data:text/html,<b>', 'data:', /no web page/],
    ['http://a b', 'a', undefined],
    ['https://%%%/x', 'nowhere', /No browser/],
  ])('say where they really go: %s', (text, host, trick) => {
    const [first] = goes(text)
    expect(first?.[1]).toBe(host)
    if (trick) expect(first?.[2]).toMatch(trick)
    else expect(first?.[2]).toBeUndefined()
  })
})

describe('characters that nobody sees', () => {
  it('are labelled run by run, and counted', () => {
    const text = '\u202Eevil\u202C a\u200B\u200B\u200Bb \u200b\u200d\u2060\ufeff'
    expect(hiddenIn(text).map(({ label, span }) => [label, text.slice(...span).length])).toEqual([
      ['RLO', 1],
      ['PDF', 1],
      ['ZWSP ×3', 3],
      ['4 invisible', 4],
    ])
    expect(countHidden(text)).toBe(9)
  })

  it.each(['👨‍👩‍👧‍👦 and 👩🏽‍🚒', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'می‌خواهم', 'क्‍ष', '❤️'])(
    'are left alone where they spell something: %s',
    (text) => {
      expect(hiddenIn(text)).toEqual([])
    },
  )

  it('are told where a flag or an emoji is only a pretext', () => {
    expect(hiddenIn('a\u200db 😂\u200d x \u{e0041}').map(({ label }) => label)).toEqual([
      'ZWJ',
      'ZWJ',
      'TAG',
    ])
  })
})

describe('what a reporter quotes', () => {
  const body = 'He did the bowling club\nas well. Ask  anyone 😂 in the Drover’s.'
  const quoted = (...complaints: string[]) =>
    quotedIn(body, complaints).map((span) => body.slice(...span))

  it('is found in the comment, whatever its case and line breaks', () => {
    expect(quoted('Says “he did the bowling club as well…” with no proof')).toEqual([
      'He did the bowling club\nas well',
    ])
    expect(quoted('anyone 😂 in')).toEqual(['anyone 😂 in'])
    expect(quoted('"nothing of the kind"', 'He', '  ', '“😂😂😂😂😂😂”')).toEqual([])
  })

  it('never splits a pair, whatever is quoted', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', ' ', '\n', '😂', '“', '”', 'İ'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (comment, complaints) => {
        for (const span of quotedIn(comment, complaints))
          expect(spanFault(comment, span)).toBeUndefined()
      }),
      { numRuns: 500, verbose: true },
    )
  })
})

describe('a comment laid out', () => {
  const bits = fc.constantFrom(
    ...[
      'eejit',
      ' ',
      '\n',
      '\n\n',
      '😂',
      '\u202e',
      '\u200b',
      'www.a.example',
      'watch your back',
      'x@',
      'https://a.example/b',
    ],
  )

  it('shows every character once, in order, whatever lies over it', () => {
    fc.assert(
      fc.property(
        fc.array(bits, { maxLength: 30 }).map((parts) => parts.join('')),
        fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 9 })), { maxLength: 4 }),
        (text, some) => {
          const cuts: [number, number][] = []
          for (const [from, length] of some.toSorted((a, b) => a[0] - b[0]))
            if (from >= (cuts.at(-1)?.[1] ?? 0) && from + length <= text.length)
              cuts.push([from, from + length])
          const finds = findsIn(text, { words, own: OWN })
          const pieces = laidOut(text, { marks: cuts, cuts, finds }).flat()
          let last = 0
          for (const piece of pieces) {
            expect(piece.text).toBe(text.slice(piece.at, piece.at + piece.text.length))
            expect(text.slice(last, piece.at).trim().replaceAll('\ufeff', '')).toBe('')
            last = piece.at + piece.text.length
            const over = ([from, to]: readonly [number, number]) =>
              from <= piece.at && piece.at < to
            expect(piece.cut === undefined ? undefined : cuts[piece.cut]).toEqual(cuts.find(over))
            expect(piece.marked).toBe(cuts.some(over))
            expect(piece.find).toBe(finds.find(({ span }) => over(span)))
          }
        },
      ),
      { numRuns: 500, verbose: true },
    )
  })

  it('keeps finds apart, the earlier search before the later', () => {
    const hidden = (from: number, to: number): Find => ({
      ...{ what: 'hidden', span: [from, to], label: 'x', name: 'x' },
    })
    const spans = mergedFinds([hidden(4, 9)], [hidden(0, 2), hidden(8, 12), hidden(9, 10)]).map(
      ({ span }) => span,
    )
    expect(spans).toEqual([
      [0, 2],
      [4, 9],
      [9, 10],
    ])
  })
})

it('reads the longest hostile texts to their end', () => {
  const size = 128 * 1024
  for (const bit of [
    'w',
    '$',
    'a.',
    'x\u0301',
    '\u200b',
    '“',
    'http://',
    'a@',
    '!',
    '\n ',
    '😂\u200d',
    'a1-',
  ]) {
    const text = `www.${bit.repeat(size / bit.length)} end`
    const finds = findsIn(text, { words, own: OWN })
    const pieces = laidOut(text, { marks: [], cuts: [], finds }).flat()
    expect(pieces.at(-1)?.text.endsWith('end')).toBe(true)
    expect(quotedIn(text, [text.slice(0, 2000)])).toEqual(expect.anything())
  }
})

describe('masked words', () => {
  it('are told by kind; what is only watched stays', () => {
    expect(maskedLine('Watch your back, you daft teuchters. Eejit.', words)).toBe(
      '[threat], you daft [slur]. Eejit.',
    )
  })
})

describe('reports by reason', () => {
  const report = (rule: string | null, said: string) =>
    ({ rule, words: said, channel: 'report-link' }) as const

  it('fold what was said in the same words, and say how many said nothing', () => {
    const [abuse, other] = reasonsTold([
      report('CON-ABU', ' Vile. '),
      report('CON-ABU', 'Rude'),
      report(null, '  '),
      report('CON-ABU', 'Vile.'),
    ])
    expect(abuse).toMatchObject({ count: 3, silent: 0, more: 0 })
    expect(abuse?.said.map(({ words: said, times }) => [said, times])).toEqual([
      ['Vile.', 2],
      ['Rude', 1],
    ])
    expect(other).toMatchObject({ rule: null, count: 1, silent: 1, said: [] })
  })

  it('are bounded however many and however long', () => {
    const many = Array.from({ length: 5000 }, (_, i) => report('CON-ABU', `Words ${i}`))
    const [reason] = reasonsTold([...many, report('CON-ABU', '😂'.repeat(600))])
    expect(reason?.said).toHaveLength(50)
    expect(reason?.more).toBe(4951)
    const [long] = reasonsTold([report(null, 'x' + '😂'.repeat(600))])
    expect(long?.said[0]?.words.isWellFormed()).toBe(true)
    expect(long?.said[0]?.clipped).toBe(true)
  })
})

describe('a rule that the terms no longer have', () => {
  it('is told as it was, with the version that last had it', () => {
    const [first, ...rest] = defaultTerms.rules
    const newer = { ...defaultTerms, version: '2.0.0', rules: rest }
    expect(formerRule([newer, defaultTerms], first?.code ?? '')).toEqual({
      title: first?.shortTitle,
      version: defaultTerms.version,
    })
    expect(formerRule([newer, defaultTerms], rest[0]?.code ?? '')).toBeUndefined()
    expect(formerRule([newer, defaultTerms], null)).toBeUndefined()
    expect(formerRule([newer], 'CON-NEVER')).toBeUndefined()
  })
})

it('says of a comment without a sign that it has none', () => {
  expect(onlySpace('')).toBe('The comment is empty.')
  expect(onlySpace(' \n ')).toBe('Nothing but white space: 3 characters.')
})
