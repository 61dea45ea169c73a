import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createPaper } from '../../src/paper/paper.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { ImportAnswer } from '../../src/shared/platform/operator.ts'
import { onTestFinished } from 'vitest'
import {
  aDesk,
  aDeskWithPlatform,
  call,
  DELETE,
  eventually,
  signedIn,
  tempFolder,
  onEachDatabase,
} from './kit.ts'

const publication = (state: string) => (item: CaseItem) =>
  item.decisions.at(-1)?.publication === state

async function aReportedComment(body?: string) {
  const { desk, platform } = await aDeskWithPlatform()
  platform.comment('c1', body)
  platform.report('c1')
  const mor = await signedIn(desk, 'moderator', 'mor')
  return { desk, platform, mor, item: await mor.caseOf('c1') }
}

onEachDatabase('publication', () => {
  it('has the platform show a decision, once, with a notice for the author, and keeps the receipt', async () => {
    const { desk, platform, mor, item } = await aReportedComment()
    const op = mor.decision(item, { ...DELETE, note: 'kept between us' })
    await mor.applied(op)

    const after = await mor.caseOf('c1', publication('published'))

    const { decision, receipt } = platform.shown.get(op.opId) ?? {}
    expect(decision).toMatchObject({ commentId: 'c1', verb: 'delete', expectRev: 1, cuts: [] })
    expect(decision?.ground).toMatchObject({ code: 'CON-ABU', title: 'Personal abuse' })
    expect(decision?.notice).toContain('Insults a commenter')
    expect(decision?.notice).toContain('30 days')
    expect(decision?.notice).not.toContain('kept between us')
    expect(after.decisions[0]?.publishedAt).not.toBeNull()
    expect(platform.state.decisionCalls).toBe(1)
    const rows = await desk.store.read((db) =>
      db.selectFrom('decision').select('receipt').execute(),
    )
    expect(rows).toEqual([{ receipt }])
  })

  it('sends each cut with the token of its rule', async () => {
    const { platform, mor, item } = await aReportedComment('Call Rab on 01632 960123 tonight.')
    const op = mor.decision(item, {
      verb: 'amend',
      ground: { kind: 'rule', terms: '1.0.0', code: 'PRV-DATA' },
      cuts: [{ span: [12, 24], rule: 'PRV-DATA' }],
    })
    await mor.applied(op)
    await mor.caseOf('c1', publication('published'))

    expect(platform.shown.get(op.opId)?.decision.cuts).toEqual([
      { span: [12, 24], rule: 'PRV-DATA', token: '[personal details removed by a moderator]' },
    ])
  })

  it('brings a restore back to the amendment that stood before', async () => {
    const { platform, mor, item } = await aReportedComment('Call Rab on 01632 960123 tonight.')
    const cuts = [{ span: [12, 24], rule: 'PRV-DATA' }]
    const ground = { kind: 'rule', terms: '1.0.0', code: 'PRV-DATA' }
    await mor.applied(mor.decision(item, { verb: 'amend', ground, cuts }))
    const amended = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 1)
    const removal = mor.decision(amended, DELETE)
    await mor.applied(removal)
    const deleted = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 2)
    const outcome = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' }
    const restore = { verb: 'restore', ground: outcome, restores: removal.opId }
    const op = mor.decision(deleted, restore)
    await mor.applied(op)
    await mor.caseOf('c1', publication('published'))

    const { decision } = platform.shown.get(op.opId) ?? {}
    expect(decision).toMatchObject({ verb: 'amend', cuts, ground: { code: 'PRV-DATA' } })
    expect(decision?.notice).toContain('put your comment back')
    expect(decision?.notice).toContain('removed before stays removed')
    expect([...platform.shown.values()].map(({ decision }) => decision.verb)).toEqual([
      ...['amend', 'delete', 'amend'],
    ])
  })

  it('lets a later amend replace the cuts of the earlier one, and its restore bring them back', async () => {
    const { platform, mor, item } = await aReportedComment('Call Rab on 01632 960123 tonight.')
    const ground = { kind: 'rule', terms: '1.0.0', code: 'PRV-DATA' }
    const cut = (span: readonly [number, number]) => [{ span, rule: 'PRV-DATA' }]
    const first = { verb: 'amend', ground, cuts: cut([12, 24]) }
    await mor.applied(mor.decision(item, first))
    const once = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 1)
    const second = mor.decision(once, { ...first, cuts: cut([5, 8]) })
    await mor.applied(second)
    const twice = await mor.caseOf('c1', ({ revisions }) => revisions.decRev === 2)
    const outcome = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' }
    const restore = { verb: 'restore', ground: outcome, restores: second.opId }
    await mor.applied(mor.decision(twice, restore))
    await mor.caseOf('c1', (now) => now.revisions.decRev === 3 && publication('published')(now))

    const shown = [...platform.shown.values()].map(({ decision }) => decision.cuts)
    expect(shown).toMatchObject([first.cuts, second.cuts, first.cuts])
  })

  it('brings an amended comment back when its author edits it, and its cuts no longer apply', async () => {
    const { platform, mor, item } = await aReportedComment('Call Rab on 01632 960123 tonight.')
    const ground = { kind: 'rule', terms: '1.0.0', code: 'PRV-DATA' }
    const amend = mor.decision(item, {
      ...{ verb: 'amend', ground, cuts: [{ span: [12, 24], rule: 'PRV-DATA' }] },
    })
    await mor.applied(amend)
    await mor.caseOf('c1', publication('published'))

    platform.edit('c1', 'Call him.')
    const back = await mor.caseOf('c1', ({ reopened }) => reopened === 'edited')
    const outcome = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' }
    const restore = { verb: 'restore', ground: outcome, restores: amend.opId }
    const [refused] = await mor.push(mor.decision(back, restore))

    expect(back).toMatchObject({ state: 'open', revisions: { bodyRev: 2, decRev: 1 } })
    expect(refused).toMatchObject({ status: 'conflict', kinds: ['edited'] })
    await mor.applied(mor.decision(back, { ...DELETE, answers: [] }))
  })

  it('brings the case back when the author was quicker', async () => {
    const { desk, platform, mor, item } = await aReportedComment()
    const lead = await signedIn(desk, 'lead', 'ada')
    platform.edit('c1', 'Edited while the moderator read.', true)

    await mor.applied(mor.decision(item, DELETE))

    const back = await mor.caseOf('c1', publication('overtaken'))
    expect(back).toMatchObject({ state: 'open', reopened: 'overtaken' })
    expect(back.revisions).toEqual({ bodyRev: 2, decRev: 1 })
    expect(back.comment.body).toBe('Edited while the moderator read.')
    const { entries } = await lead.log()
    expect(entries.map(({ text }) => text).join()).toContain('publication.overtaken')
  })

  it('keeps trying while the platform is down, and publishes when it is back', async () => {
    const { platform, mor, item } = await aReportedComment()
    platform.state.refuseDecisions = 503
    const op = mor.decision(item, DELETE)
    await mor.applied(op)
    await eventually(() => platform.state.decisionCalls > 1 || undefined)

    platform.state.refuseDecisions = 0

    await mor.caseOf('c1', publication('published'))
    expect(platform.shown.has(op.opId)).toBe(true)
  })

  it('says that a decision failed which the platform will not have', async () => {
    const { platform, mor, item } = await aReportedComment()
    platform.state.refuseDecisions = 422
    await mor.applied(mor.decision(item, DELETE))

    const { decisions } = await mor.caseOf('c1', publication('failed'))

    expect(decisions).toMatchObject([{ publication: 'failed', publishedAt: null }])
  })

  it('publishes the terms when it starts', async () => {
    const { platform } = await aDeskWithPlatform()

    const terms = await eventually(() => platform.state.terms)

    expect(terms.version).toBe('1.0.0')
  })
})

const at = '2026-05-12T14:32:00.000Z'
const onThePaper = {
  externalId: 'x1',
  body: 'Nobody but a fool would vote for the harbour plan.',
  postedAt: at,
  author: { handle: 'Wullie Pagan' },
  article: {
    ...{ slug: 'harbour-vote', title: 'Harbour vote', section: 'News', publishedAt: at },
    paragraph: 'The council votes on Thursday.',
  },
  reports: [
    { key: 'a', rule: 'CON-ABU', words: 'Abuse.', spans: [[13, 19]], at, reporter: 'reader1' },
    { key: 'b', rule: null, words: 'Rude.', spans: [], at, reporter: 'reader2' },
  ],
}

/** A paper with one reported comment, a desk that follows it, and a moderator with the case. */
async function aPaper() {
  const paper = await createPaper({ data: tempFolder(), port: 0, sample: true })
  onTestFinished(() => paper.close())
  const desk = await aDesk({ platform: { url: paper.url, key: paper.keys.platform } })
  const mor = await signedIn(desk, 'moderator', 'mor')
  const loaded = await call(`${paper.url}/operator/v1/comments`, {
    token: paper.keys.operator,
    json: { source: 'test', items: [onThePaper] },
  })
  const { results } = ImportAnswer.parse(JSON.parse(loaded.text))
  expect(results).toMatchObject([{ status: 'added', reportsAdded: 2 }])
  const found = await eventually(async () =>
    [...(await mor.cases()).values()].find(({ comment }) => comment.body === onThePaper.body),
  )
  return { mor, item: found }
}

describe('with the paper', () => {
  it('turns a reader’s report into a decision that the site shows', async () => {
    const { mor, item } = await aPaper()

    await mor.applied(mor.decision(item, DELETE))

    const shown = await mor.caseOf(item.comment.id, publication('published'))
    expect(shown.reportCount).toBe(2)
    const page = await call(z.url().parse(shown.comment.url))
    expect(page.text).not.toContain(onThePaper.body)
  })

  it('shows the amended text again when the delete over it is restored', async () => {
    const { mor, item } = await aPaper()
    const { id } = item.comment
    const ground = { kind: 'rule', terms: '1.0.0', code: 'CON-ABU' }
    const cuts = [{ span: [13, 17], rule: 'CON-ABU' }]
    await mor.applied(mor.decision(item, { verb: 'amend', ground, cuts }))
    const amended = await mor.caseOf(id, publication('published'))
    const page = async () => (await call(z.url().parse(item.comment.url))).text
    const whenAmended = await page()
    const removal = mor.decision(amended, { ...DELETE, answers: [] })
    await mor.applied(removal)
    const removed = await mor.caseOf(
      id,
      (now) => now.revisions.decRev === 2 && publication('published')(now),
    )
    const whenRemoved = await page()
    const outcome = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' }
    const restore = { verb: 'restore', ground: outcome, restores: removal.opId, answers: [] }
    await mor.applied(mor.decision(removed, restore))
    await mor.caseOf(id, (now) => now.revisions.decRev === 3 && publication('published')(now))
    const whenRestored = await page()

    for (const text of [whenAmended, whenRestored]) {
      expect(text).toContain('would vote for the harbour plan')
      expect(text).not.toContain('fool')
    }
    expect(whenRemoved).not.toContain('would vote for the harbour plan')
  })
})
