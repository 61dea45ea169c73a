import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ago, span, syncSentence } from '../../src/renderer/stores/sentences.ts'
import { mergedSpans, paragraphs, stretches } from '../../src/renderer/text/marked.ts'
import type { SyncView } from '../../src/shared/contract/models.ts'

const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '😂'), maxLength: 60 })
const spansOf = (length: number) =>
  fc.array(
    fc
      .tuple(fc.nat(length), fc.nat(length))
      .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b) + 1]),
    { maxLength: 6 },
  )

describe('a comment in paragraphs', () => {
  it('loses nothing but blank lines, whatever was pointed at', () => {
    fc.assert(
      fc.property(
        text.chain((words) => fc.tuple(fc.constant(words), spansOf(words.length))),
        ([words, spans]) => {
          const marks = mergedSpans(spans)
          const shown = paragraphs(words).flatMap((place) => stretches(words, place, marks))

          for (const { at, text: part, marked } of shown) {
            expect(words.slice(at, at + part.length)).toBe(part)
            for (let i = at; i < at + part.length; i++)
              expect(spans.some(([from, to]) => i >= from && i < to)).toBe(marked)
          }
          const kept = shown.map((stretch) => stretch.text).join('')
          expect(kept.replaceAll(/\s/g, '')).toBe(words.replaceAll(/\s/g, ''))
        },
      ),
      { numRuns: 500, verbose: true },
    )
  })

  it('parts at a blank line and keeps a single line break', () => {
    expect(
      paragraphs('One\ntwo\n \nThree').map(([a, b]) => 'One\ntwo\n \nThree'.slice(a, b)),
    ).toEqual(['One\ntwo', 'Three'])
  })
})

describe('times in words', () => {
  it.each([
    [4000, '4 s'],
    [59_000, '59 s'],
    [14 * 60_000, '14 min'],
    [64 * 60_000, '1 h 04 min'],
    [3 * 86_400_000, '3 days'],
  ])('%d ms', (ms, words) => {
    expect(span(ms)).toBe(words)
  })

  it('does not count the first seconds', () => {
    expect(ago('2026-05-12T14:00:00.000Z', Date.parse('2026-05-12T14:00:04.000Z'))).toBe('just now')
  })
})

describe('the sync sentence', () => {
  const now = Date.parse('2026-05-12T14:00:10.000Z')
  const sync = (parts: Partial<SyncView>): SyncView => ({
    ...{ state: 'synced', syncedAt: '2026-05-12T14:00:00.000Z', offlineSince: null, offsetMs: 0 },
    ...{ nextTryMs: null, held: 0, waiting: 0, contested: 0, refused: 0, unpublished: 0 },
    ...{ progress: null, problem: null },
    ...parts,
  })

  it.each([
    [sync({}), 'Synced 10 s ago. Nothing waiting.'],
    [sync({ state: 'syncing' }), 'Synced 10 s ago. Nothing waiting.'],
    [sync({ unpublished: 2 }), 'Synced 10 s ago. 2 decided, not yet on the site.'],
    [sync({ held: 1, waiting: 1 }), 'Synced 10 s ago. 1 decision held for undo.'],
    [
      sync({ state: 'first-sync', syncedAt: null, progress: { have: 15_200, of: 41_200 } }),
      'Fetching the cases, 15,200 of 41,200. Nothing waiting.',
    ],
    [sync({ state: 'signed-out' }), 'Not signed in.'],
  ])('%#', (view, sentence) => {
    expect(syncSentence(view, now)).toBe(sentence)
  })

  it('says since when it is offline and what waits here', () => {
    const view = sync({ state: 'offline', offlineSince: '2026-05-12T12:41:00.000Z', waiting: 3 })

    expect(syncSentence(view, now)).toMatch(
      /^Offline since \d\d:41\. 3 decisions waiting on this laptop\.$/,
    )
  })
})
