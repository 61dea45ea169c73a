import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import { liftedBy } from '../../src/desk/services/ruling.ts'
import { inForce, outcomeOf, shownOf } from '../../src/desk/services/standing.ts'
import type { DecisionRow } from '../../src/desk/store/decision-rows.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { aContestedCase, amend, entriesOf, isPublished, restore } from './contested.ts'
import { DELETE, onEachDatabase } from './kit.ts'

const WORDS = 'Numbers are nobody’s business.'

onEachDatabase('a lead’s ruling', () => {
  it('keeps what the desk deleted: shown as written, both contests ended, its words beside the log', async () => {
    const { desk, platform, mor, lee, ada, differ, ruling } = await aContestedCase()
    const { two, now } = await differ({ from: mor }, { from: lee, as: DELETE })
    const interim = now.decisions[1]
    const op = ruling(now, [two.opId])

    const answer = await ada.applied(op)

    expect(answer.decRev).toBe(3)
    const after = await mor.caseOf('c1', isPublished)
    expect(after.decisions[2]).toMatchObject({
      opId: op.opId,
      verb: 'keep',
      lifts: [interim?.opId],
    })
    const by = { id: ada.staffId, name: 'ADA' }
    expect(after.contests).toMatchObject([
      { ending: { opId: op.opId, verb: 'keep', words: WORDS, by } },
    ])
    const shown = platform.shown.get(op.opId)?.decision
    expect(shown).toMatchObject({ verb: 'restore', cuts: [], ground: { code: 'NB-KEEP' } })
    expect(shown?.notice).toContain('lead moderator reviewed your comment and left it up')
    const entries = await entriesOf(ada)
    const kept = await desk.store.read((db) => db.selectFrom('ruling').selectAll().execute())
    const wordsCommit = bodyCommit(sha256, kept[0]?.words_salt ?? '', WORDS)
    expect(entries.find(({ kind }) => kind === 'contest.ruled')).toMatchObject({
      actor: ada.staffId,
      data: {
        opId: op.opId,
        contests: [{ opId: two.opId, first: now.decisions[0]?.opId }],
        wordsCommit,
      },
    })
    expect(JSON.stringify(entries)).not.toContain(WORDS)
  })

  it('amends what the desk deleted; restored, it is as it was before they differed', async () => {
    const { platform, mor, lee, ada, differ, ruling } = await aContestedCase()
    const { two, now } = await differ({ from: mor, as: amend([5, 24]) }, { from: lee, as: DELETE })
    const op = ruling(now, [two.opId], amend([12, 24]))
    await ada.applied(op)
    const ruled = await ada.caseOf('c1', isPublished)

    const undo = ada.decision(ruled, restore(op.opId))
    await ada.applied(undo)

    await ada.caseOf('c1', (item) => item.revisions.decRev === 4 && isPublished(item))
    const shown = [...platform.shown.values()].map(({ decision }) => decision)
    expect(shown.map(({ verb, cuts }) => [verb, ...cuts.map(({ span }) => span)])).toEqual([
      ['amend', [5, 24]],
      ['delete'],
      ['amend', [12, 24]],
      ['restore'],
    ])
  })

  it('keeps what was settled before they differed, and lets a delete stand', async () => {
    const { platform, mor, lee, ada, item, ruling } = await aContestedCase()
    await mor.applied(mor.decision(item, amend([12, 24])))
    platform.report('c1')
    const again = await lee.caseOf('c1', ({ reopened }) => reopened === 'new-report')
    const [keep, removal] = [mor.decision(again), lee.decision(again, DELETE)]
    await mor.applied(keep)
    await lee.push(removal)
    const now = await ada.caseOf('c1', ({ contests }) => contests.length > 0)
    const kept = ruling(now, [removal.opId])

    await ada.applied(kept)

    const after = await ada.caseOf('c1', isPublished)
    const shown = platform.shown.get(kept.opId)?.decision
    expect(shown).toMatchObject({ verb: 'amend', cuts: [{ span: [12, 24] }] })
    expect(shown?.notice).toContain('removed before stays removed')
    await mor.applied(mor.decision(after, DELETE))
    const deleted = await ada.caseOf('c1', ({ revisions }) => revisions.decRev === 5)
    const stale = mor.decision(after)
    await mor.push(stale)
    const stands = await ada.applied(ruling(deleted, [stale.opId], DELETE))
    expect(stands.decRev).toBe(6)
  })

  it('is a lead’s alone, names what is open on this case, and is answered once', async () => {
    const { platform, mor, lee, ada, differ, ruling } = await aContestedCase()
    platform.comment('c2')
    platform.report('c2')
    const other = await ada.caseOf('c2')
    const { one, two, now } = await differ({ from: mor }, { from: lee, as: DELETE })
    const rules = { contests: [two.opId], words: WORDS }
    const op = ruling(now, [two.opId], { ...DELETE, note: 'As Lee saw it.' })

    const [byMor] = await mor.push(mor.decision(now, { ...DELETE, rules }))
    const [elsewhere] = await ada.push(ada.decision(other, { rules }))
    const [never] = await ada.push(ruling(now, [two.opId, one.opId], DELETE))
    const [first] = await ada.push(op)
    const ruled = await ada.caseOf('c1', ({ revisions }) => revisions.decRev === 3)
    const [settled] = await ada.push(ruling(ruled, [two.opId], DELETE))
    const [again] = await ada.push(op)

    expect(byMor).toMatchObject({ status: 'rejected', code: 'not-permitted' })
    expect(elsewhere).toMatchObject({ status: 'rejected', code: 'bad-input' })
    expect(never).toMatchObject({ code: 'bad-input' })
    expect(JSON.stringify(never)).toContain(`rules.contests.1 names ${one.opId}`)
    expect(first).toMatchObject({ status: 'applied', decRev: 3 })
    expect(settled).toMatchObject({ status: 'rejected', code: 'bad-input' })
    expect(JSON.stringify(settled)).toContain(two.opId)
    expect(again).toEqual(first)
  })

  it('is bound to what its maker saw: one that meets another is contested with its words', async () => {
    const { mor, lee, ada, differ, ruling } = await aContestedCase()
    const { two, now } = await differ({ from: mor }, { from: lee, as: amend([12, 24]) })
    await mor.applied(mor.decision(now, DELETE))
    const late = ruling(now, [two.opId])

    const [answer] = await ada.push(late)

    expect(answer).toMatchObject({ status: 'conflict', kinds: ['decided'], sameOutcome: false })
    const { contests, revisions } = await ada.caseOf('c1', (item) => item.contests.length === 2)
    expect(revisions.decRev).toBe(3)
    expect(contests).toMatchObject([
      { decision: { opId: two.opId }, ending: null },
      { decision: { opId: late.opId, note: WORDS }, interim: null, ending: null },
    ])
  })

  it('is what remains of them when text, note and words are erased', async () => {
    const { desk, platform, mor, lee, ada, item, ruling } = await aContestedCase()
    await mor.applied(mor.decision(item))
    platform.edit('c1', 'Something milder.')
    await lee.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)
    const stale = lee.decision(item, { ...DELETE, note: 'He names two people.' })
    await lee.push(stale)
    const now = await ada.caseOf('c1', ({ contests }) => contests.length > 0)
    await ada.applied(ruling(now, [stale.opId], DELETE))
    const before = await ada.caseOf('c1')

    await desk.store.write(async ({ db }) => {
      await db.updateTable('ruling').set({ words: null, words_salt: null }).execute()
      await db.deleteFrom('note').execute()
      await db
        .updateTable('revision')
        .set({ body: null, salt: null })
        .where('body_rev', '=', 1)
        .execute()
    })

    const after = await ada.caseOf('c1')
    expect(before.contests).toMatchObject([
      { decision: { note: 'He names two people.' }, ending: { words: WORDS } },
    ])
    expect(before.olderTexts).toHaveLength(1)
    expect(after.contests).toMatchObject([{ decision: { note: null }, ending: { words: '' } }])
    expect(after.olderTexts).toEqual([])
  })

  it('is told for 90 days; a comment its author took away has nothing open', async () => {
    const { desk, platform, mor, lee, ada, differ, ruling } = await aContestedCase()
    const { two, now } = await differ({ from: mor }, { from: lee, as: DELETE })
    await ada.applied(ruling(now, [two.opId], DELETE))
    const ruled = await ada.caseOf('c1')
    const stale = lee.decision(now)
    await lee.push(stale)
    const opened = await ada.caseOf('c1', ({ contests }) => contests.length === 2)

    await desk.store.write(({ db }) =>
      db
        .updateTable('contest')
        .set({ ended_at: '2026-01-01T00:00:00.000Z' })
        .where('op_id', '=', two.opId)
        .execute(),
    )
    const later = await ada.caseOf('c1')
    platform.authorDeletes('c1')
    const gone = await ada.caseOf('c1', ({ comment }) => comment.deletedByAuthor)
    const [answer] = await ada.push(ruling(gone, [stale.opId]))

    const ids = ({ contests }: CaseItem) => contests.map(({ decision }) => decision.opId)
    expect(ids(ruled)).toEqual([two.opId])
    expect(ids(opened)).toEqual([two.opId, stale.opId])
    expect(ids(later)).toEqual([stale.opId])
    expect(ids(gone)).toEqual([])
    expect(answer).toMatchObject({ status: 'gone' })
  })
})

const VERBS = ['keep', 'amend', 'delete'] as const
const CUTS = [{ span: [0, 4] as [number, number], rule: 'CON-ABU' }]

function rowOf(
  decRev: number,
  verb: DecisionRow['settled']['verb'],
  lifts?: string[],
): DecisionRow {
  return {
    ...{
      siteId: 'a',
      caseId: 'case_1',
      bodyCommit: '',
      undoneBy: null,
      byLead: lifts !== undefined,
    },
    settled: {
      ...{ opId: `op ${decRev}`, decRev, verb, cuts: verb === 'amend' ? CUTS : [], restores: null },
      ground: { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' },
      ...{ bodyRev: 1, answers: [], by: { id: 'stf_ada', name: 'Ada' } },
      ...{ at: '2026-05-12T14:32:00.000Z', publication: 'due', publishedAt: null },
      ...(lifts && { lifts }),
    },
  }
}

const lines = fc
  .array(fc.constantFrom(...VERBS), { minLength: 1, maxLength: 6 })
  .chain((verbs) => fc.tuple(fc.constant(verbs), fc.nat(verbs.length - 1)))

describe('what a ruling lifts', () => {
  it('is all that those it rules on had not seen, and nothing else but a delete under a keep', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...VERBS), ([verbs, seen], verb) => {
        const line = verbs.map((each, i) => rowOf(i + 1, each))
        const lifts = liftedBy(verb, line, [{ decRev: seen }, { decRev: verbs.length }])
        const ruling = rowOf(verbs.length + 1, verb, lifts)
        const shown = outcomeOf([...line, ruling], ruling)
        const base = shownOf(line.slice(0, seen), 1)

        for (const { settled } of line.slice(seen))
          expect(lifts.includes(settled.opId)).toBe(settled.verb !== 'keep')
        // A keep that lifts nothing leaves what is there: there is nothing to do on the site.
        if (verb !== 'keep' || lifts.length === 0) expect(shown).toBe(ruling.settled)
        else if (base?.verb === 'amend') expect(shown.opId).toBe(base.opId)
        else expect(shown.verb).not.toBe('delete')
        if (lifts.length === 0 && verb === 'keep')
          expect(inForce([...line, ruling])).toBe(inForce(line))
      }),
    )
  })
})
