import { expect, it } from 'vitest'
import { aDeskWithPlatform, DELETE, newOpId, signedIn, onEachDatabase } from './kit.ts'

async function aReportedComment(body?: string) {
  const { desk, platform } = await aDeskWithPlatform()
  platform.comment('c1', body)
  platform.report('c1')
  const mor = await signedIn(desk, 'moderator', 'mor')
  const lee = await signedIn(desk, 'moderator', 'lee')
  return { desk, platform, mor, lee, item: await mor.caseOf('c1') }
}

onEachDatabase('a push', () => {
  it('applies a decision, closes the case and answers the reports it names', async () => {
    const { mor, item } = await aReportedComment()
    const op = mor.decision(item, DELETE)

    const answer = await mor.applied(op)

    expect(answer).toMatchObject({ opId: op.opId, decRev: 1 })
    const after = await mor.caseOf('c1', ({ state }) => state === 'closed')
    expect(after.revisions).toEqual({ bodyRev: 1, decRev: 1 })
    expect(after.openReportCount).toBe(0)
    expect(after.reports.map(({ answeredBy }) => answeredBy)).toEqual([op.opId])
    expect(after.decisions[0]).toMatchObject({
      ...DELETE,
      opId: op.opId,
      by: { id: mor.staffId, name: 'MOR' },
    })
  })

  it('answers the same op with the stored answer, byte for byte, and applies it once', async () => {
    const { mor, item } = await aReportedComment()
    const op = mor.decision(item, DELETE)

    const first = await mor.pushText(op)
    const again = await mor.pushText({ ...op, ageMs: 9000, offsetMs: -12 })

    const results = (text: string) => text.slice(text.indexOf('"results"'))
    expect(results(again.text)).toBe(results(first.text))
    const { decisions } = await mor.caseOf('c1', ({ state }) => state === 'closed')
    expect(decisions).toHaveLength(1)
  })

  it('refuses another op under an id that was used, whoever sends it', async () => {
    const { mor, lee, item } = await aReportedComment()
    const op = mor.decision(item, DELETE)
    await mor.applied(op)

    const [changed] = await mor.push({ ...op, note: 'on second thoughts' })
    const [stolen] = await lee.push(op)

    expect(changed).toMatchObject({ status: 'rejected', code: 'op-reused' })
    expect(stolen).toMatchObject({ status: 'rejected', code: 'op-reused' })
  })

  it('leaves good ops unharmed by bad ones beside them', async () => {
    const { mor, item } = await aReportedComment()
    const unknown = { ...mor.decision(item), caseId: 'case_unknown' }
    const halfMade = { ...mor.envelope(), kind: 'decide' }
    const rule = { ...DELETE.ground, terms: '9.9.9' }
    const otherTerms = mor.decision(item, { ...DELETE, ground: rule })

    const reply = await mor.pushText(
      unknown,
      halfMade,
      otherTerms,
      'no op',
      mor.decision(item, { note: '\ud800' }),
      mor.decision(item, DELETE),
    )

    const answer: unknown = JSON.parse(reply.text)
    expect(answer).toMatchObject({
      results: [
        { status: 'rejected', code: 'bad-input' },
        { opId: halfMade.opId, status: 'rejected', code: 'bad-input' },
        { status: 'rejected', code: 'rule-unknown' },
        { status: 'rejected', code: 'bad-input' },
        { status: 'applied', decRev: 1 },
      ],
      faults: [{ field: 'ops.3.opId' }],
    })
  })

  it('applies nothing of a push for another epoch', async () => {
    const { mor, item } = await aReportedComment()

    const json = { epoch: 'e_another', ops: [mor.decision(item)] }
    const reply = await mor.call('/v1/sync/push', { json })

    expect(reply.status).toBe(410)
    expect(JSON.parse(reply.text)).toMatchObject({ gone: 'epoch' })
    expect((await mor.caseOf('c1')).decisions).toEqual([])
  })

  it('refuses the second of two different decisions and says which stands', async () => {
    const { mor, lee, item } = await aReportedComment()
    const first = mor.decision(item, DELETE)
    await mor.applied(first)

    const [answer] = await lee.push(lee.decision(item))

    expect(answer).toMatchObject({
      status: 'conflict',
      kinds: ['decided'],
      sameOutcome: false,
      standing: { revisions: { decRev: 1 }, decision: { opId: first.opId, verb: 'delete' } },
    })
  })

  it('lets two who decide alike concur, and answers what the second had before them', async () => {
    const { platform, mor, lee, item } = await aReportedComment()
    platform.report('c1')
    const two = await lee.caseOf('c1', ({ openReportCount }) => openReportCount === 2)
    const first = mor.decision(item)
    await mor.applied(first)
    await mor.caseOf('c1', ({ reopened }) => reopened === 'unanswered')

    const [answer] = await lee.push(lee.decision(two))

    expect(answer).toMatchObject({ status: 'conflict', sameOutcome: true })
    const after = await mor.caseOf('c1', ({ state }) => state === 'closed')
    expect(after.reports.map(({ answeredBy }) => answeredBy)).toEqual([first.opId, first.opId])
  })

  it('never applies a decision to a text its maker had not seen', async () => {
    const { platform, mor, item } = await aReportedComment()
    platform.edit('c1', 'Something quite different.')
    const edited = await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)

    const [stale] = await mor.push(mor.decision(item))
    const other = { bodyCommit: item.comment.bodyCommit }
    const [forged] = await mor.push(mor.decision(edited, other))

    expect(stale).toMatchObject({ status: 'conflict', kinds: ['edited'], sameOutcome: false })
    expect(forged).toMatchObject({ status: 'conflict', kinds: ['edited'] })
  })

  it('checks cuts against the text and against the rules they cite', async () => {
    const { mor, item } = await aReportedComment('Ring Ina on 01632 960123 \u{1F600} now.')
    const ground = { kind: 'rule', terms: '1.0.0', code: 'PRV-DATA' }
    const amend = (start: number, end: number, rule = 'PRV-DATA') =>
      mor.decision(item, { verb: 'amend', ground, cuts: [{ span: [start, end], rule }] })

    const answers = await mor.push(
      amend(12, 4000),
      amend(12, 26),
      amend(12, 24, 'SAF-THR'),
      amend(12, 24, 'NO-SUCH'),
      amend(12, 24),
    )

    expect(answers.map(({ status }) => status)).toEqual([
      ...['rejected', 'rejected', 'rejected', 'rejected'],
      'applied',
    ])
  })

  it('keeps a case open whose decision leaves a report unanswered', async () => {
    const { platform, mor, item } = await aReportedComment()
    platform.report('c1', { rule: 'SAF-THR' })
    await mor.caseOf('c1', ({ openReportCount }) => openReportCount === 2)

    await mor.applied(mor.decision(item))

    const after = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 1)
    expect(after).toMatchObject({ state: 'open', reopened: 'unanswered', openReportCount: 1 })
    expect(after.severity).toBe(1)
  })

  it('undoes a decision by another that names it; somebody else’s only for a lead', async () => {
    const { desk, mor, lee, item } = await aReportedComment()
    const lead = await signedIn(desk, 'lead', 'ada')
    const first = mor.decision(item, DELETE)
    await mor.applied(first)
    const deleted = await mor.caseOf('c1', ({ state }) => state === 'closed')
    const restore = {
      verb: 'restore',
      ground: { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' },
      restores: first.opId,
    }

    const [notOwn] = await lee.push(lee.decision(deleted, restore))
    const [keepOver] = await lee.push(lee.decision(deleted))
    const [byLead] = await lead.push(lead.decision(deleted, restore))
    const back = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 2)
    const [twice] = await mor.push(mor.decision(back, restore))

    expect(notOwn).toMatchObject({ status: 'rejected', code: 'not-permitted' })
    expect(keepOver).toMatchObject({ status: 'rejected', code: 'bad-input' })
    expect(byLead).toMatchObject({ status: 'applied', decRev: 2 })
    expect(twice).toMatchObject({ status: 'rejected', code: 'bad-input' })
  })

  it('keeps the earliest time anybody saw a case, and makes nothing conflict by it', async () => {
    const { mor, lee, item } = await aReportedComment()
    const seen = (ageMs: number) => ({ kind: 'seen', caseId: item.caseId, ageMs })

    await mor.applied({ ...mor.envelope(), ...seen(60_000) })
    await lee.applied({ ...lee.envelope(), ...seen(1000) })
    await mor.applied(mor.decision(item))

    const { firstSeenAt } = await mor.caseOf('c1')
    expect(Date.now() - Date.parse(firstSeenAt ?? '')).toBeGreaterThan(30_000)
  })

  it('answers gone for a comment its author took away', async () => {
    const { platform, mor, item } = await aReportedComment()
    platform.authorDeletes('c1')
    const closed = await mor.caseOf('c1', ({ state }) => state === 'closed')

    const [answer] = await mor.push(mor.decision(item))

    expect(closed.comment.deletedByAuthor).toBe(true)
    expect(answer).toMatchObject({ status: 'gone' })
  })

  it('lets two consoles push at once: one line of decisions, one chain', async () => {
    const { platform, mor, lee } = await aReportedComment()
    for (let i = 0; i < 20; i++) {
      platform.comment(`d${i}`)
      platform.report(`d${i}`)
    }
    await mor.caseOf('d19')
    const cases = [...(await mor.cases()).values()]

    const answers = await Promise.all(
      cases.flatMap((item) => [
        mor.push(mor.decision(item, DELETE)),
        lee.push(lee.decision(item, { opId: newOpId() })),
      ]),
    )

    const statuses = answers.flat().map(({ status }) => status)
    expect(statuses.filter((status) => status === 'applied')).toHaveLength(cases.length)
    expect(statuses.filter((status) => status === 'conflict')).toHaveLength(cases.length)
    for (const { revisions, decisions } of (await mor.cases()).values()) {
      expect(decisions.map(({ decRev }) => decRev)).toEqual(decisions.map((_, i) => i + 1))
      expect(revisions.decRev).toBe(decisions.length)
    }
  })
})
