import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Amending,
  amendingOf,
  amendmentOf,
  blocked,
  cutting,
  ruling,
  tokenCuts,
} from '../../src/renderer/stores/amending.ts'
import { warningsOf } from '../../src/renderer/stores/amend-warnings.ts'
import { cutsWritten, putDown, takingWords, writing } from '../../src/renderer/stores/rewriting.ts'
import { segmented, selecting, snapped } from '../../src/renderer/stores/selection.ts'
import { amendedText, cutsFault } from '../../src/shared/domain/amendment.ts'
import { NewDecision } from '../../src/shared/domain/decision.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { mendText } from '../../src/shared/domain/text.ts'
import { aCase } from './support/cases.ts'
import { createPeer } from './support/peer.ts'
import { openWindow } from './support/window.ts'

const free = { ...defaultTerms, mayRewrite: true }
const TOKEN = defaultTerms.rules.find(({ code }) => code === 'CON-ABU')?.token ?? ''
const BODY = 'He is not a daft wee clown. The ferry sails at nine.'

const open = (body = BODY, terms = free) =>
  amendingOf(terms, aCase(1, { body, spans: body.includes('daft') ? [[12, 26]] : [] }))

/** The amendment with these words cut under a rule. */
function cutIn(amending: Amending, words: string, key = 'b'): Amending {
  const start = amending.words.text.indexOf(words)
  const selection = selecting([start, start + words.length])
  return ruling(cutting({ ...amending, selection, current: -1 }), key)
}

/** What is written in the field, and taken. */
function write(amending: Amending, text: string): Amending {
  const begun = writing(amending)
  if (!begun.writing) throw new Error(`no field: ${begun.remark ?? ''}`)
  return takingWords({ ...begun, writing: { ...begun.writing, text } })
}

const cutsOf = ({ cuts, words: { text } }: Amending) =>
  cuts.map(({ span, rule, words }) => [text.slice(...span), rule, words])

describe('writing over words', () => {
  it('is said to be off where the terms allow cuts only', async () => {
    const peer = createPeer([1], [aCase(1, { body: BODY })])
    const { press, stores } = await openWindow(peer)

    for (const key of ['a', 'e']) press(key)

    expect(stores.decide.getState()).toMatchObject({
      ...{ at: 'amending', writing: undefined },
      remark: 'Terms 1.0.0 allow cuts only. A lead may turn rewriting on in the terms.',
    })
    const old: Amending = {
      ...open(BODY, defaultTerms),
      cuts: [{ span: [12, 16], rule: 'CON-ABU', words: 'x' }],
    }
    expect(blocked(old)?.why).toContain('allow cuts only')
  })

  it('makes a cut with words of what is other now, under the rule readers cite', () => {
    const taken = write(open(), 'He is not a fool. The ferry sails at nine, I hear.')

    expect(cutsOf(taken)).toEqual([
      ['daft wee clown', 'CON-ABU', 'fool'],
      ['e', 'CON-ABU', 'e, I hear'],
    ])
    const decision = NewDecision.parse(amendmentOf(taken))
    expect(decision).toMatchObject({ rewrites: true, cuts: [{ words: 'fool' }, {}] })
    expect(JSON.stringify(decision)).not.toContain('ferry')
  })

  it('leaves a cut with its mark where words only went, and says so to no warning of its own', () => {
    const taken = write(open(), 'He is a daft wee clown. The ferry sails at nine.')

    expect(cutsOf(taken)).toEqual([['not ', 'CON-ABU', undefined]])
    expect(amendmentOf(taken)).not.toHaveProperty('rewrites')
    expect(warningsOf(taken).map(({ kind }) => kind)).toEqual(['negation'])
    const over = write(open(), 'He is hardly a daft wee clown. The ferry sails at nine.')
    expect(warningsOf(over)).toEqual([])
  })

  it('keeps cuts whose marks stand in it as they were, and their rules', () => {
    const cut = cutIn(open(), 'daft wee clown', 'w')
    const mark = tokenCuts(free, cut.cuts)[0]?.token ?? ''

    expect(cutsOf(write(cut, `He is not a ${mark}. The ferry sails at ten.`))).toEqual([
      ['daft wee clown', 'CON-OBS', undefined],
      ['nine', 'CON-OBS', 'ten'],
    ])
    expect(cutsOf(write(cut, 'He is not a man. The ferry sails at nine.'))).toEqual([
      ['daft wee clown', 'CON-OBS', 'man'],
    ])
  })

  it('goes on with what was written where it was put down, and anew where cuts are others', () => {
    const begun = writing(open())
    const left = putDown({ ...begun, writing: { text: 'half', from: begun.cuts } })

    expect(left.writing).toBeUndefined()
    expect(writing(left).writing?.text).toBe('half')
    expect(writing(cutIn(left, 'nine')).writing?.text).toBe(
      `He is not a daft wee clown. The ferry sails at ${TOKEN}.`,
    )
  })

  it('stays in its field where it is too long', () => {
    const long = write(open(), 'x'.repeat(128 * 1024 + 1))

    expect(long.writing?.text).toHaveLength(128 * 1024 + 1)
    expect(long.remark).toBe('1 byte too many: a comment is at most 128 kB. Shorten it.')
    expect(long.cuts).toEqual([])
  })

  it('gives one rule by one letter to all that was written at one go', () => {
    const none = amendingOf(free, aCase(1, { body: BODY, rule: null }))
    const taken = write(none, 'She is not a daft wee clown. The boat sails at nine.')
    expect(blocked(taken)?.why).toBe('Cut 1 has no rule yet.')

    const ruled = ruling({ ...taken, selection: selecting(taken.cuts[0]?.span ?? [0, 1]) }, 'b')

    expect(cutsOf(ruled).map(([, rule]) => rule)).toEqual(['CON-ABU', 'CON-ABU'])
  })
})

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a ',
        'b. ',
        '👩‍👩‍👧',
        'e\u0301',
        ' ',
        'not ',
        TOKEN,
        '[',
        '\r\n',
        '\n',
        'كالعادة ',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => mendText(parts.join('')))
  .filter((text) => text !== '')

describe('what is written over any text with any cuts', () => {
  it('is cuts that are sound and show just that, where every cut has words or its mark', () => {
    fc.assert(
      fc.property(texts, texts, fc.array(fc.nat(30), { maxLength: 4 }), (text, wanted, points) => {
        const words = segmented(text)
        const from = points
          .filter((point) => point < text.length)
          .reduce((all, point) => cutInAt(all, point), { ...open(text), words })
        const now = text.includes('\r\n') ? text : wanted
        const cuts = cutsWritten(from, { text: now, from: from.cuts })

        expect(cutsFault(text, cuts)).toBeUndefined()
        const shown = amendedText(
          text,
          tokenCuts(free, cuts).map((cut, i) => ({
            ...cut,
            token: cuts[i]?.words ?? (from.cuts.includes(cuts[i] ?? NONE) ? cut.token : ''),
          })),
        )
        expect(shown).toBe(now)
      }),
      { verbose: true },
    )
  })
})

const NONE = { span: [0, 1] as [number, number], rule: null }

function cutInAt(amending: Amending, point: number): Amending {
  const span = snapped(amending.words.text, [point, point + 1])
  return ruling(cutting({ ...amending, selection: selecting(span), current: -1 }), 'b')
}
