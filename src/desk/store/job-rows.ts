/** Work that must be done once, by whichever desk process takes it first. */
import { sql } from 'kysely'
import { instant } from '../../shared/domain/instant.ts'
import type { JobTable } from './tables.ts'
import type { Reader, WriteTx } from './write.ts'

export interface Job {
  readonly siteId: string
  readonly kind: JobTable['kind']
  readonly key: string
  readonly attempts: number
}

type JobKey = Omit<Job, 'attempts'>

/** Adds a job that is due now; one that is already there stays as it is. */
export async function insertJob(
  tx: WriteTx,
  job: JobKey & { readonly caseId: string | null; readonly rank: number },
): Promise<void> {
  await tx.db
    .insertInto('job')
    .values({
      site_id: job.siteId,
      kind: job.kind,
      key: job.key,
      case_id: job.caseId,
      rank: job.rank,
      due_at: tx.now,
      attempts: 0,
      lease_by: null,
      lease_until: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Takes jobs that are due and nobody holds, for `leaseMs`.
 *
 * Of one case only the earliest is taken, so that the site never sees decisions out of order; one
 * that has been tried often (`attempts` ≥ `stuckAfter`) no longer holds the later ones up.
 */
export async function takeJobs(
  tx: WriteTx,
  want: {
    readonly kind: JobTable['kind']
    readonly by: string
    readonly limit: number
    readonly leaseMs: number
    readonly stuckAfter: number
  },
): Promise<Job[]> {
  const rows = await tx.db
    .selectFrom('job')
    .select(['site_id as siteId', 'kind', 'key', 'attempts'])
    .where('kind', '=', want.kind)
    .where('due_at', '<=', tx.now)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', tx.now)]))
    .where(
      sql<boolean>`not exists (select 1 from job as earlier
        where earlier.site_id = job.site_id and earlier.case_id = job.case_id
          and earlier.kind = job.kind and earlier.rank < job.rank
          and (earlier.attempts < ${want.stuckAfter} or earlier.lease_until > ${tx.now}))`,
    )
    .orderBy('due_at')
    .limit(want.limit)
    .execute()
  const until = instant(Date.parse(tx.now) + want.leaseMs)
  for (const job of rows)
    await onJob(tx, job).set({ lease_by: want.by, lease_until: until }).execute()
  return rows
}

const onJob = (tx: WriteTx, job: JobKey) =>
  tx.db
    .updateTable('job')
    .where('site_id', '=', job.siteId)
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)

/** Takes a job out: it is done. */
export async function deleteJob(tx: WriteTx, job: JobKey): Promise<void> {
  await tx.db
    .deleteFrom('job')
    .where('site_id', '=', job.siteId)
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)
    .execute()
}

/** Gives a job back to be tried again later. */
export async function postponeJob(tx: WriteTx, job: Job, waitMs: number): Promise<void> {
  await onJob(tx, job)
    .set({
      attempts: job.attempts + 1,
      due_at: instant(Date.parse(tx.now) + waitMs),
      lease_by: null,
      lease_until: null,
    })
    .execute()
}

/** Keeps a lease that this process holds; says whether it still held it. */
export async function renewLease(
  tx: WriteTx,
  job: JobKey & { readonly by: string },
  leaseMs: number,
): Promise<boolean> {
  const done = await onJob(tx, job)
    .set({ lease_until: instant(Date.parse(tx.now) + leaseMs) })
    .where('lease_by', '=', job.by)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Gives one lease back, if this process still holds it. */
export async function releaseJob(
  tx: WriteTx,
  job: JobKey & { readonly by: string },
): Promise<void> {
  await onJob(tx, job)
    .set({ lease_by: null, lease_until: null })
    .where('lease_by', '=', job.by)
    .execute()
}

/** Gives up every lease of a process that is closing. */
export async function releaseLeases(tx: WriteTx, by: string): Promise<void> {
  await tx.db
    .updateTable('job')
    .set({ lease_by: null, lease_until: null })
    .where('lease_by', '=', by)
    .execute()
}

/** How many decisions wait for the site, and since when the oldest of them does. */
export async function publicationLag(
  db: Reader,
): Promise<{ readonly waiting: number; readonly since: string | null }> {
  return db
    .selectFrom('decision')
    .select([sql<number>`count(*)`.as('waiting'), sql<string | null>`min(settled_at)`.as('since')])
    .where('publication', 'in', ['due', 'publishing', 'failed'])
    .executeTakeFirstOrThrow()
}

/** Whether a job of this kind is due that nobody holds. */
export async function anyDue(db: Reader, kind: JobTable['kind'], now: string): Promise<boolean> {
  const row = await db
    .selectFrom('job')
    .select('key')
    .where('kind', '=', kind)
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes every waiting job of a title due now: the platform is back. */
export async function hastenJobs(tx: WriteTx, siteId: string): Promise<void> {
  await tx.db
    .updateTable('job')
    .set({ due_at: tx.now })
    .where('site_id', '=', siteId)
    .where('due_at', '>', tx.now)
    .execute()
}

/** Who holds leases now. */
export async function leaseHolders(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('job')
    .select('lease_by')
    .where('lease_by', 'is not', null)
    .distinct()
    .execute()
  return rows.flatMap(({ lease_by }) => lease_by ?? [])
}
