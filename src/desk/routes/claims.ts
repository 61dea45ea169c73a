import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { ClaimNamed, ClaimNext, GiveBack } from '../../shared/desk/claims.ts'
import { claimNamed, claimNext, giveBack } from '../services/claims.ts'
import type { SessionRow } from '../store/session-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { caller, type DeskContext, parse } from './edge.ts'

/** Taking cases until a time, and giving them back. */
export function claimRoutes(app: FastifyInstance, context: DeskContext): void {
  const on = <T>(
    address: string,
    schema: z.ZodType<T>,
    run: (tx: WriteTx, session: SessionRow, request: T) => Promise<string>,
  ) =>
    app.post(address, async (request, reply) => {
      const session = await caller(context, request, 'claim')
      const asked = parse(schema, request.body, 'The claim')
      const text = await context.store.write((tx) => run(tx, session, asked))
      return reply.type('application/json; charset=utf-8').send(text)
    })
  on('/v1/claims/next', ClaimNext, claimNext)
  on('/v1/claims', ClaimNamed, claimNamed)
  on('/v1/claims/give-back', GiveBack, giveBack)
}
