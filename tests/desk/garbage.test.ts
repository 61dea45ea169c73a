import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '../../src/desk/log/verify.ts'
import { LIMITS, Refusal } from '../../src/shared/desk/desk.ts'
import { aDeskWithPlatform, call, signedIn } from './kit.ts'
import { isPoisoned } from './poisoned.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

async function aBusyDesk() {
  const { desk, platform } = await aDeskWithPlatform()
  platform.comment('c1')
  platform.report('c1')
  const mor = await signedIn(desk, 'lead', 'ada')
  return { desk, mor, item: await mor.caseOf('c1') }
}

const ADDRESSES = [
  '/v1/session',
  '/v1/hello',
  '/v1/sync/changes',
  '/v1/sync/push',
  '/v1/sync/nothing',
  '/v1/log',
  '/healthz',
  '/%E0%A4%A',
  '/v1/log/../../etc',
] as const

describe('garbage', () => {
  it(`never makes the desk fail (seed ${SEED})`, async () => {
    const { desk, mor } = await aBusyDesk()
    const request = fc.record({
      address: fc.constantFrom(...ADDRESSES),
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
      query: fc.oneof(
        fc.constant(''),
        fc.dictionary(
          fc.constantFrom('cursor', 'limit', 'after', 'size', 'head', 'epoch', '__proto__'),
          fc.string({ unit: 'binary', maxLength: 500 }),
        ),
      ),
      body: fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant(undefined)),
      type: fc.constantFrom('application/json', 'text/plain', 'application/xml', 'nonsense'),
      known: fc.boolean(),
    })

    await fc.assert(
      fc.asyncProperty(request, async ({ address, method, query, body, type, known }) => {
        const words = typeof query === 'string' ? '' : `?${new URLSearchParams(query).toString()}`
        const reply = await call(desk.url + address + words, {
          method,
          headers: { 'content-type': type },
          ...(known && method !== 'DELETE' ? { token: mor.token } : {}),
          ...(body === undefined || method === 'GET' ? {} : { body }),
        })
        expect(reply.status).toBeLessThan(500)
        if (reply.status >= 400 && reply.status !== 410) Refusal.parse(JSON.parse(reply.text))
      }),
      { seed: SEED, numRuns: 300 },
    )
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  }, 60_000)

  it(`in ops is refused op by op, and never fails or applies (seed ${SEED})`, async () => {
    const { desk, mor, item } = await aBusyDesk()
    const { epoch } = await mor.hello()
    const good = mor.decision(item)
    const broken = fc
      .tuple(fc.constantFrom(...Object.keys(good)), fc.jsonValue())
      .filter(([field]) => field !== 'note' && field !== 'opId')
      .map(([field, value]) => ({ ...mor.decision(item), verb: 'delete', [field]: value }))

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(broken, fc.jsonValue()), { minLength: 1 }),
        async (ops) => {
          const reply = await mor.call('/v1/sync/push', { json: { epoch, ops: ops.slice(0, 50) } })
          expect(reply.status).toBe(isPoisoned(ops.slice(0, 50)) ? 400 : 200)
        },
      ),
      { seed: SEED, numRuns: 100 },
    )

    expect((await mor.caseOf('c1')).decisions).toEqual([])
    expect(await desk.store.read(verifyLog)).toMatchObject({ whole: true })
  }, 60_000)

  it('that is too large is refused as too large', async () => {
    const { mor } = await aBusyDesk()

    const body = JSON.stringify({ epoch: 'e_1', ops: ['x'.repeat(LIMITS.pushBytes)] })
    const headers = { 'content-type': 'application/json' }
    const reply = await mor.call('/v1/sync/push', { method: 'POST', headers, body })

    expect(reply.status).toBe(413)
    expect(Refusal.parse(JSON.parse(reply.text)).problem.code).toBe('too-large')
  })

  it('names the field, what was wrong with it, and never its value', async () => {
    const { desk } = await aBusyDesk()
    const password = 'hunter2'.repeat(60)

    const json = { name: 'mor', password, device: { id: 'dev_1234', label: 'x' } }
    const { status, text } = await call(`${desk.url}/v1/session`, { json })

    expect(status).toBe(400)
    const { problem } = Refusal.parse(JSON.parse(text))
    expect(problem).toMatchObject({ code: 'bad-input', fields: [{ field: 'password' }] })
    expect(text).not.toContain('hunter2')
  })

  it('below HTTP does no harm', async () => {
    const { desk } = await aBusyDesk()
    const { port, hostname } = new URL(desk.url)

    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.end('\x16\x03\x01 nonsense\r\n\r\n'),
      )
      socket.on('close', () => resolve())
      socket.resume()
    })

    expect((await call(`${desk.url}/healthz`)).status).toBe(200)
  })
})
