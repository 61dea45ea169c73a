import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../src/main/core/store/journal.ts'
import { journalSchema } from '../../src/main/core/store/journal-schema.ts'
import { migrate } from '../../src/main/core/store/migrate.ts'
import { WHOLE_QUEUE } from '../../src/shared/contract/models.ts'
import { aDesk, PASSWORD } from './a-desk.ts'
import { eventually, openConsole, portsFor, tempFolder } from './kit.ts'

type Opened = Awaited<ReturnType<typeof openConsole>>

/** A signed-in console, once it has so many cases. */
async function signedIn(deskUrl: string, name: string, count: number) {
  const console = await openConsole(portsFor(deskUrl, tempFolder()))
  await console.call('session.sign-in', { name, password: PASSWORD })
  return { console, nos: await console.queueOf(count) }
}

const escalated = async (console: Opened) =>
  (await console.call('queue.index', { ...WHOLE_QUEUE, place: 'escalated' })).nos

async function ask(console: Opened, no: number, hide: boolean) {
  const { revisions } = (await console.case(no)).case
  return console.call('case.escalate', { no, question: 'Is this fair?', hide, expect: revisions })
}

/** Looks until the place holds these cases. */
const stands = (look: () => Promise<number[]>, nos: readonly number[]) =>
  eventually(async () => {
    const now = await look()
    return now.length === nos.length && now.every((no) => nos.includes(no)) ? true : undefined
  })

describe('a question to a lead', { timeout: 60_000 }, () => {
  it('takes its case out of the queue at once, and the answer brings it back', async () => {
    const desk = await aDesk(3)
    const { console: mor, nos } = await signedIn(desk.url, 'mor', 3)
    const no = nos[2] ?? 0
    expect(await ask(mor, no, false)).toMatchObject({ kind: 'escalate', state: 'held' })
    expect(await mor.nos()).toEqual(nos.slice(0, 2))
    expect(await escalated(mor)).toEqual([no])
    expect(await mor.call('queue.counts', {})).toMatchObject({ queue: 2, escalated: 1 })

    const { console: lee } = await signedIn(desk.url, 'lee', 3)
    await mor.call('sync.now', { release: true })
    await stands(() => escalated(lee), [no])
    expect(await mor.refusal('case.answer', { no, words: 'It is.' })).toBe('not-permitted')
    await lee.call('case.answer', { no, words: 'It is.' })
    expect(await escalated(lee)).toEqual([])
    expect(await lee.refusal('case.answer', { no, words: 'It is not.' })).toBe('illegal-step')
    await lee.call('sync.now', { release: true })
    await stands(() => mor.nos(), nos)
    expect((await mor.nos())[0]).toBe(no)
    expect((await mor.case(no)).case.escalations.at(-1)?.answer?.words).toBe('It is.')
    expect(await desk.log('case.escalated')).toHaveLength(1)
    expect(await desk.log('escalation.answered')).toHaveLength(1)
  })

  it('with hide is one thing with its delete: held together and undone together', async () => {
    const desk = await aDesk(2)
    const { console, nos } = await signedIn(desk.url, 'mor', 2)
    const no = nos[0] ?? 0
    const { opId } = await ask(console, no, true)
    const [hidden] = await console.call('decision.recent', { limit: 1 })
    expect(hidden).toMatchObject({ verb: 'delete', ground: { code: 'ESC-LEAD' }, state: 'held' })
    expect(await console.nos()).toEqual(nos.slice(1))
    await console.call('decision.undo', { opId })
    expect(await console.nos()).toEqual(nos)
    const [back] = await console.call('decision.recent', { limit: 1 })
    expect(back?.state).toBe('withdrawn')

    await ask(console, no, true)
    await console.call('sync.now', { release: true })
    await console.syncs(({ waiting, refused, contested, unpublished }) =>
      [waiting, refused, contested, unpublished].every((count) => count === 0),
    )
    expect(await escalated(console)).toEqual([no])
    const [entry = ''] = await desk.log('case.escalated')
    const [deleted] = await console.call('decision.recent', { limit: 1 })
    expect(entry).toContain(deleted?.opId)
    expect(await desk.log('decision.applied')).toHaveLength(1)
  })
})

describe('a raised comment', { timeout: 60_000 }, () => {
  it('is a neighbour that becomes a case of its own, unless it is taken back', async () => {
    const desk = await aDesk(1)
    desk.platform.comment('beside')
    desk.platform.comment('c2', 'Beside it stands worse.', [
      {
        ...{ commentId: 'beside', authorName: 'Senga Tweedie', body: 'Worse.' },
        ...{ postedAt: '2026-05-12T08:00:00.000Z', where: 'before', shown: 'as-written' },
      },
    ])
    desk.platform.report('c2')
    const { console, nos } = await signedIn(desk.url, 'mor', 2)
    const views = await console.call('case.get', { nos })
    const no = views.find((view) => view.case.comment.id === 'c2')?.no ?? 0
    const raised = { no, commentId: 'beside', rule: 'SAF-THR', words: 'A threat, unreported.' }

    expect(await console.refusal('case.raise', { ...raised, commentId: 'c1' })).toBe('not-found')
    const first = await console.call('case.raise', raised)
    expect(await console.call('decision.undo', { opId: first.opId })).toMatchObject({
      ...{ result: 'errand', errand: { opId: first.opId, kind: 'raise', state: 'withdrawn' } },
    })
    const heard: string[] = []
    console.client.on('errand.changed', ({ state }) => heard.push(state))
    const { opId } = await console.call('case.raise', raised)
    await console.call('sync.now', { release: true })

    const [top = 0] = await console.queueOf(3)
    const { case: item } = await console.case(top)
    expect(item.comment.id).toBe('beside')
    expect(item.reports).toMatchObject([{ channel: 'staff', words: 'A threat, unreported.' }])
    await console.syncs(({ waiting, refused }) => waiting === 0 && refused === 0)
    expect(heard).toEqual(['held', 'queued', 'sending', 'settled'])
    const logged = await desk.log('case.raised')
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain(opId)
    expect(await console.call('decision.undo', { opId })).toMatchObject({
      ...{ result: 'errand', errand: { state: 'settled', canUndo: false } },
    })
  })
})

describe('a journal of the first version', () => {
  it('keeps what was decided in it, and takes questions', () => {
    const file = path.join(tempFolder(), 'journal.db')
    const db = new Database(file)
    migrate(db, { ...journalSchema, migrations: journalSchema.migrations.slice(0, 1) })
    const opId = '019a0000-0000-7000-8000-000000000001'
    const op = {
      ...{ v: 1, opId, n: 1, madeAt: '2026-05-12T09:00:00.000Z', ageMs: null, offsetMs: null },
      ...{
        kind: 'decide',
        caseId: 'case_1001',
        verb: 'keep',
        cuts: [],
        restores: null,
        note: null,
      },
      ground: { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' },
      ...{ expect: { bodyRev: 1, decRev: 0 }, answers: [], bodyCommit: 'a'.repeat(64) },
    }
    db.prepare('INSERT INTO decision VALUES (?, 1, ?, 7, ?, ?)').run(
      ...[opId, op.caseId, op.madeAt, JSON.stringify(op)],
    )
    db.prepare(`INSERT INTO delivery (op_id, n, case_no, state) VALUES (?, 1, 7, 'queued')`).run(
      opId,
    )
    db.close()

    const journal = openJournal(file, () => op.madeAt)
    expect(journal.damage).toBeUndefined()
    expect(journal.deliveries.sendable()).toMatchObject([{ opId, n: op.n, caseId: op.caseId }])
    expect(journal.deliveries.get(opId)).toMatchObject({ state: 'queued', caseNo: 7, op })
    expect(journal.errands.sendable()).toEqual([])
    journal.close()
  })
})
