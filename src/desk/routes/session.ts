import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { Hello, LIMITS, PROTOCOL, SignIn } from '../../shared/desk/desk.ts'
import { Epoch, Mark, Sha256 } from '../../shared/domain/ids.ts'
import { instant } from '../../shared/domain/instant.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { mendText } from '../../shared/domain/text.ts'
import { z } from 'zod'
import { cursorIfOurs } from '../services/cursor.ts'
import { headCursor } from '../services/feed.ts'
import { goOnAfterLoss, isLost } from '../services/lost-history.ts'
import { signIn, signOut } from '../services/sessions.ts'
import { hashAt, headOf } from '../store/log-rows.ts'
import type { SessionRow } from '../store/session-rows.ts'
import { allSites } from '../store/site-rows.ts'
import { caller, checkProtocol, type DeskContext, parse } from './edge.ts'

/** Sign-ins that one address may try in a minute, right or wrong. */
const SIGN_INS_A_MINUTE = 60

const KnownHead = z
  .object({
    size: z
      .string()
      .regex(/^\d{1,15}$/, 'must be a whole number')
      .transform(Number),
    head: Sha256,
    epoch: Epoch,
    mark: Mark,
  })
  .partial()

/** Signing in and out, and what a console asks first. */
export async function sessionRoutes(app: FastifyInstance, context: DeskContext): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) =>
      new ProblemError({
        code: 'too-many-attempts',
        message: `Too many sign-ins from this address: try again in ${Math.ceil(ttl / 1000)} s.`,
        afterMs: Math.ceil(ttl),
      }),
  })
  const config = { rateLimit: { max: SIGN_INS_A_MINUTE, timeWindow: 60_000 } }
  app.post('/v1/session', { config, bodyLimit: 16 * 1024 }, async (request) => {
    if (request.headers['linesman-protocol'] !== undefined) checkProtocol(request)
    const given = parse(SignIn, request.body, 'Signing in')
    const { id, label } = given.device
    const device = { id, label: mendText(label) }
    return signIn(context.store, { ...given, name: mendText(given.name), device }, request.ip)
  })

  app.delete('/v1/session', async (request, reply) => {
    await signOut(context.store, await caller(context, request))
    return reply.code(204).send()
  })

  app.get('/v1/hello', async (request) => {
    const session = await caller(context, request)
    return hello(context, session, parse(KnownHead, request.query, 'The known head of the log'))
  })
}

async function hello(
  context: DeskContext,
  session: SessionRow,
  known: z.infer<typeof KnownHead>,
): Promise<Hello> {
  const { store, log, name } = context
  const mark = cursorIfOurs(store.keys.cursor, known.mark)
  if (mark && (await store.read(async (db) => isLost(db, await headOf(db), mark))))
    await goOnAfterLoss(context, mark)
  const { head, sites, there } = await store.read(async (db) => ({
    head: await headOf(db),
    sites: await allSites(db),
    there: known.size === undefined ? undefined : await hashAt(db, known.size),
  }))
  const sameEpoch = known.epoch === head.epoch && (known.size ?? 0) > 0
  if (sameEpoch && known.head !== undefined && there !== known.head)
    log.error(
      { alarm: 'log-head-unknown', size: known.size, ours: head.log.size, by: session.staffId },
      'a console remembers a head of the log that this desk does not have',
    )
  return {
    protocol: PROTOCOL,
    desk: { name, id: head.deskId },
    sites,
    epoch: head.epoch,
    staff: { id: session.staffId, name: session.name, role: session.role },
    serverTime: instant(Date.now()),
    limits: { pullMax: LIMITS.pullMax, pushOps: LIMITS.pushOps, pushBytes: LIMITS.pushBytes },
    log: head.log,
    mark: headCursor(store, head),
  }
}

/** Unknown addresses, said the way every refusal is said. */
export const unknownAddress = () =>
  new ProblemError(problem('not-found', 'The desk has nothing at this address.'))
