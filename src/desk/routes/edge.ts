/** What every route does at its edge: parse, refuse, and know who calls. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { PROTOCOL } from '../../shared/desk/desk.ts'
import { badInput, problem, ProblemError } from '../../shared/domain/problem.ts'
import type { Right } from '../../shared/domain/permission.ts'
import type { Logger } from 'pino'
import type { LinkState } from '../jobs/platform-link.ts'
import type { PostState } from '../jobs/post-link.ts'
import { demand, sessionOf } from '../services/sessions.ts'
import type { PagesRead } from '../services/feed.ts'
import type { ReadComment } from '../services/raise.ts'
import type { SessionRow } from '../store/session-rows.ts'
import type { Store } from '../store/store.ts'

/** What the routes work with. */
export interface DeskContext {
  readonly store: Store
  /** Pages of the feed that were read a moment ago. */
  readonly pages: PagesRead
  readonly log: Logger
  /** What this desk is called where people see it. */
  readonly name: string
  readonly platform: () => LinkState | { readonly state: 'none' }
  /** How the post is that letters leave by. */
  readonly post: () => PostState
  /** Reads a comment in place; undefined where the desk has no platform. */
  readonly readComment: ReadComment | undefined
  /** Aborts when the desk closes, so that nobody is left waiting. */
  readonly closing: AbortSignal
}

/** The value as the schema says, or a `bad-input` problem that names each field. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProblemError(badInput(parsed.error, what))
}

/** Refuses a console that speaks a protocol this desk does not. */
export function checkProtocol(request: FastifyRequest): void {
  const said = request.headers['linesman-protocol']
  const { min, max }: { readonly min: number; readonly max: number } = PROTOCOL
  const spoken = min === max ? `${min}` : `${min} to ${max}`
  if (typeof said !== 'string' || !/^\d{1,4}$/.test(said))
    throw new ProblemError({
      ...problem('bad-input', `The header Linesman-Protocol must be a number: ${spoken}.`),
      fields: [{ field: 'Linesman-Protocol', message: `must be a number: ${spoken}` }],
    })
  if (Number(said) < min || Number(said) > max)
    throw new ProblemError(
      problem('upgrade-required', `This desk speaks protocol ${spoken}, not ${said}.`),
    )
}

/** Who calls, if their session holds and their role has the right. */
export async function caller(
  { store }: DeskContext,
  request: FastifyRequest,
  right?: Right,
): Promise<SessionRow> {
  checkProtocol(request)
  const session = await sessionOf(store, request.headers.authorization)
  demand(session, right)
  return session
}

/** Aborts when the caller hangs up or the desk closes. */
export function hangUp({ closing }: DeskContext, reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return AbortSignal.any([closing, gone.signal])
}
