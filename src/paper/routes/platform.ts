import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { OpId } from '../../shared/domain/ids.ts'
import { instant } from '../../shared/domain/instant.ts'
import { badInput, problem, ProblemError } from '../../shared/domain/problem.ts'
import { Terms } from '../../shared/domain/terms.ts'
import {
  CommentInPlace,
  EventPage,
  Overtaken,
  PlatformHello,
  PublishedDecision,
  Receipt,
  Suspension,
  ThreadState,
} from '../../shared/platform/platform.ts'
import { numberIn, type Named } from '../public-ids.ts'
import { Feeding } from '../services/feeding.ts'
import { Publishing } from '../services/publishing.ts'
import { SITE } from '../site.ts'
import type { Web } from '../web.ts'

/** Longest that a connector may wait for news, in seconds. */
const MAX_WAIT_S = 25

const EventsQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  wait: z.coerce.number().min(0).max(MAX_WAIT_S).default(0),
})
const ById = z.object({ id: z.string() })
const ByDecision = z.object({ id: OpId })

/** Reads a part of a request; a ProblemError that names the field when it is not as agreed. */
export function read<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProblemError(badInput(parsed.error, what))
}

function numberOr404(what: Named, name: string): number {
  const id = numberIn(what, name)
  if (id !== undefined) return id
  throw new ProblemError(problem('not-found', `There is no ${what} ${name} here.`))
}

/** A signal that aborts when whoever asked has gone, or has been answered. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}

function addReads(app: FastifyInstance, { site, placing }: Web): void {
  const feeding = new Feeding(site)
  app.get('/hello', () =>
    PlatformHello.parse({
      platform: 'paper',
      site: { ...SITE, origin: site.origin() },
      serverTime: instant(site.now()),
    }),
  )
  app.get('/events', async (request, reply) => {
    const { after, limit, wait } = read(EventsQuery, request.query, 'The query')
    const query = { after, limit, waitMs: wait * 1000 }
    return EventPage.parse(await feeding.page(query, goneSignal(reply)))
  })
  app.get('/comments/:id', (request) => {
    const { id } = read(ById, request.params, 'The address')
    return CommentInPlace.parse(placing.inPlace(id))
  })
}

function addWrites(app: FastifyInstance, { site }: Web): void {
  const { store } = site
  const publishing = new Publishing(site)
  const done = (found: boolean, what: string, reply: FastifyReply) => {
    if (!found) throw new ProblemError(problem('not-found', `There is no such ${what} here.`))
    return reply.code(204).send()
  }
  app.put('/decisions/:id', (request, reply) => {
    const { id } = read(ByDecision, request.params, 'The address')
    const decision = read(PublishedDecision, request.body, 'The decision')
    const answer = publishing.publish(id, decision)
    if ('overtaken' in answer) return reply.code(409).send(Overtaken.parse(answer))
    return reply.send(Receipt.parse(answer))
  })
  app.put('/terms', (request, reply) => {
    store.terms.put(read(Terms, request.body, 'The terms document'), instant(site.now()))
    return reply.code(204).send()
  })
  app.put('/articles/:id/thread', (request, reply) => {
    const id = numberOr404('article', read(ById, request.params, 'The address').id)
    const { closed } = read(ThreadState, request.body, 'The thread’s state')
    return done(store.articles.setClosed(id, closed), 'article', reply)
  })
  app.put('/authors/:id/suspension', (request, reply) => {
    const id = numberOr404('author', read(ById, request.params, 'The address').id)
    const suspension = read(Suspension, request.body, 'The suspension')
    return done(store.subscribers.suspend(id, suspension), 'author', reply)
  })
}

/** The platform port: what the desk asks of this site. */
export function addPlatform(app: FastifyInstance, web: Web): void {
  addReads(app, web)
  addWrites(app, web)
}
