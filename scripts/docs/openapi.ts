/** The desk's protocol as an OpenAPI 3.1 document, from the schemas that desk and console parse with. */
import { z } from 'zod'
import * as claims from '../../src/shared/desk/claims.ts'
import { Contest } from '../../src/shared/desk/contest.ts'
import * as desk from '../../src/shared/desk/desk.ts'
import * as feed from '../../src/shared/desk/feed.ts'
import { NoticesItem } from '../../src/shared/desk/notices.ts'
import * as push from '../../src/shared/desk/push.ts'
import { type DeskRoute, deskRoutes, Push } from '../../src/shared/desk/routes.ts'
import { WordsItem } from '../../src/shared/desk/word-list.ts'
import { Problem } from '../../src/shared/domain/problem.ts'

/** The schemas that have a name in the document; all others are written where they are used. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  ...{ SignIn: desk.SignIn, Session: desk.Session, Hello: desk.Hello, Changes: desk.Changes },
  ...{ CursorGone: desk.CursorGone, EpochGone: desk.EpochGone, LogPage: desk.LogPage },
  ...{ StaffList: desk.StaffList, Revision: desk.Revision, Refusal: desk.Refusal, Problem },
  ...{ CaseItem: feed.CaseItem, ArticleItem: feed.ArticleItem, AuthorItem: feed.AuthorItem },
  ...{ TermsItem: feed.TermsItem, GoneItem: feed.GoneItem, NoticesItem, WordsItem, Contest },
  ...{ SettledDecision: feed.SettledDecision, OpAnswer: push.OpAnswer },
  ...{ DecideOp: push.DecideOp, SeenOp: push.SeenOp, EscalateOp: push.EscalateOp },
  ...{
    AnswerOp: push.AnswerOp,
    RaiseOp: push.RaiseOp,
    PushAnswer: push.PushAnswer,
    PushRequest: Push,
  },
  ...{ ClaimNext: claims.ClaimNext, ClaimNamed: claims.ClaimNamed, GiveBack: claims.GiveBack },
  ...{ ClaimAnswer: claims.ClaimAnswer, NextAnswer: claims.NextAnswer },
}

const names = new Map(Object.entries(NAMED).map(([name, schema]) => [schema, name]))
const at = (name: string) => `#/components/schemas/${name}`

type Json = Readonly<Record<string, unknown>>

/** Every schema by its name: those above, and those of the table that have none, by where they are used. */
function schemas(): { all: Readonly<Record<string, Json>>; refer: (schema: z.ZodType) => Json } {
  const registry = z.registry<{ id: string }>()
  for (const [name, schema] of Object.entries(NAMED)) registry.add(schema, { id: name })
  const { schemas: printed } = z.toJSONSchema(registry, { uri: at, io: 'input' })
  const all = Object.fromEntries(
    Object.entries(printed).map(([name, schema]) => [name, bare(schema)] as const),
  )
  const refer = (schema: z.ZodType): Json => {
    const name = names.get(schema)
    if (name !== undefined) return { $ref: at(name) }
    return bare(z.toJSONSchema(schema, { metadata: registry, io: 'input' }))
  }
  return { all, refer }
}

/** What names a schema on its own says nothing inside a document. */
const NAMING = ['$schema', '$id', 'id']

function bare(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !NAMING.includes(key)))
}

const json = (schema: Json) => ({ content: { 'application/json': { schema } } })

const MEANS: Readonly<Record<number, string>> = {
  200: 'Done',
  204: 'Done; nothing to say',
  410: 'Gone',
  503: 'Not now',
}

function operation(route: DeskRoute, refer: (schema: z.ZodType) => Json): Json {
  const { method, path, summary, who, parameters = [], body, answers } = route
  const responses = Object.entries(answers).map(([status, answer]) => {
    const description = MEANS[Number(status)] ?? 'An answer'
    if (answer === null) return [status, { description }]
    if (answer === 'text/event-stream')
      return [status, { description, content: { [answer]: { schema: { type: 'string' } } } }]
    return [status, { description, ...json(refer(answer)) }]
  })
  const version = { $ref: '#/components/parameters/Protocol' }
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-z]+(.)/gi, (_all, next: string) => next.toUpperCase())}`,
    ...(who === 'anybody' ? { security: [] } : { description: whoMay(who) }),
    parameters: [
      ...(path.startsWith('/v1/') ? [version] : []),
      ...parameters.map(({ name, in: place, schema }) => ({
        ...{ name, in: place, required: place === 'path', schema: refer(schema) },
      })),
    ],
    ...(body && { requestBody: { required: true, ...json(refer(body)) } }),
    responses: {
      ...Object.fromEntries(responses),
      default: { description: 'Refused', ...json({ $ref: at('Refusal') }) },
    },
  }
}

const whoMay = (who: string) =>
  who === 'signed-in' ? 'For whoever is signed in.' : `Needs the right \`${who}\`.`

/** The whole document. */
export function openApi(): Json {
  const { all, refer } = schemas()
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of deskRoutes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, refer) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'The protocol between console and desk',
      version: String(desk.PROTOCOL.max),
      description: 'Printed from the code by `npm run docs`. What it means is in PROTOCOL.md.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      parameters: {
        Protocol: {
          ...{ name: 'Linesman-Protocol', in: 'header', required: true },
          schema: { type: 'integer', minimum: desk.PROTOCOL.min, maximum: desk.PROTOCOL.max },
        },
      },
      schemas: all,
    },
  }
}
