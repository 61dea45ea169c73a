/** Live updates only poke: they say that there is something, never what. */
import type { FastifyReply } from 'fastify'
import { Bell } from '../jobs/pace.ts'
import { headCursor } from '../services/feed.ts'
import { sessionFault } from '../services/sessions.ts'
import { headOf } from '../store/log-rows.ts'
import { sessionByHash, type SessionRow } from '../store/session-rows.ts'
import { type DeskContext, hangUp } from './edge.ts'

const HEARTBEAT_MS = 15_000

/** Sends the head's cursor now and at every change, until the caller, the session or the desk ends. */
export async function live(
  context: DeskContext,
  session: SessionRow,
  reply: FastifyReply,
): Promise<void> {
  const { store } = context
  reply.hijack()
  const signal = hangUp(context, reply)
  const bell = new Bell()
  const stop = store.onMoved(() => bell.ring())
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  try {
    let last: string | undefined
    while (!signal.aborted) {
      const { now, head } = await store.read(async (db) => ({
        now: await sessionByHash(db, session.tokenHash),
        head: await headOf(db),
      }))
      if (!now || sessionFault(now)) break
      const cursor = headCursor(store, head)
      if (!reply.raw.writableNeedDrain) {
        const data = JSON.stringify({ cursor })
        reply.raw.write(cursor === last ? ': still here\n\n' : `event: head\ndata: ${data}\n\n`)
        last = cursor
      }
      await bell.wait(HEARTBEAT_MS, signal)
    }
  } catch (error) {
    context.log.error({ err: error }, 'a live stream met a defect')
  } finally {
    stop()
    reply.raw.end()
  }
}
