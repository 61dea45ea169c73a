import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LIMITS, type LogPage } from '../../shared/desk/desk.ts'
import { entriesAfter, headOf, ownEntriesAfter } from '../store/log-rows.ts'
import { caller, type DeskContext, parse } from './edge.ts'
import { whole } from './sync.ts'

const LogQuery = z.object({
  after: whole(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: whole(1, LIMITS.logMax).default(LIMITS.logMax),
})

/** The log: entries as they were hashed, and where the chain stands. The whole of it is for leads. */
export function logRoutes(app: FastifyInstance, context: DeskContext): void {
  app.get('/v1/log', async (request): Promise<LogPage> => {
    await caller(context, request, 'log.read')
    const { after, limit } = parse(LogQuery, request.query, 'The query')
    return context.store.read(async (db) => ({
      log: (await headOf(db)).log,
      entries: await entriesAfter(db, after, limit),
    }))
  })

  app.get('/v1/log/own', async (request): Promise<LogPage> => {
    const { staffId } = await caller(context, request, 'log.read-own')
    const page = parse(LogQuery, request.query, 'The query')
    return context.store.read(async (db) => ({
      log: (await headOf(db)).log,
      entries: await ownEntriesAfter(db, staffId, page),
    }))
  })
}
