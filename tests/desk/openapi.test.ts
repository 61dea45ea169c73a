import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createServer } from '../../src/desk/server.ts'
import { openStore } from '../../src/desk/store/store.ts'
import { SharedPages } from '../../src/desk/services/shared-pages.ts'
import { quietLogger } from '../../src/desk/desk.ts'
import { deskRoutes } from '../../src/shared/desk/routes.ts'
import { aDeskWithPlatform, call, newOpId, type Reply, signedIn, tempFolder } from './kit.ts'

type Json = Record<string, unknown>
const Schema = z.record(z.string(), z.unknown())
const Response = z.object({
  description: z.string(),
  content: z.record(z.string(), z.object({ schema: Schema })).optional(),
})
const Operation = z.strictObject({
  summary: z.string().min(1),
  operationId: z.string().min(1),
  description: z.string().optional(),
  security: z.array(Schema).optional(),
  parameters: z.array(
    z.union([
      z.strictObject({ $ref: z.string() }),
      z.strictObject({
        name: z.string(),
        in: z.enum(['query', 'path']),
        required: z.boolean(),
        schema: Schema,
      }),
    ]),
  ),
  requestBody: z.strictObject({ required: z.boolean(), content: Schema }).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$|^default$/), Response),
})
const Document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  security: z.array(Schema),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'delete']), Operation),
  ),
  components: z.strictObject({
    securitySchemes: Schema,
    parameters: Schema,
    schemas: z.record(z.string().regex(/^[\w.-]+$/), Schema),
  }),
})

const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/openapi.json'), 'utf8')
const document = Document.parse(JSON.parse(text))

/** Every `$ref` in the document. */
const refs = Array.from(text.matchAll(/"\$ref": "([^"]+)"/g), ([, ref = '']) => ref)

const SCHEMAS = '#/components/schemas/'

/** What the document says is answered there, as something to check by. */
function answerOf(method: 'get' | 'post' | 'delete', address: string, status: string): z.ZodType {
  const responses = document.paths[address]?.[method]?.responses ?? {}
  const schema = (responses[status] ?? responses['default'])?.content?.['application/json']?.schema
  if (!schema) throw new Error(`${method} ${address} has no answer ${status}`)
  const $defs: Json = document.components.schemas
  const local: unknown = JSON.parse(
    JSON.stringify({ ...schema, $defs }).replaceAll(SCHEMAS, '#/$defs/'),
  )
  return z.fromJSONSchema(Schema.parse(local))
}

function fits(reply: Reply, ...where: Parameters<typeof answerOf>): unknown {
  const parsed = answerOf(...where).safeParse(JSON.parse(reply.text))
  expect(parsed.error?.issues ?? [], where.join(' ')).toEqual([])
  return parsed.data
}

describe('docs/openapi.json', () => {
  it('is OpenAPI 3.1 whose references all lead somewhere and whose operations have names of their own', () => {
    expect(refs.length).toBeGreaterThan(50)
    for (const ref of new Set(refs)) {
      const found = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => Schema.safeParse(at).data?.[key], document)
      expect(found, ref).toBeDefined()
    }
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    for (const [address, item] of Object.entries(document.paths))
      for (const { parameters } of Object.values(item)) {
        const inPath = parameters.flatMap((p) => ('in' in p && p.in === 'path' ? [p.name] : []))
        expect(inPath).toEqual(Array.from(address.matchAll(/\{(\w+)\}/g), ([, name]) => name))
      }
  })

  it('has exactly the addresses that the server has', async () => {
    const store = await openStore(tempFolder())
    const app = await createServer(
      {
        pages: new SharedPages(),
        ...{ store, log: quietLogger('silent'), name: 'a desk', readComment: undefined },
        ...{ platform: () => ({ state: 'none' }) as const, closing: AbortSignal.timeout(60_000) },
        post: () => ({ state: 'up' }),
      },
      { trustProxy: false },
    )
    const documented = Object.entries(document.paths).flatMap(([address, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${address}`),
    )
    const made = deskRoutes
      .filter(({ method, path: url }) => app.hasRoute({ method, url }))
      .map(({ method, path: url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(made.sort()).toEqual(documented.sort())
    expect(() => app.get('/v1/unheard-of', () => '')).toThrow('not in the table')
    await app.close()
    await store.close()
  })

  it('says what is really answered', async () => {
    const { desk, platform } = await aDeskWithPlatform()
    platform.comment('c1')
    platform.report('c1')
    const lee = await signedIn(desk, 'lead', 'lee')
    const item = await lee.caseOf('c1')

    fits(await lee.call('/v1/hello'), 'get', '/v1/hello', '200')
    fits(await lee.call('/v1/sync/changes'), 'get', '/v1/sync/changes', '200')
    const push = await lee.pushText(lee.decision(item), { ...lee.envelope(), kind: 'seen' })
    fits(push, 'post', '/v1/sync/push', '200')
    const gone = { epoch: 'e_another', ops: [lee.decision(item)] }
    fits(await lee.call('/v1/sync/push', { json: gone }), 'post', '/v1/sync/push', '410')
    fits(await lee.call('/v1/sync/changes'), 'get', '/v1/sync/changes', '200')
    fits(await lee.call('/v1/log'), 'get', '/v1/log', '200')
    fits(await lee.call('/v1/log/own'), 'get', '/v1/log/own', '200')
    fits(await lee.call('/v1/staff'), 'get', '/v1/staff', '200')
    const revisions = '/v1/cases/{caseId}/revisions/{bodyRev}'
    fits(await lee.call(`/v1/cases/${item.caseId}/revisions/1`), 'get', revisions, '200')
    const back = { requestId: newOpId(), caseIds: null }
    fits(
      await lee.call('/v1/claims/give-back', { json: back }),
      'post',
      '/v1/claims/give-back',
      '200',
    )
    fits(await call(`${desk.url}/readyz`), 'get', '/readyz', '200')
    fits(await lee.call('/v1/log?after=x'), 'get', '/v1/log', '400')
    const other = { headers: { 'linesman-protocol': '9' } }
    const refused = fits(await lee.call('/v1/hello', other), 'get', '/v1/hello', '426')
    expect(refused).toMatchObject({ protocol: { min: 1, max: 1 } })
    expect(() => fits({ ...push, text: '{"epoch":1}' }, 'post', '/v1/sync/push', '200')).toThrow()
  })
})
