import { expect, it } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { ClaimAnswer, LeftOut, NextAnswer } from '../../src/shared/desk/claims.ts'
import { Refusal } from '../../src/shared/desk/desk.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { Entry } from '../../src/shared/domain/log-entry.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import {
  aDeskWithPlatform,
  type Console,
  DELETE,
  newOpId,
  onEachDatabase,
  type Reply,
  signedIn,
} from './kit.ts'

const HOUR = 60 * 60_000
const inHours = (hours: number) => instant(Date.now() + hours * HOUR)
const NIGHT = () => inHours(8)

/** A desk with a case for each of these rules, and people to take them. */
async function aNight(rules: readonly (string | null)[]) {
  const { desk, platform } = await aDeskWithPlatform()
  for (const [i, rule] of rules.entries()) {
    platform.comment(`c${i}`)
    platform.report(`c${i}`, { rule })
  }
  const rab = await signedIn(desk, 'moderator', 'rab')
  const una = await signedIn(desk, 'moderator', 'una')
  const ada = await signedIn(desk, 'lead', 'ada')
  await rab.caseOf(`c${rules.length - 1}`)
  return { desk, platform, rab, una, ada }
}

type Ask = Readonly<Record<string, unknown>>
const ok = <T>(schema: { parse(value: unknown): T }, { status, text }: Reply): T => {
  if (status !== 200) throw new Error(`answered ${status}: ${text}`)
  return schema.parse(JSON.parse(text))
}
const asked = (from: Console, place: string, ask: Ask) =>
  from.call(`/v1/claims${place}`, { json: { requestId: newOpId(), ...ask } })
const next = async (from: Console, ask: Ask = {}) =>
  ok(NextAnswer, await asked(from, '/next', { n: 5, until: NIGHT(), alone: false, ...ask }))
const named = async (from: Console, ask: Ask) =>
  ok(ClaimAnswer, await asked(from, '', { until: NIGHT(), ...ask }))
const back = async (from: Console, caseIds: readonly string[] | null) =>
  ok(ClaimAnswer, await asked(from, '/give-back', { caseIds }))
const refused = ({ status, text }: Reply) => ({
  status,
  ...Refusal.parse(JSON.parse(text)).problem,
})
const ids = ({ cases }: ClaimAnswer) => cases.map(({ caseId }) => caseId)

async function byId(from: Console, caseId: string): Promise<CaseItem> {
  const item = [...(await from.cases()).values()].find((one) => one.caseId === caseId)
  if (!item) throw new Error(`no ${caseId}`)
  return item
}

/** The entries of the log about claims: what happened, who did it, and what it says. */
async function claimsLogged(lead: Console) {
  const { entries } = await lead.log()
  return entries
    .map(({ text }) => Entry.parse(JSON.parse(text)))
    .filter(({ kind }) => kind.startsWith('claims.'))
}

onEachDatabase('a batch', () => {
  it('is the next cases of the queue, and everybody sees whose they are until when', async () => {
    const { rab, una, ada } = await aNight(['TOP-DIS', 'CON-ABU', null, 'CON-ABU'])
    const order = [...(await rab.cases()).values()].sort(
      (a, b) => a.severity - b.severity || a.receivedAt.localeCompare(b.receivedAt) || a.no - b.no,
    )
    const { next: cursor } = await una.changes({ limit: 1000 })
    const until = NIGHT()

    const taken = await next(rab, { n: 3, until })

    expect(ids(taken)).toEqual(order.slice(0, 3).map(({ caseId }) => caseId))
    const page = await una.changes({ cursor })
    expect(
      page.items.map((item) => item.t === 'case' && [item.caseId, item.seq, item.claim]),
    ).toEqual(
      taken.cases.map(({ caseId, seq }) => [
        caseId,
        seq,
        { by: { id: rab.staffId, name: 'RAB' }, until, look: false },
      ]),
    )
    for (const caseId of ids(taken))
      expect((await byId(una, caseId)).revisions).toEqual({ bodyRev: 1, decRev: 0 })
    expect(await claimsLogged(ada)).toMatchObject([
      {
        kind: 'claims.taken',
        actor: rab.staffId,
        device: rab.device,
        data: { caseIds: ids(taken), until, alone: false },
      },
    ])
  })

  it('is nobody else’s, though eight take at once', async () => {
    const { desk, ada } = await aNight(Array.from({ length: 60 }, () => 'CON-ABU'))
    const takers: Console[] = []
    for (let i = 0; i < 8; i++) takers.push(await signedIn(desk, 'moderator', `taker-${i}`))

    const batches = await Promise.all(takers.map((taker) => next(taker, { n: 7 })))

    const all = batches.flatMap(ids)
    expect(all).toHaveLength(56)
    expect(new Set(all).size).toBe(56)
    expect(batches.every(({ cases }) => cases.length === 7)).toBe(true)
    const rest = await Promise.all(takers.map((taker) => next(taker, { n: 7 })))
    expect(rest.flatMap(ids)).toHaveLength(4)
    expect(await claimsLogged(ada)).toHaveLength(8 + rest.filter((one) => one.cases.length).length)
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  })

  it('leaves out what is grave, legal or about a protected person, and says how many', async () => {
    const rules = ['SAF-THR', 'LEG-DEF', 'LEG-ANON', 'SAF-SELF', 'CON-ABU', 'CON-ABU', 'TOP-DIS']
    const { rab, una } = await aNight(rules)

    const careful = await next(rab, { n: 2 })
    const alone = await next(una, { n: 10, alone: true })

    expect(careful.leftOut).toEqual({ restricted: 1, legal: 1, severe: 2 } satisfies LeftOut)
    for (const caseId of ids(careful)) expect((await byId(rab, caseId)).severity).toBeGreaterThan(1)
    expect(alone.leftOut).toEqual({ restricted: 0, legal: 0, severe: 0 })
    expect(ids(alone)).toHaveLength(5)
    expect(ids(alone).filter((caseId) => ids(careful).includes(caseId))).toEqual([])
  })

  it('can be of some severities, and holds no case that waits for a lead', async () => {
    const { rab, ada } = await aNight(['PRV-DATA', 'PRV-DATA', 'TOP-DIS'])
    const items = [...(await rab.cases()).values()]
    const gravest = Math.min(...items.map(({ severity }) => severity))
    const item = items.find(({ severity }) => severity === gravest)
    if (!item) throw new Error('no case')
    const question = {
      ...{ ...rab.envelope(), kind: 'escalate', caseId: item.caseId, question: 'Is it?' },
      ...{ hides: null, expect: item.revisions, bodyCommit: item.comment.bodyCommit },
    }
    await rab.applied(question)

    const first = await next(rab, { severities: [gravest] })
    const answer = { kind: 'answer', caseId: item.caseId, escalation: question.opId, words: 'Yes.' }
    await ada.applied({ ...ada.envelope(), ...answer })
    const second = await next(rab, { severities: [gravest] })

    expect(ids(first)).toHaveLength(1)
    expect(ids(second)).toEqual([item.caseId])
  })

  it('answers the same id the same, byte for byte, and takes nothing twice', async () => {
    const { rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU', 'CON-ABU', 'CON-ABU'])
    const ask = { requestId: newOpId(), n: 2, until: NIGHT(), alone: false }

    const first = await asked(rab, '/next', ask)
    const again = await asked(rab, '/next', ask)
    const other = await asked(rab, '/next', { ...ask, n: 3 })
    const stolen = await asked(una, '/next', ask)

    expect(first.status).toBe(200)
    expect(again.text).toBe(first.text)
    expect(refused(other)).toMatchObject({ status: 409, code: 'op-reused' })
    expect(refused(stolen)).toMatchObject({ status: 409, code: 'op-reused' })
    expect(await claimsLogged(ada)).toHaveLength(1)
    expect([...(await rab.cases()).values()].filter(({ claim }) => claim)).toHaveLength(2)
  })

  it('is refused whole where anything about it is wrong, saying what', async () => {
    const { rab, ada } = await aNight(['CON-ABU'])
    const wrongs: readonly (readonly [field: string, wrong: Ask])[] = [
      ['until', { until: instant(Date.now() - 1000) }],
      ['until', { until: inHours(73) }],
      ['until', { until: '2026-02-30T06:00:00.000Z' }],
      ['n', { n: 0 }],
      ['n', { n: 101 }],
      ['severities', { severities: [] }],
      ['alone', { alone: 'yes' }],
      ['requestId', { requestId: 'one' }],
    ]

    for (const [field, wrong] of wrongs) {
      const reply = await asked(rab, '/next', { n: 5, until: NIGHT(), alone: false, ...wrong })
      expect(refused(reply)).toMatchObject({ status: 400, code: 'bad-input', fields: [{ field }] })
    }
    expect(await claimsLogged(ada)).toEqual([])
  })
})

onEachDatabase('a claim', () => {
  it('gives way to a colleague with a reason, and to nobody without one', async () => {
    const { desk, rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU'])
    const caseIds = ids(await next(rab))
    const [first = ''] = caseIds

    const without = await asked(una, '', { caseIds, until: NIGHT() })
    expect(refused(without)).toMatchObject({ status: 400, fields: [{ field: 'reason' }] })
    expect((await byId(una, first)).claim?.by.name).toBe('RAB')
    const over = await named(una, { caseIds: [first], reason: 'Rab is ill.' })

    expect(ids(over)).toEqual([first])
    expect((await byId(rab, first)).claim?.by.name).toBe('UNA')
    const [, entry] = await claimsLogged(ada)
    expect(entry).toMatchObject({
      ...{ kind: 'claims.overridden', actor: una.staffId },
      data: { cases: [{ caseId: first, from: rab.staffId }] },
    })
    expect(JSON.stringify(entry)).not.toContain('ill')
    const notes = await desk.store.read((db) => db.selectFrom('note').select('text').execute())
    expect(notes).toEqual([{ text: 'Rab is ill.' }])
  })

  it('is free to take once its time is up', async () => {
    const { desk, rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU'])
    const [first = ''] = ids(await next(rab))
    await desk.store.write(({ db }) =>
      db
        .updateTable('claim')
        .set({ ends_at: instant(Date.now() - 1) })
        .where('case_id', '=', first)
        .execute(),
    )

    // Nothing is left to give back, so nobody is told that something was.
    expect(ids(await back(rab, [first]))).toEqual([])
    expect(await claimsLogged(ada)).toHaveLength(1)
    expect(ids(await next(una))).toEqual([first])
    expect(ids(await back(rab, null))).not.toContain(first)
    expect(ids(await next(rab))).toHaveLength(1)
  })

  it('is given back by whoever has it, one by one or all', async () => {
    const { rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU', 'CON-ABU'])
    const [first = '', ...rest] = ids(await next(rab))

    expect(ids(await back(una, [first]))).toEqual([])
    expect(ids(await back(rab, [first]))).toEqual([first])
    expect((await byId(una, first)).claim).toBeNull()
    expect(ids(await back(rab, null))).toEqual(rest)
    expect(ids(await back(rab, null))).toEqual([])

    expect((await claimsLogged(ada)).map(({ kind, data }) => [kind, data['caseIds']])).toEqual([
      ['claims.taken', [first, ...rest]],
      ['claims.given-back', [first]],
      ['claims.given-back', rest],
    ])
  })

  it('is no lock, and ends with the decision whoever makes it', async () => {
    const { rab, una } = await aNight(['CON-ABU', 'CON-ABU'])
    const [first = '', second = ''] = ids(await next(rab))

    await una.applied(una.decision(await byId(una, first), DELETE))
    await rab.applied(rab.decision(await byId(rab, second)))

    for (const caseId of [first, second])
      expect(await byId(una, caseId)).toMatchObject({ state: 'closed', claim: null })
    expect(ids(await named(una, { caseIds: [first] }))).toEqual([])
  })

  it('ends where the author takes the comment away', async () => {
    const { platform, rab } = await aNight(['CON-ABU'])
    await next(rab)

    platform.authorDeletes('c0')

    expect(await rab.caseOf('c0', ({ state }) => state === 'closed')).toMatchObject({ claim: null })
  })

  it('for a look is seen by all, is not on the log, and shortens nothing', async () => {
    const { rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU'])
    const items = [...(await rab.cases()).values()]
    const [first = '', second = ''] = items.map(({ caseId }) => caseId)
    const soon = instant(Date.now() + 2 * 60_000)

    await named(rab, { caseIds: [first], until: soon })
    expect((await byId(una, first)).claim?.until).toBe(soon)
    expect(await claimsLogged(ada)).toEqual([])
    const until = NIGHT()
    await named(rab, { caseIds: [second], until })
    await named(rab, { caseIds: [second], until: soon })

    expect((await byId(una, second)).claim?.until).toBe(until)
    await back(rab, null)
    expect((await claimsLogged(ada)).map(({ kind, data }) => [kind, data['caseIds']])).toEqual([
      ['claims.taken', [second]],
      ['claims.given-back', [second]],
    ])
  })

  it('for a look gives way to whoever takes the case, and not to another look', async () => {
    const { rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU', 'CON-ABU'])
    const items = [...(await rab.cases()).values()]
    const caseIds = items.map(({ caseId }) => caseId)
    const [first = '', second = '', third = ''] = caseIds
    const soon = instant(Date.now() + 2 * 60_000)
    const until = NIGHT()
    for (const caseId of [first, second]) await named(rab, { caseIds: [caseId], until: soon })

    const look = await asked(una, '', { caseIds: [first], until: soon })
    expect(refused(look)).toMatchObject({ status: 400, fields: [{ field: 'reason' }] })
    expect((await byId(una, first)).claim).toMatchObject({ by: { name: 'RAB' }, look: true })

    expect(ids(await next(una, { until }))).toEqual([third])
    expect(ids(await named(una, { caseIds: [first], until }))).toEqual([first])
    expect((await byId(rab, first)).claim).toMatchObject({ by: { name: 'UNA' }, look: false })
    const late = await asked(rab, '', { caseIds: [first], until: soon })
    expect(refused(late)).toMatchObject({ status: 400, fields: [{ field: 'reason' }] })

    expect(ids(await next(rab, { until }))).toEqual([second])
    expect((await claimsLogged(ada)).map(({ kind, data }) => [kind, data['caseIds']])).toEqual([
      ['claims.taken', [third]],
      ['claims.taken', [first]],
      ['claims.taken', [second]],
    ])
  })

  it('for a look is let go alone, and what was taken in earnest stays', async () => {
    const { rab, una, ada } = await aNight(['CON-ABU', 'CON-ABU'])
    const caseIds = [...(await rab.cases()).values()].map(({ caseId }) => caseId)
    const [looked = '', taken = ''] = caseIds
    await named(rab, { caseIds: [looked], until: instant(Date.now() + 2 * 60_000) })
    await named(rab, { caseIds: [taken] })

    const answer = ok(ClaimAnswer, await asked(rab, '/give-back', { caseIds, looks: true }))

    expect(ids(answer)).toEqual([looked])
    expect((await byId(una, looked)).claim).toBeNull()
    expect((await byId(una, taken)).claim).toMatchObject({ by: { name: 'RAB' }, look: false })
    expect(await claimsLogged(ada)).toHaveLength(1)
  })

  it('of a case that the desk does not have is refused whole', async () => {
    const { rab } = await aNight(['CON-ABU'])
    const [item] = (await rab.cases()).values()
    const caseIds = [item?.caseId, 'case_nothere']

    const reply = await asked(rab, '', { caseIds, until: NIGHT() })

    expect(refused(reply)).toMatchObject({ status: 400, fields: [{ field: 'caseIds.1' }] })
    expect((await byId(rab, item?.caseId ?? '')).claim).toBeNull()
  })
})
