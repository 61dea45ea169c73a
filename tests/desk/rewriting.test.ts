import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { addTerms } from '../../src/desk/services/terms.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { aContestedCase, entriesOf, isPublished } from './contested.ts'
import { onEachDatabase } from './kit.ts'

const rewriting = { ...defaultTerms, version: '1.1.0', mayRewrite: true }

type Part = readonly [start: number, end: number, words?: string]

/** An amend under terms that allow rewriting; a part with words puts them in. */
const rewrite = (parts: readonly Part[], terms = rewriting.version) => ({
  verb: 'amend',
  ground: { kind: 'rule', terms, code: 'PRV-DATA' },
  cuts: parts.map(([start, end, words]) => ({
    ...{ span: [start, end], rule: 'PRV-DATA' },
    ...(words !== undefined && { words }),
  })),
  ...(parts.some(([, , words]) => words !== undefined) && { rewrites: true }),
})

/** The case of `contested.ts` under terms that a lead has let moderators write under. */
async function aCase() {
  const found = await aContestedCase()
  await found.desk.store.write((tx) => addTerms(tx, found.item.siteId, rewriting))
  return found
}

const FRIENDS = 'her friends'

onEachDatabase('an amend that puts words in', () => {
  it('is shown on the site in those words, told to consoles, and only committed to in the log', async () => {
    const { desk, platform, mor, ada, item } = await aCase()
    const op = mor.decision(
      item,
      rewrite([
        [12, 24, 'a number'],
        [50, 58],
      ]),
    )

    await mor.applied(op)

    const now = await ada.caseOf('c1', isPublished)
    expect(now.decisions[0]?.cuts).toEqual(op.cuts)
    expect(platform.shown.get(op.opId)?.decision.cuts).toMatchObject([
      { span: [12, 24], words: 'a number', token: 'a number' },
      { span: [50, 58], token: '[personal details removed by a moderator]' },
    ])
    const entries = await entriesOf(ada)
    expect(JSON.stringify(entries)).not.toContain('a number')
    const row = await desk.store.read((db) => db.selectFrom('rewrite').selectAll().execute())
    const salt = Buffer.from(row[0]?.salt ?? '', 'hex')
    const text = JSON.stringify([[12, 24, 'a number']])
    const hash = createHash('sha256').update(salt).update(text, 'utf8').digest('hex')
    expect(entries.find(({ kind }) => kind === 'decision.rewritten')?.data).toEqual({
      ...{ opId: op.opId, caseId: item.caseId, wordsCommit: hash },
    })
    expect(row).toHaveLength(1)
  })

  it('is refused where its terms allow cuts only, and nothing changes', async () => {
    const { platform, mor, ada, item } = await aCase()

    const [answer] = await mor.push(mor.decision(item, rewrite([[12, 24, 'x']], '1.0.0')))

    expect(answer).toMatchObject({ status: 'rejected', code: 'not-permitted' })
    expect(answer).toHaveProperty('message', expect.stringContaining('allow cuts only'))
    expect((await ada.caseOf('c1')).revisions.decRev).toBe(0)
    expect(platform.shown.size).toBe(0)
  })

  it.each([
    ['says nothing of its words', { rewrites: undefined }],
    ['says there are words where there are none', { cuts: [{ span: [12, 24], rule: 'PRV-DATA' }] }],
    ['has a place for no words', { cuts: [{ span: [12, 24], rule: 'PRV-DATA', words: '' }] }],
    ['has half a character', { cuts: [{ span: [12, 24], rule: 'PRV-DATA', words: 'a \ud83d' }] }],
    [
      'makes the text longer than 128 kB',
      { cuts: [{ span: [12, 24], rule: 'PRV-DATA', words: 'x'.repeat(128 * 1024) }] },
    ],
  ])('is refused where it %s', async (_, change) => {
    const { mor, ada, item } = await aCase()

    const [answer] = await mor.push(
      mor.decision(item, { ...rewrite([[12, 24, 'a number']]), ...change }),
    )

    expect(answer).toMatchObject({ status: 'rejected', code: 'bad-input' })
    expect((await ada.caseOf('c1')).decisions).toEqual([])
  })

  it('is brought back in its words by the restore of what came after it', async () => {
    const { platform, mor, ada, item } = await aCase()
    await mor.applied(mor.decision(item, rewrite([[12, 24, FRIENDS]])))
    const later = mor.decision(await mor.caseOf('c1'), rewrite([[5, 24]]))
    await mor.applied(later)
    const ground = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' }
    const back = mor.decision(await mor.caseOf('c1'), {
      ...{ verb: 'restore', ground, restores: later.opId },
    })

    await mor.applied(back)

    await ada.caseOf('c1', (now) => now.decisions.length === 3 && isPublished(now))
    expect(platform.shown.get(back.opId)?.decision.cuts).toMatchObject([{ words: FRIENDS }])
  })
})

onEachDatabase('two amends of which one puts words in', () => {
  it('agree only where they put in the same', async () => {
    for (const [words, same] of [
      [FRIENDS, true],
      ['his friends', false],
      [undefined, false],
    ] as const) {
      const { mor, lee, differ } = await aCase()

      const { answer, now } = await differ(
        { from: mor, as: rewrite([[12, 24, FRIENDS]]) },
        { from: lee, as: rewrite([words === undefined ? [12, 24] : [12, 24, words]]) },
      )

      expect(answer).toMatchObject({ status: 'conflict', sameOutcome: same })
      expect(now.contests).toHaveLength(same ? 0 : 1)
    }
  })

  it('leave what either cut until a lead rules, and nobody’s words but the author’s', async () => {
    const { platform, mor, lee, ada, differ, ruling } = await aCase()

    const { two, now } = await differ(
      { from: mor, as: rewrite([[12, 24, FRIENDS]]) },
      {
        from: lee,
        as: rewrite([
          [35, 47],
          [50, 58, 'you lot'],
        ]),
      },
    )

    const interim = now.decisions[1]
    expect(interim?.cuts).toEqual([
      { span: [12, 24], rule: 'PRV-DATA' },
      { span: [35, 47], rule: 'PRV-DATA' },
      { span: [50, 58], rule: 'PRV-DATA' },
    ])
    expect(now.contests[0]?.decision.cuts[1]).toMatchObject({ words: 'you lot' })
    await ada.caseOf('c1', isPublished)
    expect(JSON.stringify(platform.shown.get(interim?.opId ?? ''))).not.toContain('you lot')
    expect(JSON.stringify(await entriesOf(ada))).not.toContain('you lot')

    const [again] = await lee.push(
      lee.decision(
        now,
        rewrite([
          [12, 24],
          [35, 47],
          [50, 58, 'you lot'],
        ]),
      ),
    )
    expect(again).toMatchObject({ status: 'rejected', code: 'not-permitted' })
    const ruled = ruling(
      now,
      [two.opId],
      rewrite([
        [12, 24, FRIENDS],
        [35, 47],
      ]),
    )
    await ada.applied(ruled)
    const after = await ada.caseOf('c1', (one) => one.decisions.length === 3)
    expect(after.decisions[2]?.cuts[0]).toMatchObject({ words: FRIENDS })
  })
})
