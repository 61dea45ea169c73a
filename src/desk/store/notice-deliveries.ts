/** A decision's wording on its way to each of those who reported the comment and left an address. */
import { sql, type SqlBool } from 'kysely'
import type { NoticeDeliveryTable, NoticeTable } from './notice-tables.ts'
import type { Reader, WriteTx } from './write.ts'
import { lots } from './write.ts'

export type NoticeKey = Pick<NoticeTable, 'site_id' | 'notice_id' | 'op_id' | 'case_id' | 'dec_rev'>

/** Somebody to be told, by a report of theirs that has an address. */
export interface Recipient {
  readonly reader: string
  readonly reportId: string
}

/**
 * Those who are to be told and are not on the list yet, in a lasting order, after `after`: whose
 * report the decision answers, and with `undoes` whoever was told of an earlier decision of the case.
 */
export async function recipientsOf(
  db: Reader,
  notice: NoticeKey,
  want: { readonly undoes: boolean; readonly limit: number },
): Promise<Recipient[]> {
  const toldBefore = sql<SqlBool>`exists (select 1 from notice_delivery as former
    join notice as earlier on earlier.site_id = former.site_id and earlier.notice_id = former.notice_id
    where earlier.site_id = ${notice.site_id} and earlier.case_id = ${notice.case_id}
      and earlier.dec_rev < ${notice.dec_rev} and former.reader = report.reader
      and former.state <> 'failed')`
  return db
    .selectFrom('report')
    .innerJoin('report_identity', (join) =>
      join
        .onRef('report_identity.site_id', '=', 'report.site_id')
        .onRef('report_identity.report_id', '=', 'report.report_id'),
    )
    .select(['report.reader', sql<string>`max(report.report_id)`.as('reportId')])
    .where('report.site_id', '=', notice.site_id)
    .where('report.case_id', '=', notice.case_id)
    .where('report_identity.email', 'is not', null)
    .where((eb) =>
      eb.or([eb('report.answered_by', '=', notice.op_id), ...(want.undoes ? [toldBefore] : [])]),
    )
    .where(
      sql<boolean>`not exists (select 1 from notice_delivery as own
        where own.site_id = ${notice.site_id} and own.notice_id = ${notice.notice_id}
          and own.reader = report.reader)`,
    )
    .groupBy('report.reader')
    .orderBy('report.reader')
    .limit(want.limit)
    .execute()
}

/** Whether the decision before this one told people something else than this one does. */
export async function saysOtherwise(
  db: Reader,
  notice: NoticeKey & Pick<NoticeTable, 'says'>,
): Promise<boolean> {
  const before = await db
    .selectFrom('notice')
    .select('says')
    .where('site_id', '=', notice.site_id)
    .where('case_id', '=', notice.case_id)
    .where('told', '=', 'complainant')
    .where('dec_rev', '<', notice.dec_rev)
    .where('state', '<>', 'withdrawn')
    .orderBy('dec_rev', 'desc')
    .limit(1)
    .executeTakeFirst()
  return before !== undefined && before.says !== notice.says
}

/** Puts people on the list; they are due now. */
export async function insertDeliveries(
  tx: WriteTx,
  { site_id, notice_id }: NoticeKey,
  recipients: readonly (Recipient & { readonly deliveryId: string })[],
): Promise<void> {
  for (const some of lots(recipients))
    await tx.db
      .insertInto('notice_delivery')
      .values(
        some.map(({ reader, reportId, deliveryId }) => ({
          ...{ site_id, notice_id, reader, report_id: reportId, delivery_id: deliveryId },
          ...{ state: 'due' as const, attempts: 0, due_at: tx.now, ended_at: null },
        })),
      )
      .execute()
}

/** One that is due, and where to; null where the address has been erased meanwhile. */
export interface DueDelivery {
  readonly deliveryId: string
  readonly reader: string
  readonly attempts: number
  readonly address: string | null
}

/** Those of a wording that are due at an instant, at most `limit`. */
export async function dueDeliveries(
  db: Reader,
  { site_id, notice_id }: NoticeKey,
  { now, limit }: { readonly now: string; readonly limit: number },
): Promise<DueDelivery[]> {
  return db
    .selectFrom('notice_delivery')
    .leftJoin('report_identity', (join) =>
      join
        .onRef('report_identity.site_id', '=', 'notice_delivery.site_id')
        .onRef('report_identity.report_id', '=', 'notice_delivery.report_id'),
    )
    .select([
      'notice_delivery.delivery_id as deliveryId',
      'notice_delivery.reader',
      'notice_delivery.attempts',
      'report_identity.email as address',
    ])
    .where('notice_delivery.site_id', '=', site_id)
    .where('notice_delivery.notice_id', '=', notice_id)
    .where('notice_delivery.state', '=', 'due')
    .where('notice_delivery.due_at', '<=', now)
    .orderBy('notice_delivery.due_at')
    .orderBy('notice_delivery.reader')
    .limit(limit)
    .execute()
}

/** When the next of those that wait is due, and how often the most tried has been; null: none waits. */
export async function nextDue(
  db: Reader,
  { site_id, notice_id }: NoticeKey,
): Promise<{ readonly at: string; readonly attempts: number } | null> {
  const row = await db
    .selectFrom('notice_delivery')
    .select([
      sql<string | null>`min(due_at)`.as('at'),
      sql<number | null>`max(attempts)`.as('attempts'),
    ])
    .where('site_id', '=', site_id)
    .where('notice_id', '=', notice_id)
    .where('state', '=', 'due')
    .executeTakeFirstOrThrow()
  return row.at === null ? null : { at: row.at, attempts: row.attempts ?? 0 }
}

/** Says what became of an attempt; false where another process has said it already. */
export async function putDelivery(
  tx: WriteTx,
  { site_id, notice_id, reader }: NoticeKey & { readonly reader: string },
  change: Partial<Pick<NoticeDeliveryTable, 'state' | 'attempts' | 'due_at' | 'ended_at'>>,
): Promise<boolean> {
  const done = await tx.db
    .updateTable('notice_delivery')
    .set(change)
    .where('site_id', '=', site_id)
    .where('notice_id', '=', notice_id)
    .where('reader', '=', reader)
    .where('state', '=', 'due')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** How many people wait to be told and since when, and how many could not be since an instant. */
export async function noticeLag(
  db: Reader,
  after: string,
): Promise<{ readonly waiting: number; readonly since: string | null; readonly givenUp: number }> {
  const due = await db
    .selectFrom('notice_delivery')
    .innerJoin('notice', (join) =>
      join
        .onRef('notice.site_id', '=', 'notice_delivery.site_id')
        .onRef('notice.notice_id', '=', 'notice_delivery.notice_id'),
    )
    .innerJoin('decision', (join) =>
      join
        .onRef('decision.site_id', '=', 'notice.site_id')
        .onRef('decision.op_id', '=', 'notice.op_id'),
    )
    .select([
      sql<number>`count(*)`.as('waiting'),
      sql<string | null>`min(decision.published_at)`.as('since'),
    ])
    .where('notice_delivery.state', '=', 'due')
    .executeTakeFirstOrThrow()
  const { givenUp } = await db
    .selectFrom('notice_delivery')
    .select(sql<number>`count(*)`.as('givenUp'))
    .where('state', '=', 'failed')
    .where('ended_at', '>', after)
    .executeTakeFirstOrThrow()
  return { ...due, givenUp }
}
