import { expect, it } from 'vitest'
import { aContestedCase, amend, BODY, entriesOf, isPublished } from './contested.ts'
import { DELETE, onEachDatabase, signedIn } from './kit.ts'

onEachDatabase('two who decide differently', () => {
  it('leave the stricter on the site, in the desk’s name, until a lead rules', async () => {
    const { platform, mor, lee, ada, differ } = await aContestedCase()
    const note = 'He names two people.'

    const { one, two, answer, now } = await differ(
      { from: mor },
      { from: lee, as: { ...DELETE, note } },
    )

    expect(answer).toMatchObject({
      ...{ status: 'conflict', kinds: ['decided'], sameOutcome: false },
      standing: { revisions: { bodyRev: 1, decRev: 1 }, decision: { opId: one.opId } },
    })
    const interim = now.decisions[1]
    expect(interim).toMatchObject({ ...DELETE, decRev: 2, by: { id: 'desk', name: 'The desk' } })
    expect(now).toMatchObject({ revisions: { decRev: 2 }, state: 'closed', olderTexts: [] })
    expect(now.contests).toMatchObject([
      {
        decision: { opId: two.opId, verb: 'delete', note, bodyRev: 1, by: { name: 'LEE' } },
        ...{ kinds: ['decided'], first: one.opId, interim: interim?.opId, ending: null },
      },
    ])
    await ada.caseOf('c1', isPublished)
    const shown = platform.shown.get(interim?.opId ?? '')?.decision
    expect(shown?.verb).toBe('delete')
    expect(shown?.notice).toContain('under review')
    const entries = await entriesOf(ada)
    const kinds = entries.map(({ kind, actor }) => `${kind} ${actor}`)
    expect(kinds.filter((kind) => /decision|contest/.test(kind))).toEqual([
      `decision.applied ${mor.staffId}`,
      `decision.refused ${lee.staffId}`,
      'decision.applied desk',
      'contest.began desk',
    ])
    expect(entries.find(({ kind }) => kind === 'contest.began')?.data).toEqual({
      ...{ caseId: now.caseId, opId: two.opId, first: one.opId, interim: interim?.opId },
    })
    expect(JSON.stringify(entries)).not.toContain(note)
  })

  it('leave what the first decided, where that is as strict', async () => {
    const { platform, mor, lee, ada, differ } = await aContestedCase()

    const { one, two, now } = await differ(
      { from: mor, as: DELETE },
      { from: lee, as: amend([12, 24]) },
    )

    expect(now.revisions.decRev).toBe(1)
    expect(now.contests).toMatchObject([
      { decision: { opId: two.opId }, kinds: ['decided'], first: one.opId, interim: null },
    ])
    await ada.caseOf('c1', isPublished)
    expect([...platform.shown.keys()]).toEqual([one.opId])
  })

  it('cut all that either of them cut, each under the graver rule', async () => {
    const { platform, mor, lee, ada, differ } = await aContestedCase()

    const { now } = await differ(
      { from: mor, as: amend([5, 24], [50, 58, 'CON-ABU']) },
      { from: lee, as: amend([12, 24, 'CON-ABU'], [35, 47]) },
    )

    const cuts = [
      { span: [5, 24], rule: 'PRV-DATA' },
      { span: [35, 47], rule: 'PRV-DATA' },
      { span: [50, 58], rule: 'CON-ABU' },
    ]
    expect(now.decisions[1]).toMatchObject({ verb: 'amend', cuts, by: { id: 'desk' } })
    await ada.caseOf('c1', isPublished)
    const shown = platform.shown.get(now.decisions[1]?.opId ?? '')?.decision
    expect(shown?.cuts).toMatchObject(cuts)
    expect(shown?.notice).toContain('part of it is removed')
  })

  it.each(['lead', 'moderator'] as const)(
    'have no interim where a lead is one of them: second, a %s',
    async (who) => {
      const { mor, ada, differ } = await aContestedCase()
      const [first, second] = who === 'lead' ? [mor, ada] : [ada, mor]

      const { now } = await differ({ from: first }, { from: second, as: DELETE })

      expect(now.revisions.decRev).toBe(1)
      expect(now.contests).toMatchObject([{ kinds: ['decided'], interim: null, ending: null }])
    },
  )

  it('have reports answered by the interim that only the second had before them', async () => {
    const { platform, mor, lee, ada, item } = await aContestedCase()
    platform.report('c1')
    const both = await lee.caseOf('c1', ({ openReportCount }) => openReportCount === 2)
    await mor.applied(mor.decision(item))
    platform.report('c1')
    await ada.caseOf('c1', ({ reportCount }) => reportCount === 3)

    await lee.push(lee.decision(both, DELETE))

    const now = await ada.caseOf('c1', ({ contests }) => contests.length > 0)
    const [keep, interim] = now.decisions
    const answered = now.reports.map(({ answeredBy }) => answeredBy)
    expect(answered.sort()).toEqual([keep?.opId, interim?.opId, null].sort())
    expect(now).toMatchObject({ state: 'open', reopened: 'unanswered', openReportCount: 1 })
  })

  it('are no case of the author’s record: the desk’s own is nobody’s judgement', async () => {
    const { mor, lee, differ, ada } = await aContestedCase()

    await differ({ from: mor }, { from: lee, as: DELETE })

    const { items } = await ada.changes({ limit: 1000 })
    const author = items.find((item) => item.t === 'author')
    expect(author?.counts).toMatchObject({ keep: 1, delete: 0 })
    expect(author?.decisions.map(({ verb }) => verb)).toEqual(['keep'])
  })

  it('are three: each later one that is stricter takes the interim further', async () => {
    const { desk, mor, lee, ada, item, differ } = await aContestedCase()
    const dod = await signedIn(desk, 'moderator', 'dod')
    await differ({ from: mor }, { from: lee, as: amend([12, 24]) })

    await dod.push(dod.decision(item, DELETE))

    const now = await ada.caseOf('c1', ({ contests }) => contests.length === 2)
    const [keep, cut, deleted] = now.decisions
    expect(now.decisions.map(({ verb }) => verb)).toEqual(['keep', 'amend', 'delete'])
    expect(now.contests).toMatchObject([
      { first: keep?.opId, interim: cut?.opId },
      { first: cut?.opId, interim: deleted?.opId },
    ])
  })

  it('cannot show again what the desk cut, until a lead has ruled', async () => {
    const { mor, lee, ada, differ } = await aContestedCase()
    const { now } = await differ(
      { from: mor, as: amend([12, 24]) },
      { from: lee, as: amend([35, 47]) },
    )
    const less = { ...amend([12, 24]), answers: [] }

    const [refused] = await mor.push(mor.decision(now, less))
    const [led] = await ada.push(ada.decision(now, less))

    expect(refused).toMatchObject({ status: 'rejected', code: 'not-permitted' })
    expect(led).toMatchObject({ status: 'applied' })
  })
})

onEachDatabase('a decision on an older text', () => {
  it('comes back to its maker with the text it was made on, and ends when they decide anew', async () => {
    const { platform, mor, lee, ada, item } = await aContestedCase()
    platform.edit('c1', 'Something milder.')
    const edited = await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)
    const stale = mor.decision(item, amend([12, 24]))
    const [answer] = await mor.push(stale)
    const back = await mor.caseOf('c1')

    await lee.applied(lee.decision(edited, { answers: [] }))
    const still = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 1)
    const anew = mor.decision(still)
    await mor.applied(anew)

    expect(answer).toMatchObject({ status: 'conflict', kinds: ['edited'] })
    expect(back.contests).toMatchObject([
      { decision: { opId: stale.opId, bodyRev: 1 }, kinds: ['edited'], first: null, interim: null },
    ])
    const { salt, bodyCommit } = item.comment
    expect(back.olderTexts).toEqual([{ bodyRev: 1, body: BODY, salt, bodyCommit }])
    expect(still.contests[0]?.ending).toBeNull()
    const ended = await ada.caseOf('c1', ({ revisions }) => revisions.decRev === 2)
    expect(ended.contests).toMatchObject([
      { ending: { opId: anew.opId, verb: 'keep', words: null, by: { name: 'MOR' } } },
    ])
  })

  it('that met another decision too is both, and makes no interim', async () => {
    const { platform, mor, lee, ada, item } = await aContestedCase()
    await mor.applied(mor.decision(item))
    platform.edit('c1', 'Something milder.')
    await ada.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)

    await lee.push(lee.decision(item, DELETE))

    const now = await ada.caseOf('c1')
    expect(now.revisions.decRev).toBe(1)
    expect(now.contests).toMatchObject([{ kinds: ['decided', 'edited'], interim: null }])
    expect(now.olderTexts.map(({ bodyRev }) => bodyRev)).toEqual([1])
  })

  it('ends too where its maker comes to what another has decided on the new one', async () => {
    const { platform, mor, lee, ada, item } = await aContestedCase()
    platform.edit('c1', 'Something milder.')
    const edited = await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)
    await mor.push(mor.decision(item, DELETE))
    const theirs = lee.decision(edited, DELETE)
    await lee.applied(theirs)

    const [answer] = await mor.push(mor.decision(edited, DELETE))

    expect(answer).toMatchObject({ status: 'conflict', sameOutcome: true })
    const { contests } = await ada.caseOf('c1')
    expect(contests).toMatchObject([{ ending: { opId: theirs.opId, words: null } }])
  })

  it('is refused for good where its cuts do not fit the text they were made on', async () => {
    const { platform, mor, ada, item } = await aContestedCase()
    platform.edit('c1', 'Something milder.')
    await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)

    const [answer] = await mor.push(mor.decision(item, amend([12, 4000])))

    expect(answer).toMatchObject({ status: 'rejected', code: 'bad-input' })
    expect((await ada.caseOf('c1')).contests).toEqual([])
  })
})
