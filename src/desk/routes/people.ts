import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { EndMute, MuteReader, type Reporters } from '../../shared/desk/reporters.ts'
import { CaseId } from '../../shared/domain/ids.ts'
import { instant } from '../../shared/domain/instant.ts'
import { once } from '../services/once.ts'
import {
  identifyReporters,
  muteReader,
  readReporters,
  unmuteReader,
} from '../services/reporters.ts'
import { caller, type DeskContext, parse } from './edge.ts'

const CasePath = z.object({ caseId: CaseId })

/** Those who report: what became of it, who they are, and setting aside what a misuser reports. */
export function peopleRoutes(app: FastifyInstance, context: DeskContext): void {
  const { store } = context
  app.get('/v1/cases/:caseId/reporters', async (request): Promise<Reporters> => {
    const session = await caller(context, request, 'queue.read')
    const { caseId } = parse(CasePath, request.params, 'The address')
    return readReporters(store, session, { caseId, now: instant(Date.now()) })
  })
  app.get('/v1/cases/:caseId/reporters/identities', async (request): Promise<Reporters> => {
    const session = await caller(context, request, 'identities.read')
    const { caseId } = parse(CasePath, request.params, 'The address')
    return store.write((tx) => identifyReporters(tx, session, caseId))
  })
  app.post('/v1/readers/mute', async (request, reply) => {
    const session = await caller(context, request, 'reader.mute')
    const asked = parse(MuteReader, request.body, 'The mute')
    const text = await store.write((tx) => {
      const run = async () => ({ answer: await muteReader(tx, session, asked), kept: true })
      return once(tx, session, { what: 'mute', request: asked, run })
    })
    return reply.type('application/json; charset=utf-8').send(text)
  })
  app.post('/v1/readers/end-mute', async (request, reply) => {
    const session = await caller(context, request, 'reader.mute')
    const asked = parse(EndMute, request.body, 'The end of the mute')
    const text = await store.write((tx) => {
      const run = async () => ({ answer: await unmuteReader(tx, session, asked), kept: true })
      return once(tx, session, { what: 'end-mute', request: asked, run })
    })
    return reply.type('application/json; charset=utf-8').send(text)
  })
}
