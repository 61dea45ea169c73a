import { expect, it } from 'vitest'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { revoke } from '../../src/desk/services/staff.ts'
import type { AuthorItem, CaseItem } from '../../src/shared/desk/feed.ts'
import { MuteAnswer, Reporters } from '../../src/shared/desk/reporters.ts'
import { bodyCommit } from '../../src/shared/domain/commitment.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import {
  aDeskWithPlatform,
  type Console,
  DELETE,
  eventually,
  newOpId,
  onEachDatabase,
  signedIn,
} from './kit.ts'

const HOUR_MS = 60 * 60_000

async function aDesk(...comments: readonly string[]) {
  const { desk, platform } = await aDeskWithPlatform()
  for (const id of comments) {
    platform.comment(id)
    platform.report(id, { reporter: 'rab', email: 'rab@example.invalid' })
  }
  const mor = await signedIn(desk, 'moderator', 'mor')
  const lead = await signedIn(desk, 'lead', 'ada')
  for (const id of comments) await mor.caseOf(id)
  return { desk, platform, mor, lead }
}

/** An author as the feed has them, once they are as wanted. */
const authorOf = (from: Console, commentId: string, as: (author: AuthorItem) => boolean) =>
  eventually(async () => {
    const { items } = await from.changes({ limit: 1000 })
    const author = items.find(
      (item) => item.t === 'author' && item.authorId === `author-of-${commentId}`,
    )
    return author?.t === 'author' && as(author) ? author : undefined
  })

const entriesOf = async (lead: Console, kind: string) =>
  (await lead.log()).entries
    .map(({ text }) => Entry.parse(JSON.parse(text)))
    .filter((entry) => entry.kind === kind)

const noteOn = (from: Console, item: CaseItem, words: string) => ({
  ...from.envelope(),
  ...{ kind: 'note', caseId: item.caseId, words },
})

const address = (item: CaseItem, named = false) =>
  `/v1/cases/${item.caseId}/reporters${named ? '/identities' : ''}`

async function reporters(from: Console, item: CaseItem, named = false) {
  const { status, text } = await from.call(address(item, named))
  if (status !== 200) throw new Error(`answered ${status}: ${text}`)
  return Reporters.parse(JSON.parse(text)).reporters
}

const mute = (lead: Console, item: CaseItem, change: Readonly<Record<string, unknown>>) =>
  lead.call('/v1/readers/mute', {
    json: {
      ...{ requestId: newOpId(), caseId: item.caseId, reason: 'Reports whatever she writes.' },
      until: instant(Date.now() + HOUR_MS),
      ...change,
    },
  })

/** Mutes who reported a case, and answers under which id. */
async function muteReporterOf(lead: Console, item: CaseItem, until = Date.now() + HOUR_MS) {
  const [one] = await reporters(lead, item)
  const reply = await mute(lead, item, { reader: one?.reader, until: instant(until) })
  return MuteAnswer.parse(JSON.parse(reply.text)).muteId
}

onEachDatabase('an author', () => {
  it('is sent with decisions by rule and strikes, and a restored one gives none', async () => {
    const { mor } = await aDesk('c1')
    const item = await mor.caseOf('c1')
    const gone = mor.decision(item, DELETE)
    await mor.applied(gone)
    const { record } = await authorOf(mor, 'c1', ({ counts }) => counts.delete === 1)
    expect(record).toMatchObject({
      rules: [{ ground: { code: 'CON-ABU' }, count: 1 }],
      strikes: [{ opId: gone.opId, strikes: 1 }],
    })

    const ground = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' }
    const expected = { bodyRev: 1, decRev: 1 }
    const back = { verb: 'restore', ground, restores: gone.opId, expect: expected, answers: [] }
    await mor.applied(mor.decision(item, back))
    const after = await authorOf(mor, 'c1', ({ counts }) => counts.restore === 1)
    expect(after.record).toMatchObject({ rules: [], strikes: [] })
    expect(after.decisions.map(({ verb }) => verb)).toEqual(['restore', 'delete'])
  })

  it('is told of by notes, which the log proves and does not hold', async () => {
    const { desk, mor, lead } = await aDesk('c1')
    const item = await mor.caseOf('c1')
    const op = noteOn(mor, item, 'Came back under another name in March.')
    await mor.applied(op)
    await mor.push(op)

    const { record } = await authorOf(lead, 'c1', (author) => author.record?.noteCount === 1)
    expect(record?.notes).toMatchObject([
      { opId: op.opId, caseId: item.caseId, text: op.words, by: { name: 'MOR' } },
    ])
    const [entry] = await entriesOf(lead, 'author.noted')
    const kept = await desk.store.read((db) =>
      db.selectFrom('author_note').selectAll().executeTakeFirstOrThrow(),
    )
    expect(entry?.data['textCommit']).toBe(bodyCommit(sha256, kept.text_salt ?? '', op.words))
    expect((await lead.log()).entries.map(({ text }) => text).join()).not.toContain('March')
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  })

  it('is sent with the newest ten notes and how many there are', async () => {
    const { mor } = await aDesk('c1')
    const item = await mor.caseOf('c1')
    for (let i = 1; i <= 12; i++) await mor.applied(noteOn(mor, item, `Note ${i}.`))

    const { record } = await authorOf(mor, 'c1', (author) => author.record?.noteCount === 12)

    expect(record?.notes.map(({ text }) => text)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Note ${12 - i}.`),
    )
  })

  it('gets no note that is empty, too long, about no case, or from a revoked device', async () => {
    const { desk, mor, lead } = await aDesk('c1')
    const item = await mor.caseOf('c1')
    expect(
      await mor.push(noteOn(mor, item, ' '), noteOn(mor, item, 'x'.repeat(2001)), {
        ...noteOn(mor, item, 'Here.'),
        caseId: 'case_none',
      }),
    ).toMatchObject([{ code: 'bad-input' }, { code: 'bad-input' }, { code: 'bad-input' }])

    await revoke(desk.store, mor.device)
    const { epoch } = await lead.hello()
    const ops = [noteOn(mor, item, 'Written offline.')]
    const late = await mor.call('/v1/sync/push', { json: { epoch, ops } })

    expect(late.text).toContain('"set-aside"')
    expect(await entriesOf(lead, 'note.set-aside')).toMatchObject([
      { data: { caseId: item.caseId, why: 'device-revoked' } },
    ])
    const author = await authorOf(lead, 'c1', () => true)
    expect(author.record?.noteCount).toBe(0)
  })
})

onEachDatabase('who reported', () => {
  it('is shown after one’s own decision, or to a lead, by what became of their reports', async () => {
    const { platform, mor, lead } = await aDesk('c1', 'c2', 'c3')
    const [c1, c2, c3] = [await mor.caseOf('c1'), await mor.caseOf('c2'), await mor.caseOf('c3')]
    expect((await mor.call(address(c1))).status).toBe(403)
    await mor.applied(mor.decision(c1, DELETE))
    await mor.applied(mor.decision(c2))
    platform.report('c3', { reporter: 'una' })
    await mor.caseOf('c3', ({ reportCount }) => reportCount === 2)

    const [rab] = await reporters(mor, c1)
    expect(rab).toMatchObject({ made: 3, decided: 2, upheld: 1, mute: null, identity: null })
    expect(rab?.reports).toEqual(c1.reports.map(({ id }) => id))
    expect((await mor.call(address(c3))).status).toBe(403)
    expect(await reporters(lead, c3)).toMatchObject([
      { made: 1, decided: 0, upheld: 0 },
      { reader: rab?.reader, made: 3 },
    ])
  })

  it('is named to a lead alone, and the log says that somebody looked', async () => {
    const { mor, lead } = await aDesk('c1')
    const item = await mor.caseOf('c1')
    await mor.applied(mor.decision(item, DELETE))
    expect((await mor.call(address(item, true))).status).toBe(403)

    const [one] = await reporters(lead, item, true)

    expect(one?.identity).toEqual({ reporter: 'rab', email: 'rab@example.invalid' })
    expect(await entriesOf(lead, 'reporters.identified')).toMatchObject([
      { actor: lead.staffId, data: { caseId: item.caseId, readers: [one?.reader] } },
    ])
    expect((await lead.log()).entries.map(({ text }) => text).join()).not.toContain('rab@')
  })

  it('is nobody where staff raised it, and at most fifty of five thousand', async () => {
    const { platform, mor, lead } = await aDesk('c1')
    platform.comment('quiet')
    const raise = { siteId: 'glenorran', commentId: 'quiet', rule: null, words: 'Look.' }
    await mor.applied({ ...mor.envelope(), kind: 'raise', ...raise })
    expect(await reporters(lead, await lead.caseOf('quiet'))).toEqual([])

    for (let i = 1; i < 5000; i++) platform.report('c1', { reporter: `reader-${i}` })
    const item = await eventually(async () => {
      const found = await lead.caseOf('c1')
      return found.reportCount === 5000 ? found : undefined
    })
    const { text } = await lead.call(address(item))
    const found = Reporters.parse(JSON.parse(text))
    expect([found.reporters.length, found.more]).toEqual([50, 4950])
  })
})

onEachDatabase('a muted reader', () => {
  it('opens no case and brings none back, and every report of theirs is kept and counted', async () => {
    const { desk, platform, mor, lead } = await aDesk('c1')
    const item = await mor.caseOf('c1')
    await mor.applied(mor.decision(item))
    const muteId = await muteReporterOf(lead, item)
    platform.comment('c2')
    platform.report('c2', { reporter: 'rab' })
    platform.report('c1', { reporter: 'rab' })
    platform.comment('c3')
    platform.report('c3', { reporter: 'una' })
    await mor.caseOf('c3')

    const cases = await mor.cases()
    expect([...cases.keys()].sort()).toEqual(['c1', 'c3'])
    expect(cases.get('c1')).toMatchObject({ state: 'closed', reportCount: 1, reopened: null })
    expect(await reporters(lead, item)).toMatchObject([
      { made: 3, decided: 1, setAside: 1, mute: { muteId, by: { name: 'ADA' } } },
    ])
    expect(await entriesOf(lead, 'report.set-aside')).toHaveLength(2)
    expect(await entriesOf(lead, 'report.received')).toHaveLength(4)
    expect((await lead.log()).entries.map(({ text }) => text).join()).not.toContain('whatever she')
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  })

  it('still comes in with the gravest rules and those of law', async () => {
    const { platform, mor, lead } = await aDesk('c1')
    await muteReporterOf(lead, await lead.caseOf('c1'))
    for (const [id, rule] of [
      ['threat', 'SAF-THR'],
      ['libel', 'LEG-DEF'],
      ['abuse', 'CON-ABU'],
      ['else', null],
    ] as const) {
      platform.comment(id)
      platform.report(id, { reporter: 'rab', rule })
    }
    platform.comment('last')
    platform.report('last', { reporter: 'una' })
    await mor.caseOf('last')

    expect([...(await mor.cases()).keys()].sort()).toEqual(['c1', 'last', 'libel', 'threat'])
  })

  it('is heard again when the mute is ended, or its time is up', async () => {
    const { desk, platform, mor, lead } = await aDesk('c1', 'c2')
    const item = await lead.caseOf('c1')
    const muteId = await muteReporterOf(lead, item)
    const json = { requestId: newOpId(), muteId }
    const ended = await lead.call('/v1/readers/end-mute', { json })
    platform.comment('after')
    platform.report('after', { reporter: 'rab' })
    await mor.caseOf('after')
    expect((await lead.call('/v1/readers/end-mute', { json })).text).toBe(ended.text)
    expect(await entriesOf(lead, 'reader.unmuted')).toHaveLength(1)

    await muteReporterOf(lead, item)
    const past = instant(Date.now() - 1)
    await desk.store.write(({ db }) =>
      db.updateTable('mute').set({ ends_at: past }).where('ended_at', 'is', null).execute(),
    )
    platform.comment('later')
    platform.report('later', { reporter: 'rab' })
    await mor.caseOf('later')
    expect((await reporters(lead, item))[0]?.mute).toBeNull()
  })

  it('is muted once, for a time that can be, by a lead, for a reason', async () => {
    const { mor, lead } = await aDesk('c1')
    const item = await lead.caseOf('c1')
    const [one] = await reporters(lead, item)
    const reader = one?.reader
    const status = async (change: Readonly<Record<string, unknown>>, by = lead) =>
      (await mute(by, item, { reader, ...change })).status
    expect(await status({ until: instant(Date.now() - 1000) })).toBe(400)
    expect(await status({ until: instant(Date.now() + 91 * 24 * HOUR_MS) })).toBe(400)
    expect(await status({ reason: ' ' })).toBe(400)
    expect(await status({ reader: '0'.repeat(32) })).toBe(404)
    expect(await status({}, mor)).toBe(403)

    const same = { requestId: newOpId(), until: instant(Date.now() + HOUR_MS) }
    expect([await status(same), await status(same), await status({})]).toEqual([200, 200, 400])
    expect(await entriesOf(lead, 'reader.muted')).toHaveLength(1)
  })
})
