import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { disableStaff, revoke } from '../../src/desk/services/staff.ts'
import { LogPage, Revision, StaffList } from '../../src/shared/desk/desk.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import {
  aDeskWithPlatform,
  type Console,
  DELETE,
  newOpId,
  signedIn,
  onEachDatabase,
} from './kit.ts'

async function aReportedComment() {
  const { desk, platform } = await aDeskWithPlatform()
  platform.comment('c1')
  platform.report('c1')
  const mor = await signedIn(desk, 'moderator', 'mor')
  const lead = await signedIn(desk, 'lead', 'ada')
  return { desk, platform, mor, lead, item: await mor.caseOf('c1') }
}

const question = (
  from: Console,
  item: CaseItem,
  change: Readonly<Record<string, unknown>> = {},
) => ({
  ...from.envelope(),
  kind: 'escalate',
  caseId: item.caseId,
  question: 'Is this the councillor’s own number?',
  hides: null,
  expect: item.revisions,
  bodyCommit: item.comment.bodyCommit,
  ...change,
})

const answerTo = (from: Console, item: CaseItem, escalation: string) => ({
  ...from.envelope(),
  kind: 'answer',
  caseId: item.caseId,
  escalation,
  words: 'It is, and it is public. Leave it.',
})

const raised = (
  from: Console,
  commentId: string,
  change: Readonly<Record<string, unknown>> = {},
) => ({
  ...from.envelope(),
  kind: 'raise',
  siteId: 'glenorran',
  commentId,
  rule: 'CON-ABU',
  words: 'Seen beside a reported one.',
  ...change,
})

const entriesOf = async (lead: Console, kind: string) =>
  (await lead.log()).entries
    .map(({ text }) => Entry.parse(JSON.parse(text)))
    .filter((entry) => entry.kind === kind)

onEachDatabase('an escalation', () => {
  it('puts a question beside the case that a lead answers, and touches nothing else', async () => {
    const { mor, lead, item } = await aReportedComment()
    const op = question(mor, item)
    await mor.applied(op)
    const asked = await lead.caseOf('c1', ({ escalations }) => escalations.length === 1)

    const answer = answerTo(lead, item, op.opId)
    await lead.applied(answer)

    const after = await mor.caseOf('c1', ({ escalations }) => escalations[0]?.answer != null)
    expect(asked.escalations).toMatchObject([
      { opId: op.opId, question: op.question, by: { name: 'MOR' }, hides: null, answer: null },
    ])
    expect(after.escalations[0]?.answer).toMatchObject({ words: answer.words, by: { name: 'ADA' } })
    expect([after.revisions, after.state]).toEqual([item.revisions, 'open'])
    const { entries } = await lead.log()
    const words = entries.map(({ text }) => text).join()
    expect(words).toContain('case.escalated')
    expect(words).toContain('escalation.answered')
    expect(words).not.toContain('councillor')
    expect(words).not.toContain('public')
  })

  it('is no conflict, whatever became of the case meanwhile', async () => {
    const { platform, mor, lead, item } = await aReportedComment()
    await lead.applied(lead.decision(item, DELETE))
    platform.edit('c1', 'Something else.')
    await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)

    expect(await mor.push(question(mor, item))).toMatchObject([{ status: 'applied', decRev: null }])
  })

  it('hides the comment by an ordinary delete made with it', async () => {
    const { platform, mor, item } = await aReportedComment()
    const ground = { kind: 'outcome', terms: '1.0.0', code: 'ESC-LEAD' }
    const hide = mor.decision(item, { verb: 'delete', ground })
    const op = question(mor, item, { hides: hide.opId })

    const answers = await mor.push(hide, op)

    expect(answers.map(({ status }) => status)).toEqual(['applied', 'applied'])
    const after = await mor.caseOf(
      'c1',
      ({ decisions }) => decisions[0]?.publication === 'published',
    )
    expect(after.escalations).toMatchObject([{ hides: hide.opId, answer: null }])
    expect(platform.shown.get(hide.opId)?.decision).toMatchObject({ verb: 'delete' })
  })

  it('is answered once, by a lead, and only where it was asked', async () => {
    const { platform, mor, lead, item } = await aReportedComment()
    platform.comment('c2')
    platform.report('c2')
    const other = await lead.caseOf('c2')
    const op = question(mor, item)
    await mor.applied(op)

    const answers = [
      ...(await mor.push(answerTo(mor, item, op.opId))),
      ...(await lead.push(
        answerTo(lead, other, op.opId),
        answerTo(lead, item, newOpId()),
        answerTo(lead, item, op.opId),
        answerTo(lead, item, op.opId),
      )),
    ]

    expect(answers).toMatchObject([
      { code: 'not-permitted' },
      { code: 'bad-input' },
      { code: 'bad-input' },
      { status: 'applied' },
      { code: 'bad-input' },
    ])
  })
})

onEachDatabase('a raised comment', () => {
  it('becomes a case like any other, known of since the key was pressed', async () => {
    const { desk, platform, mor, lead } = await aReportedComment()
    platform.comment('quiet', 'Nobody reported these words.')
    const op = raised(mor, 'quiet', { ageMs: 60_000 })
    await mor.applied(op)

    const item = await mor.caseOf('quiet')

    expect(item).toMatchObject({ state: 'open', severity: 3, reportCount: 1, readers: 1 })
    expect(item.reports).toMatchObject([{ channel: 'staff', rule: 'CON-ABU', words: op.words }])
    expect(Date.now() - Date.parse(item.receivedAt)).toBeGreaterThan(50_000)
    expect(await entriesOf(lead, 'case.raised')).toMatchObject([
      { actor: mor.staffId, data: { opId: op.opId, caseId: item.caseId } },
    ])
    await mor.applied(mor.decision(item, DELETE))
    await mor.caseOf('quiet', ({ decisions }) => decisions[0]?.publication === 'published')
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  })

  it('joins the case there is, and opens it again', async () => {
    const { mor, item } = await aReportedComment()
    await mor.applied(mor.decision(item))

    await mor.applied(raised(mor, 'c1', { rule: 'SAF-THR' }))

    const back = await mor.caseOf('c1', ({ reportCount }) => reportCount === 2)
    expect(back).toMatchObject({ state: 'open', reopened: 'new-report', severity: 1 })
    expect(await mor.cases()).toHaveLength(1)
  })

  it('is refused where there is no such title or rule, and gone where there is no such comment', async () => {
    const { platform, mor } = await aReportedComment()
    platform.comment('quiet')

    const answers = await mor.push(
      raised(mor, 'quiet', { siteId: 'strathlinn' }),
      raised(mor, 'quiet', { rule: 'NO-SUCH' }),
      raised(mor, 'quiet', { words: 'x\u0000' }),
      raised(mor, 'never-was'),
    )

    expect(answers).toMatchObject([
      { code: 'bad-input' },
      { code: 'rule-unknown' },
      { code: 'bad-input' },
      { status: 'gone' },
    ])
    expect(await mor.cases()).toHaveLength(1)
  })

  it('waits for a platform that does not answer, under the same id', async () => {
    const { platform, mor } = await aReportedComment()
    platform.comment('quiet')
    platform.state.down = true
    const op = raised(mor, 'quiet')

    const early = await mor.push(op)
    platform.state.down = false
    const late = await mor.push(op)
    const again = await mor.push(op)

    expect(early).toMatchObject([{ status: 'retry' }])
    expect(late).toMatchObject([{ status: 'applied' }])
    expect(again).toEqual(late)
    expect((await mor.caseOf('quiet')).reportCount).toBe(1)
  })
})

onEachDatabase('what comes without the right', () => {
  it('is kept whole, logged as set aside, and done to nothing', async () => {
    const { desk, platform, mor, lead, item } = await aReportedComment()
    platform.comment('quiet')
    const lee = await signedIn(desk, 'moderator', 'lee')
    const { epoch } = await mor.hello()
    await revoke(desk.store, mor.device)
    await disableStaff(desk.store, 'lee')

    const ops = [question(mor, item), raised(mor, 'quiet')]
    const push = await mor.call('/v1/sync/push', { json: { epoch, ops } })
    const other = await lee.call('/v1/sync/push', { json: { epoch, ops: [raised(lee, 'c1')] } })

    for (const { text } of [push, other]) expect(text).toContain('"set-aside"')
    expect(await entriesOf(lead, 'op.set-aside')).toMatchObject([
      { data: { op: 'escalate', caseId: item.caseId, why: 'device-revoked' } },
      { data: { op: 'raise', caseId: null, why: 'device-revoked' } },
      { data: { op: 'raise', caseId: item.caseId, why: 'right-lost' } },
    ])
    const after = await lead.caseOf('c1')
    expect([after.escalations, after.reportCount]).toEqual([[], 1])
    const kept = await desk.store.read((db) =>
      db.selectFrom('set_aside').select('op').where('staff_id', '=', mor.staffId).execute(),
    )
    expect(kept.map((row): unknown => JSON.parse(row.op))).toEqual(ops)
  })
})

describe('the record', () => {
  it('shows people what they did themselves, and nothing else', async () => {
    const { mor, lead, item } = await aReportedComment()
    await mor.applied(question(mor, item))
    await lead.applied(lead.decision(item))

    const own = LogPage.parse(JSON.parse((await mor.call('/v1/log/own')).text))
    const { entries } = await lead.log()

    const byMor = entries.filter(({ text }) => text.includes(`"actor":"${mor.staffId}"`))
    expect(own.entries).toEqual(byMor)
    expect(byMor.length).toBeGreaterThan(1)
    const [first] = own.entries
    const rest = await mor.call(`/v1/log/own?after=${first?.n ?? 0}&limit=1`)
    expect(LogPage.parse(JSON.parse(rest.text)).entries).toEqual([own.entries[1]])
  })

  it('has names for pseudonyms, of those who left too', async () => {
    const { desk, mor, lead } = await aReportedComment()
    await disableStaff(desk.store, 'ada')

    const { staff } = StaffList.parse(JSON.parse((await mor.call('/v1/staff')).text))

    expect(staff).toContainEqual({ id: lead.staffId, name: 'ADA', role: 'lead', active: false })
  })

  it('has every text that was decided on, proved by its salt, for leads', async () => {
    const { desk, platform, mor, lead, item } = await aReportedComment()
    await mor.applied(mor.decision(item))
    platform.edit('c1', 'A second thought.')
    await mor.caseOf('c1', ({ revisions }) => revisions.bodyRev === 2)
    const address = (rev: number) => `/v1/cases/${item.caseId}/revisions/${rev}`

    const first = Revision.parse(JSON.parse((await lead.call(address(1))).text))
    const missing = await lead.call(address(3))
    await desk.store.write(({ db }) =>
      db
        .updateTable('revision')
        .set({ body: null, salt: null })
        .where('body_rev', '=', 1)
        .execute(),
    )
    const erased = await lead.call(address(1))

    expect(first.body).toBe(item.comment.body)
    expect(bodyCommit(sha256, first.salt, first.body)).toBe(item.comment.bodyCommit)
    expect([missing.status, erased.status]).toEqual([404, 410])
    expect((await mor.call(address(2))).status).toBe(403)
  })
})
