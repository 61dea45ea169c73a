import type { FastifyInstance } from 'fastify'
import { instant } from '../../shared/domain/instant.ts'
import { publicationLag } from '../store/job-rows.ts'
import { headOf } from '../store/log-rows.ts'
import { noticeLag } from '../store/notice-deliveries.ts'
import type { DeskContext } from './edge.ts'

/** Whether the process is up, and whether it can do its work: for machines, without a token. */
export function healthRoutes(app: FastifyInstance, context: DeskContext): void {
  app.get('/healthz', () => ({ status: 'up' }))

  app.get('/readyz', async (_request, reply) => {
    const database = await databaseState(context)
    const platform = context.platform()
    const ready = database.state === 'ok' && (platform.state === 'up' || platform.state === 'none')
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not-ready', database, platform, post: context.post() })
  })
}

async function databaseState({ store, log }: DeskContext) {
  try {
    return await store.read(async (db) => {
      const { seq, log: chain } = await headOf(db)
      const yesterday = instant(Date.now() - 24 * 60 * 60_000)
      const publication = await publicationLag(db)
      const notices = await noticeLag(db, yesterday)
      return { state: 'ok', seq, entries: chain.size, publication, notices }
    })
  } catch (error) {
    log.error({ err: error }, 'the database does not answer')
    return { state: 'failing' }
  }
}
