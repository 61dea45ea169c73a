import { describe, expect, it } from 'vitest'
import { addStaff, changePassword, disableStaff, revoke } from '../../src/desk/services/staff.ts'
import { Refusal } from '../../src/shared/desk/desk.ts'
import { Role, rights } from '../../src/shared/domain/permission.ts'
import {
  aDesk,
  aDeskWithPlatform,
  call,
  deviceId,
  PASSWORD,
  type Reply,
  signedIn,
  signInBody,
} from './kit.ts'

const problemOf = ({ text }: Reply) => Refusal.parse(JSON.parse(text)).problem

async function aDeskWithMor() {
  const desk = await aDesk()
  await addStaff(desk.store, { login: 'mor', name: 'Mor Agnew', role: 'moderator' }, PASSWORD)
  const signIn = (name: string, password: string) =>
    call(`${desk.url}/v1/session`, { json: signInBody(name, password) })
  return { desk, signIn }
}

describe('signing in', () => {
  it('gives a token that opens the desk until it is signed out', async () => {
    const desk = await aDesk()
    const mor = await signedIn(desk, 'moderator', 'mor')

    const hello = await mor.hello()
    const out = await mor.call('/v1/session', { method: 'DELETE' })
    const after = await mor.call('/v1/hello')

    expect(hello.staff).toMatchObject({ name: 'MOR', role: 'moderator' })
    expect(out.status).toBe(204)
    expect([after.status, problemOf(after).code]).toEqual([401, 'signed-out'])
  })

  it('answers an unknown name as it answers a wrong password', async () => {
    const { signIn } = await aDeskWithMor()

    const wrong = await signIn('mor', 'not the password')
    const unknown = await signIn('nobody', 'not the password')

    expect(wrong.status).toBe(401)
    expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text])
  })

  it('slows down after five failures, even for the right password', async () => {
    const { signIn } = await aDeskWithMor()
    for (let i = 0; i < 5; i++) expect((await signIn('mor', 'wrong')).status).toBe(401)

    const sixth = await signIn('MOR', PASSWORD)

    expect(sixth.status).toBe(429)
    expect(problemOf(sixth)).toMatchObject({ code: 'too-many-attempts' })
    expect(problemOf(sixth).afterMs).toBeGreaterThan(0)
    expect(sixth.headers.get('retry-after')).not.toBeNull()
  })

  it('slows an address down that tries many names', async () => {
    const { signIn } = await aDeskWithMor()
    for (let i = 0; i < 5; i++) await signIn(`nobody-${i}`, 'wrong')

    expect((await signIn('mor', PASSWORD)).status).toBe(429)
  })

  it('stores neither the token nor the password', async () => {
    const desk = await aDesk()
    const mor = await signedIn(desk, 'moderator', 'mor')

    const rows = await desk.store.read(async (db) => [
      await db.selectFrom('session').selectAll().execute(),
      await db.selectFrom('staff').selectAll().execute(),
    ])

    expect(JSON.stringify(rows)).not.toContain(mor.token)
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
    expect(JSON.stringify(rows)).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  it('ends every session of an account whose password is changed', async () => {
    const desk = await aDesk()
    const mor = await signedIn(desk, 'moderator', 'mor')

    await changePassword(desk.store, 'mor', 'another long password')

    expect((await mor.call('/v1/hello')).status).toBe(401)
  })

  it('refuses a protocol it does not speak', async () => {
    const desk = await aDesk()
    const mor = await signedIn(desk, 'moderator', 'mor')

    const newer = await mor.call('/v1/hello', { headers: { 'linesman-protocol': '99' } })
    const nonsense = await mor.call('/v1/hello', { headers: { 'linesman-protocol': 'x' } })

    expect([newer.status, problemOf(newer).code]).toEqual([426, 'upgrade-required'])
    expect([nonsense.status, problemOf(nonsense).code]).toEqual([400, 'bad-input'])
  })
})

describe('rights', () => {
  const guarded = [
    ['/v1/sync/changes', 'queue.read'],
    ['/v1/log', 'log.read'],
    ['/v1/hello', undefined],
  ] as const

  it.each(Role.options)('lets a %s read what the table of rights allows', async (role) => {
    const desk = await aDesk()
    const console = await signedIn(desk, role, 'mor')

    for (const [address, right] of guarded) {
      const roles: readonly Role[] = right === undefined ? Role.options : rights[right]
      const expected = roles.includes(role) ? 200 : 403
      expect([address, (await console.call(address)).status]).toEqual([address, expected])
    }
  })

  it('opens nothing without a token', async () => {
    const desk = await aDesk()

    for (const [address] of guarded) {
      expect((await call(desk.url + address)).status).toBe(401)
      expect((await call(desk.url + address, { token: 'x'.repeat(43) })).status).toBe(401)
    }
    expect((await call(`${desk.url}/v1/sync/push`, { json: {} })).status).toBe(401)
    expect((await call(`${desk.url}/v1/sync/live`)).status).toBe(401)
  })

  it('keeps what a revoked device pushes whole, sets it aside, and opens nothing else to it', async () => {
    const { desk, platform } = await aDeskWithPlatform()
    platform.comment('c1')
    platform.report('c1')
    const mor = await signedIn(desk, 'moderator', 'mor')
    const lead = await signedIn(desk, 'lead', 'ada')
    const item = await mor.caseOf('c1')
    const { epoch } = await mor.hello()
    await revoke(desk.store, mor.device)

    const op = mor.decision(item, { note: 'seen on the ferry' })
    const push = await mor.call('/v1/sync/push', { json: { epoch, ops: [op] } })
    const read = await mor.call('/v1/sync/changes')
    const again = await call(`${desk.url}/v1/session`, {
      json: signInBody('mor', PASSWORD, mor.device),
    })

    expect(JSON.parse(push.text)).toMatchObject({ results: [{ status: 'set-aside' }] })
    expect([read.status, problemOf(read).code]).toEqual([401, 'device-revoked'])
    expect([again.status, problemOf(again).code]).toEqual([401, 'device-revoked'])
    expect((await lead.caseOf('c1')).decisions).toEqual([])
    const kept = await desk.store.read((db) => db.selectFrom('set_aside').select('op').execute())
    expect(kept.map((row): unknown => JSON.parse(row.op))).toEqual([op])
  })

  it('sets aside what somebody pushes who lost the account since', async () => {
    const { desk, platform } = await aDeskWithPlatform()
    platform.comment('c1')
    platform.report('c1')
    const mor = await signedIn(desk, 'moderator', 'mor')
    const item = await mor.caseOf('c1')
    const { epoch } = await mor.hello()
    await disableStaff(desk.store, 'mor')

    const json = { epoch, ops: [mor.decision(item)] }
    const push = await mor.call('/v1/sync/push', { json })
    const read = await mor.call('/v1/hello')
    const again = await call(`${desk.url}/v1/session`, { json: signInBody('mor') })

    expect(JSON.parse(push.text)).toMatchObject({ results: [{ status: 'set-aside' }] })
    expect([read.status, again.status]).toEqual([401, 401])
  })

  it('binds a token to its device: signing in there again ends the earlier one', async () => {
    const { desk, signIn } = await aDeskWithMor()
    const device = deviceId()
    const url = `${desk.url}/v1/session`
    const first = await call(url, { json: signInBody('mor', PASSWORD, device) })
    await call(url, { json: signInBody('mor', PASSWORD, device) })
    await signIn('mor', PASSWORD)

    const { token } = JSON.parse(first.text) as { token: string }
    expect((await call(`${desk.url}/v1/hello`, { token })).status).toBe(401)
  })
})
