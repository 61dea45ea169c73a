import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Changes, type CursorGone, LIMITS, LONGEST_WAIT_S } from '../../shared/desk/desk.ts'
import { PushRequest } from '../../shared/desk/push.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { Bell } from '../jobs/pace.ts'
import { changesAfter } from '../services/feed.ts'
import { type Pushed, push } from '../services/push.ts'
import { sessionOf } from '../services/sessions.ts'
import { caller, checkProtocol, type DeskContext, hangUp, parse } from './edge.ts'
import { live } from './live.ts'

/** A whole number in a query, between two others. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be from ${min} to ${max}`)

const ChangesQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: whole(1, LIMITS.pullMax).default(500),
  /** Without a cursor: what comes first. */
  first: z.literal('open').optional(),
  wait: whole(0, LONGEST_WAIT_S).default(0),
})

/** Pull, push and live. */
export function syncRoutes(app: FastifyInstance, context: DeskContext): void {
  app.get('/v1/sync/changes', async (request, reply) => {
    await caller(context, request, 'queue.read')
    const query = parse(ChangesQuery, request.query, 'The query')
    const answer = await changes(context, query, hangUp(context, reply))
    return reply.code('gone' in answer ? 410 : 200).send(answer)
  })

  app.post('/v1/sync/push', { bodyLimit: LIMITS.pushBytes }, (request, reply) =>
    takePush(context, request, reply),
  )

  app.get('/v1/sync/live', async (request, reply) => {
    const session = await caller(context, request, 'queue.read')
    await live(context, session, reply)
  })
}

/** The changes there are; if there are none, those that come within the wait. */
async function changes(
  context: DeskContext,
  { cursor, limit, wait, first }: z.infer<typeof ChangesQuery>,
  signal: AbortSignal,
): Promise<Changes | CursorGone> {
  const from = cursor === undefined || cursor === '' ? null : cursor
  const until = performance.now() + wait * 1000
  const bell = new Bell()
  const stop = context.store.onMoved(() => bell.ring())
  try {
    for (;;) {
      const answer = await changesAfter(context, { from, limit, openFirst: first === 'open' })
      const left = until - performance.now()
      if ('gone' in answer || answer.items.length > 0 || left <= 0 || signal.aborted) return answer
      await bell.wait(left, signal)
    }
  } finally {
    stop()
  }
}

/**
 * Takes a push from whoever holds a session. A revoked device or somebody who lost the right may
 * still hand in what waits: it is kept whole and set aside.
 */
async function takePush(
  context: DeskContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  checkProtocol(request)
  const session = await sessionOf(context.store, request.headers.authorization)
  if (session.ended) throw new ProblemError(problem('signed-out', 'Sign in again.'))
  const pushed = await push(context, session, parse(PushRequest, request.body, 'The push'))
  if (pushed.gone) return reply.code(410).send({ gone: 'epoch', epoch: pushed.epoch })
  return reply.type('application/json; charset=utf-8').send(answerText(pushed))
}

/** The answer as text: stored answers go out byte for byte as they first did. */
function answerText(pushed: Extract<Pushed, { gone: false }>): string {
  const { epoch, now, mark, results, faults } = pushed
  const head = `{"epoch":${JSON.stringify(epoch)},"serverTime":${JSON.stringify(now)},"mark":${JSON.stringify(mark)}`
  const tail = faults.length > 0 ? `,"faults":${JSON.stringify(faults)}` : ''
  return `${head},"results":[${results.join(',')}]${tail}}`
}
