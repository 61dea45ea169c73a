import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Revision, StaffList } from '../../shared/desk/desk.ts'
import { CaseId } from '../../shared/domain/ids.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import { caseById, revisionOf } from '../store/case-rows.ts'
import { allStaff } from '../store/staff-rows.ts'
import { caller, type DeskContext, parse } from './edge.ts'
import { whole } from './sync.ts'

const RevisionPath = z.object({ caseId: CaseId, bodyRev: whole(1, Number.MAX_SAFE_INTEGER) })

/** What the log's pseudonyms and commitments stand for. */
export function recordRoutes(app: FastifyInstance, context: DeskContext): void {
  // Each role has a use for names: the queue and the log show them, an admin keeps the accounts.
  app.get('/v1/staff', async (request): Promise<StaffList> => {
    await caller(context, request)
    const staff = await context.store.read(allStaff)
    return {
      staff: staff.map(({ staffId, name, role, active }) => ({ id: staffId, name, role, active })),
    }
  })

  app.get('/v1/cases/:caseId/revisions/:bodyRev', async (request): Promise<Revision> => {
    await caller(context, request, 'log.read')
    const { caseId, bodyRev } = parse(RevisionPath, request.params, 'The address')
    const found = await context.store.read(async (db) => {
      const case_ = await caseById(db, caseId)
      return case_ && revisionOf(db, case_, bodyRev)
    })
    if (!found) throw new ProblemError(problem('not-found', 'The desk has no such revision.'))
    const { body, salt, bodyCommit } = found
    if (body === null || salt === null)
      throw new ProblemError(problem('gone', 'The text was erased; the log stays as it was.'))
    return { bodyRev, body, salt, bodyCommit }
  })
}
