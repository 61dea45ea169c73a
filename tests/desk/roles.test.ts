import { expect, it } from 'vitest'
import { disableStaff, revoke } from '../../src/desk/services/staff.ts'
import type { CaseItem } from '../../src/shared/desk/feed.ts'
import { PushAnswer } from '../../src/shared/desk/push.ts'
import { instant } from '../../src/shared/domain/instant.ts'
import { aDeskWithPlatform, call, type Console, DELETE, newOpId, signedIn } from './kit.ts'

const WHO = ['none', 'moderator', 'lead', 'admin', 'disabled', 'revoked'] as const
type Who = (typeof WHO)[number]
type Row = Readonly<Record<Who, number | string>>

/** The same for everybody who may not even ask: no token, a closed account, a revoked device. */
const row = (moderator: number, lead: number, admin: number): Row => ({
  ...{ none: 401, disabled: 401, revoked: 401 },
  ...{ moderator, lead, admin },
})

const READS: Readonly<Record<string, Row>> = {
  'GET /v1/hello': row(200, 200, 200),
  'GET /v1/sync/changes': row(200, 200, 403),
  'GET /v1/log': row(403, 200, 403),
  'GET /v1/log/own': row(200, 200, 403),
  'GET /v1/staff': row(200, 200, 200),
  'GET /v1/cases/CASE/revisions/1': row(403, 200, 403),
  'GET /v1/sync/live': row(200, 200, 403),
  // A moderator who has not decided it is not shown who reported a case.
  'GET /v1/cases/CASE/reporters': row(403, 200, 403),
  'GET /v1/cases/CASE/reporters/identities': row(403, 200, 403),
}

/** What is asked once for each id. Whoever may mute is told that there is no such reader or mute. */
const CLAIMS: Readonly<Record<string, Row>> = {
  '/v1/readers/mute': row(403, 404, 403),
  '/v1/readers/end-mute': row(403, 404, 403),
  '/v1/claims/next': row(200, 200, 403),
  '/v1/claims': row(200, 200, 403),
  '/v1/claims/give-back': row(200, 200, 403),
}

const aside = { none: 401, admin: 'set-aside', disabled: 'set-aside', revoked: 'set-aside' }
const both: Row = { ...aside, moderator: 'applied', lead: 'applied' }
const leadsAlone: Row = { ...aside, moderator: 'not-permitted', lead: 'applied' }

/** What becomes of each kind of op; `own` and `other`: made by the sender, or by somebody else. */
const WRITES: Readonly<Record<string, Row>> = {
  decide: both,
  seen: { ...both },
  escalate: both,
  raise: both,
  note: both,
  'answer own': leadsAlone,
  'answer other': leadsAlone,
  'restore own': both,
  'restore other': leadsAlone,
  rule: leadsAlone,
}

const RESTORE = { verb: 'restore', ground: { kind: 'outcome', terms: '1.0.0', code: 'RST-ERROR' } }

async function aStaffedDesk() {
  const { desk, platform } = await aDeskWithPlatform()
  const roles = { moderator: 'moderator', lead: 'lead', admin: 'admin' } as const
  const people: Record<Exclude<Who, 'none'>, Console> = {
    moderator: await signedIn(desk, roles.moderator, 'mor'),
    lead: await signedIn(desk, roles.lead, 'ada'),
    admin: await signedIn(desk, roles.admin, 'kit'),
    disabled: await signedIn(desk, roles.moderator, 'dod'),
    revoked: await signedIn(desk, roles.moderator, 'rab'),
  }
  const other = await signedIn(desk, 'moderator', 'other')
  return { desk, platform, people, other }
}

const ask = (from: Console, item: CaseItem) => ({
  ...{ ...from.envelope(), kind: 'escalate', caseId: item.caseId, question: 'Is it?', hides: null },
  ...{ expect: item.revisions, bodyCommit: item.comment.bodyCommit },
})

/** The op of a row by this person, on a case of its own, prepared by its maker while they could. */
async function prepare(
  kind: string,
  {
    from,
    maker,
    item,
  }: { readonly from: Console; readonly maker: Console; readonly item: CaseItem },
): Promise<() => Promise<unknown>> {
  const { caseId } = item
  const commentId = item.comment.id
  if (kind.startsWith('answer')) {
    const question = ask(maker, item)
    await maker.push(question)
    const answer = { kind: 'answer', caseId, escalation: question.opId, words: 'It is.' }
    return () => Promise.resolve({ ...from.envelope(), ...answer })
  }
  if (kind.startsWith('restore')) {
    const removal = maker.decision(item, DELETE)
    await maker.push(removal)
    const expect = { bodyRev: 1, decRev: 1 }
    const change = { ...RESTORE, restores: removal.opId, expect, answers: [] }
    return () => Promise.resolve(from.decision(item, change))
  }
  if (kind === 'rule') {
    const second = maker.decision(item, DELETE)
    await maker.push(maker.decision(item), second)
    const rules = { contests: [second.opId], words: 'So be it.' }
    const change = { ...DELETE, rules, expect: { bodyRev: 1, decRev: 2 }, answers: [] }
    return () => Promise.resolve(from.decision(item, change))
  }
  const raise = { siteId: 'glenorran', commentId, rule: null, words: 'Look.' }
  const ops: Record<string, () => object> = {
    decide: () => from.decision(item, DELETE),
    seen: () => ({ ...from.envelope(), kind, caseId }),
    escalate: () => ask(from, item),
    raise: () => ({ ...from.envelope(), kind, ...raise }),
    note: () => ({ ...from.envelope(), kind, caseId, words: 'Twice this week.' }),
  }
  return () => Promise.resolve(ops[kind]?.())
}

interface Try {
  readonly name: string
  readonly who: Exclude<Who, 'none'>
  readonly op: () => Promise<unknown>
}

const STAFF = WHO.filter((who) => who !== 'none')
const commentOf = (kind: string, who: Who) => `${kind.replace(' ', '-')}-${who}`
const shutOut = (who: Who) => who === 'disabled' || who === 'revoked'

type Staffed = Awaited<ReturnType<typeof aStaffedDesk>>

/** A case and an op for each row and person of the table. */
async function prepareAll({ platform, people, other }: Staffed): Promise<Try[]> {
  const all = Object.keys(WRITES).flatMap((name) => STAFF.map((who) => ({ name, who })))
  for (const { name, who } of all) {
    platform.comment(commentOf(name, who))
    platform.report(commentOf(name, who))
  }
  const last = all.at(-1)
  await people.lead.caseOf(last ? commentOf(last.name, last.who) : '')
  const cases = await people.lead.cases()
  const tries: Try[] = []
  for (const { name, who } of all) {
    const item = cases.get(commentOf(name, who))
    if (!item) throw new Error(`no case for ${name} by ${who}`)
    // An admin cannot have decided anything: what is tried is somebody else's.
    const maker = name.endsWith('own') && who !== 'admin' ? people[who] : other
    tries.push({ name, who, op: await prepare(name, { from: people[who], maker, item }) })
  }
  return tries
}

/** What went otherwise than the table says. */
class Wrongs {
  readonly all: string[] = []

  check(what: string, who: Who, [found, expected]: readonly [unknown, unknown]): void {
    if (found !== expected)
      this.all.push(`${what} by ${who}: ${String(found)}, not ${String(expected)}`)
  }
}

async function checkReads({ desk, people }: Staffed, wrongs: Wrongs): Promise<void> {
  const [item] = (await people.lead.cases()).values()
  for (const [what, expected] of Object.entries(READS))
    for (const who of WHO) {
      const address = what.split(' ')[1]?.replace('CASE', item?.caseId ?? '')
      const token = who === 'none' ? {} : { token: people[who].token }
      wrongs.check(what, who, [await statusOf(`${desk.url}${address ?? ''}`, token), expected[who]])
    }
}

/** Each on a case that nobody has, so that the role alone decides. */
async function checkClaims({ desk, people }: Staffed, wrongs: Wrongs): Promise<void> {
  const [item] = (await people.lead.cases()).values()
  const until = instant(Date.now() + 60_000)
  const caseIds = [item?.caseId]
  const asks: Readonly<Record<string, object>> = {
    '/v1/claims/next': { n: 1, until, alone: true },
    '/v1/claims': { caseIds, until, reason: 'To see who may.' },
    '/v1/claims/give-back': { caseIds: null },
    '/v1/readers/mute': { caseId: item?.caseId, reader: '0'.repeat(32), until, reason: 'To see.' },
    '/v1/readers/end-mute': { muteId: newOpId() },
  }
  for (const [address, expected] of Object.entries(CLAIMS))
    for (const who of WHO) {
      const json = { requestId: newOpId(), ...asks[address] }
      const from = who === 'none' ? {} : { token: people[who].token }
      const { status } = await call(desk.url + address, { json, ...from })
      wrongs.check(`POST ${address}`, who, [status, expected[who]])
    }
}

async function checkWrite({ desk, people }: Staffed, tried: Try, wrongs: Wrongs): Promise<void> {
  const { name, who, op } = tried
  const { epoch } = await people.lead.hello()
  const json = { epoch, ops: [await op()] }
  const reply = await people[who].call('/v1/sync/push', { json })
  const [answer] = PushAnswer.parse(JSON.parse(reply.text)).results
  const found = answer?.status === 'rejected' ? answer.code : answer?.status
  wrongs.check(name, who, [found, WRITES[name]?.[who]])
  wrongs.check(name, 'none', [(await call(`${desk.url}/v1/sync/push`, { json })).status, 401])
}

/** Whoever is shut out may still hand in what waits; whoever signed out may not. */
async function checkEnding({ people }: Staffed, wrongs: Wrongs): Promise<void> {
  const { epoch } = await people.lead.hello()
  for (const who of STAFF) {
    const out = await people[who].call('/v1/session', { method: 'DELETE' })
    const again = await people[who].call('/v1/sync/push', { json: { epoch, ops: [{}] } })
    wrongs.check('DELETE /v1/session', who, [out.status, shutOut(who) ? 401 : 204])
    wrongs.check('pushing after that', who, [again.status, shutOut(who) ? 200 : 401])
  }
}

it('lets each do what the table says, and nobody anything else', async () => {
  const staffed = await aStaffedDesk()
  const tries = await prepareAll(staffed)
  await disableStaff(staffed.desk.store, 'dod')
  await revoke(staffed.desk.store, staffed.people.revoked.device)
  const wrongs = new Wrongs()

  await checkReads(staffed, wrongs)
  await checkClaims(staffed, wrongs)
  for (const tried of tries) await checkWrite(staffed, tried, wrongs)
  await checkEnding(staffed, wrongs)

  expect(wrongs.all).toEqual([])
}, 60_000)

/** The status of a call, without waiting for a stream's end. */
async function statusOf(address: string, { token }: { readonly token?: string }): Promise<number> {
  const cut = new AbortController()
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'linesman-protocol': '1', ...authorization }
  const { status } = await fetch(address, { headers, signal: cut.signal })
  cut.abort()
  return status
}
