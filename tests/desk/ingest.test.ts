import { expect, it } from 'vitest'
import { aDeskWithPlatform, call, DELETE, eventually, signedIn, onEachDatabase } from './kit.ts'

async function aModerator() {
  const { desk, platform } = await aDeskWithPlatform()
  return { desk, platform, mor: await signedIn(desk, 'moderator', 'mor') }
}

onEachDatabase('ingest', () => {
  it('makes one case of three reports and counts readers, not reports', async () => {
    const { platform, mor } = await aModerator()
    platform.comment('c1')
    platform.report('c1', { rule: 'TOP-DIS', reporter: 'ina' })
    platform.report('c1', { rule: 'CON-HATE', reporter: 'ina' })
    platform.report('c1', { rule: null, reporter: 'rab', email: 'rab@example.org' })

    const item = await mor.caseOf('c1', ({ reportCount }) => reportCount === 3)

    expect(item).toMatchObject({
      ...{ state: 'open', severity: 2, openReportCount: 3, readers: 2, reopened: null },
      revisions: { bodyRev: 1, decRev: 0 },
    })
    expect(item.reports.map(({ rule }) => rule)).toHaveLength(3)
    expect(await mor.cases()).toHaveLength(1)
  })

  it('takes a report that the platform sends twice once', async () => {
    const { platform, mor } = await aModerator()
    platform.comment('c1')
    platform.report('c1', { id: 'same' })
    platform.report('c1', { id: 'same' })
    platform.report('c1', { id: 'other' })

    const item = await mor.caseOf('c1', ({ reports }) => reports.length > 1)

    expect(item.reportCount).toBe(2)
  })

  it('sends nobody who complained, and no address of theirs', async () => {
    const { platform, mor } = await aModerator()
    platform.comment('c1')
    platform.report('c1', { reporter: 'reader-of-note', email: 'ina@example.org' })
    await mor.caseOf('c1')

    const { text } = await mor.call('/v1/sync/changes')

    expect(text).not.toContain('reader-of-note')
    expect(text).not.toContain('ina@example.org')
  })

  it('opens a decided case again for a new report, the decision beside it', async () => {
    const { platform, mor } = await aModerator()
    platform.comment('c1')
    platform.report('c1')
    await mor.applied(mor.decision(await mor.caseOf('c1')))

    platform.report('c1', { rule: 'SAF-THR' })

    const back = await mor.caseOf('c1', ({ reopened }) => reopened !== null)
    expect(back).toMatchObject({
      ...{ state: 'open', reopened: 'new-report', severity: 1, openReportCount: 1 },
      revisions: { bodyRev: 1, decRev: 1 },
      decisions: [{ verb: 'keep' }],
    })
  })

  it('answers a report on a deleted comment by the decision that stands', async () => {
    const { desk, platform, mor } = await aModerator()
    const lead = await signedIn(desk, 'lead', 'ada')
    platform.comment('c1')
    platform.report('c1')
    const op = mor.decision(await mor.caseOf('c1'), DELETE)
    await mor.applied(op)

    platform.report('c1')

    const item = await mor.caseOf('c1', ({ reportCount }) => reportCount === 2)
    expect(item).toMatchObject({ state: 'closed', openReportCount: 0, reopened: null })
    expect(item.reports.map(({ answeredBy }) => answeredBy)).toEqual([op.opId, op.opId])
    const { entries } = await lead.log()
    expect(entries.map(({ text }) => text).join()).toContain('report.answered-by-standing')
  })

  it('brings a decided case back when its author edits, with a fresh salt for the new text', async () => {
    const { platform, mor } = await aModerator()
    platform.comment('c1')
    platform.report('c1')
    const before = await mor.caseOf('c1')
    await mor.applied(mor.decision(before))
    await mor.caseOf('c1', ({ decisions }) => decisions[0]?.publication === 'published')

    platform.edit('c1', 'What I meant was this.')

    const back = await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)
    expect(back).toMatchObject({ state: 'open', reopened: 'edited' })
    expect(back.comment.body).toBe('What I meant was this.')
    expect(back.comment.salt).not.toBe(before.comment.salt)
  })

  it('loses nothing while the platform is down, and says so', async () => {
    const { desk, platform, mor } = await aModerator()
    await eventually(async () => (await call(`${desk.url}/readyz`)).status === 200 || undefined)

    platform.state.down = true
    platform.comment('c1')
    platform.report('c1')
    const unready = await eventually(async () => {
      const reply = await call(`${desk.url}/readyz`)
      return reply.status === 503 ? reply : undefined
    })
    platform.state.down = false

    expect(JSON.parse(unready.text)).toMatchObject({ platform: { state: 'down' } })
    await mor.caseOf('c1')
    await eventually(async () => (await call(`${desk.url}/readyz`)).status === 200 || undefined)
  })

  it('goes on with the rest when a reported comment is no more', async () => {
    const { platform, mor } = await aModerator()
    platform.comment('c1')
    platform.report('c1')
    platform.report('never-was')
    platform.comment('c2')
    platform.report('c2')

    await mor.caseOf('c2')

    expect([...(await mor.cases()).keys()].sort()).toEqual(['c1', 'c2'])
  })
})
