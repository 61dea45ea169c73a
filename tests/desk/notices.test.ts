import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Desk } from '../../src/desk/desk.ts'
import { GIVEN_UP_AFTER } from '../../src/desk/jobs/tell-loop.ts'
import { importTemplates } from '../../src/desk/services/templates.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { defaultNotices } from '../../src/shared/domain/default-notices.ts'
import {
  aDeskWithPlatform,
  call,
  type Console,
  DELETE,
  eventually,
  onEachDatabase,
  signedIn,
  tempFolder,
} from './kit.ts'
import { aMailServer, type MailServer, readLetter } from './mail-server.ts'

const KEEP = { kind: 'outcome', terms: '1.0.0', code: 'NB-KEEP' } as const
const ERROR = { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' } as const

/** A comment that readers with these addresses have reported, at a desk that sends by this server. */
async function aReported(
  emails: readonly (string | null)[],
  letters: { readonly smtp?: string; readonly outbox?: string },
) {
  const { desk, platform } = await aDeskWithPlatform({ letters })
  platform.comment('c1', 'Call Rab on 01632 960123 tonight.')
  for (const [i, email] of emails.entries())
    platform.report('c1', { reporter: `reader-${i}`, email })
  const mor = await signedIn(desk, 'moderator', 'mor')
  const item = await mor.caseOf('c1', ({ reportCount }) => reportCount === emails.length)
  return { desk, platform, mor, item }
}

const published = (decRev: number) => (item: CaseItem) =>
  item.decisions.some((each) => each.decRev === decRev && each.publication === 'published')

/** What the log says of notices: kinds with their data. */
async function entries(desk: Desk): Promise<{ kind: string; data: Record<string, unknown> }[]> {
  const rows = await desk.store.read((db) =>
    db.selectFrom('log_entry').select('text').orderBy('n').execute(),
  )
  const Entry = z.object({ kind: z.string(), data: z.record(z.string(), z.unknown()) })
  return rows.map(({ text }) => Entry.parse(JSON.parse(text)))
}

const told = async (desk: Desk, opId: string) =>
  desk.store.read((db) =>
    db
      .selectFrom('notice')
      .select(['told', 'state', 'template', 'version'])
      .where('op_id', '=', opId)
      .orderBy('told')
      .execute(),
  )

const letterTo = ({ received }: Pick<MailServer, 'received'>, to: string) =>
  received.filter((each) => each.to.includes(to)).map(({ raw }) => readLetter(raw))

onEachDatabase('notices', () => {
  it('are worded with the decision, and sent when the site shows it: the author by their page, others by letter', async () => {
    const mail = await aMailServer()
    const { desk, platform, mor, item } = await aReported(
      ['senga@reader.example', null, 'rab@reader.example'],
      { smtp: mail.url },
    )
    platform.state.down = true
    const op = mor.decision(item, DELETE)
    await mor.applied(op)

    expect(await told(desk, op.opId)).toEqual([
      { told: 'author', state: 'waiting', template: 'author.delete', version: '1.0.0' },
      { told: 'complainant', state: 'waiting', template: 'complainant.delete', version: '1.0.0' },
    ])
    platform.state.down = false
    await eventually(() => mail.received.length === 2)
    expect(mail.received.flatMap(({ to }) => to).toSorted()).toEqual([
      ...['rab@reader.example', 'senga@reader.example'],
    ])
    const [{ head, body } = { head: '', body: '' }] = letterTo(mail, 'senga@reader.example')
    expect(head).toContain('From: The Glenorran Courier <comments@courier.example>')
    expect(body).toContain('A moderator removed it.')
    expect(body).toContain('Personal abuse')
    // Nobody is told who the other was, nor what they wrote.
    expect(`${head} ${body}`).not.toMatch(/Senga Tweedie|rab@|01632|Rab on/)
    expect(platform.shown.get(op.opId)?.decision.notice).toContain(
      'A moderator removed your comment.',
    )
    await eventually(async () => (await told(desk, op.opId)).every(({ state }) => state === 'told'))
  })

  it('are in the log by id, template and commitment, each and its delivery, never by text or address', async () => {
    const mail = await aMailServer()
    const { desk, mor, item } = await aReported(['senga@reader.example'], { smtp: mail.url })
    const reason = 'He has never lived there.'
    const op = mor.decision(item, { ...DELETE, notice: { templates: '1.0.0', reason } })
    await mor.applied(op)
    await eventually(async () => (await told(desk, op.opId)).every(({ state }) => state === 'told'))

    const said = await entries(desk)
    const kinds = said.map(({ kind }) => kind).filter((kind) => /notice|reasoned/.test(kind))
    expect(kinds).toEqual(['notice.written', 'decision.reasoned', 'notice.sent', 'notice.sent'])
    expect(said.find(({ kind }) => kind === 'notice.written')?.data).toMatchObject({
      opId: op.opId,
      notices: [
        { to: 'author', template: 'author.delete', version: '1.0.0' },
        { to: 'complainant', template: 'complainant.delete', version: '1.0.0' },
      ],
    })
    expect(
      said.filter(({ kind }) => kind === 'notice.sent').map(({ data }) => data['via']),
    ).toEqual([...['page', 'mail']])
    const text = JSON.stringify(said)
    expect(text).not.toMatch(/senga@|never lived|removed your comment/)
  })

  it('carry the line that the rule wants, by the version of the templates its maker was shown', async () => {
    const mail = await aMailServer()
    const { desk, platform, mor, item } = await aReported(['senga@reader.example'], {
      smtp: mail.url,
    })
    const newer = { ...defaultNotices, version: '2.0.0', review: 'Newer words.' }
    await desk.store.write((tx) => importTemplates(tx, 'glenorran', newer))
    const ground = { kind: 'rule', terms: '1.0.0', code: 'FAC-ERR' }
    const notice = { templates: '1.0.0', reason: 'There has never been a rent cap.' }
    const op = mor.decision(item, { verb: 'delete', ground, notice })
    await mor.applied(op)
    await eventually(() => mail.received.length === 1)

    expect(await told(desk, op.opId)).toMatchObject([
      { template: 'author.delete.fac-err', version: '1.0.0' },
      { template: 'complainant.delete.fac-err', version: '1.0.0' },
    ])
    expect(letterTo(mail, 'senga@reader.example')[0]?.body).toContain(notice.reason)
    expect(platform.shown.get(op.opId)?.decision.notice).toContain(notice.reason)
  })

  it('of a decision without that line are worded by the general template: an older console’s stays valid', async () => {
    const { desk, mor, item } = await aReported([null], {})
    const op = mor.decision(item, {
      ...{ verb: 'delete', ground: { kind: 'rule', terms: '1.0.0', code: 'FAC-ERR' } },
    })
    await mor.applied(op)

    expect(await told(desk, op.opId)).toMatchObject([
      { template: 'author.delete' },
      { template: 'complainant.delete' },
    ])
  })

  it('are never sent where the author edited in between', async () => {
    const mail = await aMailServer()
    const { desk, platform, mor, item } = await aReported(['senga@reader.example'], {
      smtp: mail.url,
    })
    platform.edit('c1', 'Something else.', true)
    const op = mor.decision(item, DELETE)
    await mor.applied(op)
    await mor.caseOf('c1', ({ reopened }) => reopened === 'overtaken')

    expect((await told(desk, op.opId)).map(({ state }) => state)).toEqual([
      ...['withdrawn', 'withdrawn'],
    ])
    expect((await entries(desk)).map(({ kind }) => kind)).toContain('notice.withdrawn')
    expect(mail.received).toEqual([])
  })

  it('of what undoes a decision go to the same people, after the first', async () => {
    const mail = await aMailServer()
    const { mor, item } = await aReported(['senga@reader.example'], { smtp: mail.url })
    const removal = mor.decision(item, DELETE)
    await mor.applied(removal)
    await eventually(() => mail.received.length === 1)
    const deleted = await mor.caseOf('c1', published(1))
    await mor.applied(
      mor.decision(deleted, { verb: 'restore', ground: ERROR, restores: removal.opId }),
    )
    await eventually(() => mail.received.length === 2)

    const bodies = letterTo(mail, 'senga@reader.example').map(({ body }) => body)
    expect(bodies[0]).toContain('A moderator removed it.')
    expect(bodies[1]).toContain('was put back')
  })

  it('say that it is under review while a lead has to rule, and then what was ruled', async () => {
    const mail = await aMailServer()
    const { desk, mor, item } = await aReported(['senga@reader.example'], { smtp: mail.url })
    const isla = await signedIn(desk, 'moderator', 'isla')
    const lead = await signedIn(desk, 'lead', 'una')
    await mor.applied(mor.decision(item, { verb: 'keep', ground: KEEP }))
    const second = isla.decision(item, DELETE)
    await isla.push(second)
    await eventually(() => mail.received.length === 2)
    const contested = await lead.caseOf('c1', published(2))
    await lead.applied(
      lead.decision(contested, {
        ...{ verb: 'keep', ground: KEEP, answers: [] },
        rules: { contests: [second.opId], words: 'It is a telephone box.' },
      }),
    )
    await eventually(() => mail.received.length === 3)

    const bodies = letterTo(mail, 'senga@reader.example').map(({ body }) => body)
    expect(bodies[0]).toContain('looked at it and left it up')
    expect(bodies[1]).toContain('under review')
    expect(bodies[2]).toContain(
      'lead moderator reviewed a comment that you reported and left it up',
    )
    expect(bodies.join('')).not.toContain('telephone box')
  })

  it('reach whoever reports what stands deleted already, and nobody twice', async () => {
    const mail = await aMailServer()
    const { platform, mor, item } = await aReported(['senga@reader.example'], { smtp: mail.url })
    await mor.applied(mor.decision(item, DELETE))
    await eventually(() => mail.received.length === 1)
    await mor.caseOf('c1', published(1))
    platform.report('c1', { reporter: 'reader-9', email: 'rab@reader.example' })
    platform.report('c1', { reporter: 'reader-0', email: 'senga@reader.example' })
    await eventually(() => mail.received.length === 2)
    await mor.caseOf('c1', ({ reportCount }) => reportCount === 3)

    expect(mail.received[1]?.to).toEqual(['rab@reader.example'])
  })

  it('are files in the data folder where there is no mail server', async () => {
    const outbox = tempFolder()
    const { mor, item } = await aReported(['senga@reader.example'], { outbox })
    await mor.applied(mor.decision(item, { ...DELETE, answers: item.reports.map(({ id }) => id) }))
    const [file = ''] = await eventually(() => {
      const files = readdirSync(outbox).filter((name) => name.endsWith('.eml'))
      return files.length === 1 ? files : undefined
    })

    const { head } = readLetter(readFileSync(path.join(outbox, file), 'utf8'))
    expect(head).toContain('To: senga@reader.example')
    expect(head).toContain(`Message-ID: <${file.replace('.eml', '')}@courier.example>`)
  })
})

onEachDatabase('letters that do not leave', () => {
  const state = (desk: Desk) =>
    desk.store.read((db) =>
      db
        .selectFrom('notice_delivery')
        .select(['delivery_id as id', 'state', 'attempts'])
        .executeTakeFirst(),
    )
  const oneLetter = async (mail: MailServer) => {
    const { desk, mor, item } = await aReported(['senga@reader.example'], { smtp: mail.url })
    await mor.applied(mor.decision(item, DELETE))
    return { desk, mor }
  }

  it('are tried again where the server says later, under the same Message-ID', async () => {
    const mail = await aMailServer()
    mail.state.recipients = [451, 450]
    const { desk } = await oneLetter(mail)
    await eventually(() => mail.received.length === 1)

    const row = await eventually(async () => {
      const now = await state(desk)
      return now?.state === 'sent' ? now : undefined
    })
    expect(row.attempts).toBe(3)
    expect(letterTo(mail, 'senga@reader.example')[0]?.head).toContain(`Message-ID: <${row.id}@`)
  })

  it('are sent once more, as the same letter, where the line was cut before the answer', async () => {
    const mail = await aMailServer()
    mail.state.cutsAfter = 1
    const { desk } = await oneLetter(mail)
    await eventually(async () => (await state(desk))?.state === 'sent')

    expect(mail.received).toHaveLength(2)
    const ids = mail.received.map(({ raw }) => /Message-ID: (\S+)/.exec(raw)?.[1])
    expect(ids[0]).toBe(ids[1])
    expect(mail.received[0]?.raw).toBe(mail.received[1]?.raw)
  })

  it('are given up at once where the address is refused or is none, and somebody is told', async () => {
    const mail = await aMailServer()
    mail.state.recipients = [550]
    const { desk, mor } = await oneLetter(mail)
    await eventually(async () => (await state(desk))?.state === 'failed')

    const failed = (await entries(desk)).find(({ kind }) => kind === 'notice.failed')
    expect(failed?.data).toMatchObject({ why: 'refused', attempts: 1 })
    const ready: unknown = JSON.parse((await call(`${desk.url}/readyz`)).text)
    expect(ready).toMatchObject({ database: { notices: { waiting: 0, givenUp: 1 } } })
    expect((await mor.caseOf('c1')).state).toBe('closed')
  })

  it('are given up at once where what was left is no address', async () => {
    const mail = await aMailServer()
    const { desk, mor, item } = await aReported(['rab, senga@reader.example'], { smtp: mail.url })
    await mor.applied(mor.decision(item, DELETE))
    await eventually(async () => (await state(desk))?.state === 'failed')

    const failed = (await entries(desk)).find(({ kind }) => kind === 'notice.failed')
    expect(failed?.data).toMatchObject({ why: 'no-address' })
    expect(mail.state.attempts).toBe(0)
  })

  it('are given up after the bound', async () => {
    const mail = await aMailServer()
    mail.state.recipients = [450, 450]
    const { desk } = await oneLetter(mail)
    await eventually(async () => (await state(desk))?.attempts === 1)
    await desk.store.write((tx) =>
      tx.db
        .updateTable('notice_delivery')
        .set({ attempts: GIVEN_UP_AFTER - 1 })
        .execute(),
    )
    await eventually(async () => (await state(desk))?.state === 'failed')

    const failed = (await entries(desk)).find(({ kind }) => kind === 'notice.failed')
    expect(failed?.data).toMatchObject({ why: 'given-up', attempts: GIVEN_UP_AFTER })
  })

  it('wait while the server is away, however long, and leave when it is back', async () => {
    const gone = await aMailServer()
    await gone.close()
    const { desk } = await oneLetter(gone)
    const down = await eventually(async () => {
      const now = z
        .object({ post: z.object({ state: z.string(), why: z.string().optional() }) })
        .parse(JSON.parse((await call(`${desk.url}/readyz`)).text))
      return now.post.state === 'down' ? now.post : undefined
    })
    expect(down.why).toContain('mail server')
    // A night: nothing counts against the letter.
    await desk.store.write((tx) =>
      tx.db
        .updateTable('notice_delivery')
        .set({ attempts: GIVEN_UP_AFTER - 2 })
        .execute(),
    )
    const back = await aMailServer(gone.port)
    await eventually(() => back.received.length === 1)
    await eventually(async () => (await state(desk))?.state === 'sent')
  })
})

describe('a comment that 5,000 people reported', () => {
  it('is told of in pages, each person once', async () => {
    const outbox = tempFolder()
    const { desk, platform } = await aDeskWithPlatform({ letters: { outbox } })
    platform.comment('c1')
    for (let i = 0; i < 5000; i++)
      platform.report('c1', { reporter: `reader-${i}`, email: `reader-${i}@reader.example` })
    const mor: Console = await signedIn(desk, 'moderator', 'mor')
    const item = await mor.caseOf('c1', ({ reportCount }) => reportCount === 5000)
    const rows = await desk.store.read((db) =>
      db.selectFrom('report').select('report_id').execute(),
    )
    await mor.applied(mor.decision(item, { ...DELETE, answers: rows.map((row) => row.report_id) }))
    const listed = async () => {
      const rows = await desk.store.read((db) =>
        db.selectFrom('notice_delivery').select('reader').execute(),
      )
      return rows.map(({ reader }) => reader)
    }
    // A busy machine takes its time over them: so long for each part.
    for (const part of [1000, 2000, 3000, 4000, 5000])
      await eventually(async () => (await listed()).length >= part)

    expect(new Set(await listed()).size).toBe(5000)
    await eventually(() => readdirSync(outbox).length > 100)
    const told = readdirSync(outbox).map((name) => {
      const { head } = readLetter(readFileSync(path.join(outbox, name), 'utf8'))
      return /^to: .*(reader-\d+)@reader\.example/im.exec(head)?.[1]
    })
    expect(told).not.toContain(undefined)
    expect(new Set(told).size).toBe(told.length)
  })
})
