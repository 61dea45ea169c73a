import { sql } from 'kysely'
import type { Channel } from '../../shared/domain/report.ts'
import type { Span } from '../../shared/domain/text.ts'
import type { Reader, WriteTx } from './write.ts'
import { lots } from './write.ts'

/** A report as it is taken in, and who made it, which is kept apart. */
export interface NewReport {
  readonly reportId: string
  readonly caseId: string
  readonly channel: Channel
  readonly rule: string | null
  readonly severity: number
  readonly words: string
  readonly wordsSalt: string
  readonly spans: readonly Span[]
  readonly bodyRev: number
  readonly receivedAt: string
  /** One reader, one value; it does not lead back to who they are. */
  readonly reader: string
  /** Who complained, as the platform knows them; null where staff raised it. */
  readonly identity: {
    readonly platformReportId: string
    readonly reporter: string
    readonly email: string | null
  } | null
  readonly answeredBy: string | null
}

/** Which of these reports the desk already has, those set aside too, by the platform's own ids. */
export async function knownReports(
  db: Reader,
  siteId: string,
  platformIds: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>()
  for (const table of ['report_identity', 'muted_report'] as const)
    for (const ids of lots(platformIds)) {
      const rows = await db
        .selectFrom(table)
        .select('platform_report_id')
        .where('site_id', '=', siteId)
        .where('platform_report_id', 'in', ids)
        .execute()
      for (const row of rows) known.add(row.platform_report_id)
    }
  return known
}

/** Takes reports in; none of them may be known. */
export async function insertReports(
  tx: WriteTx,
  siteId: string,
  reports: readonly NewReport[],
): Promise<void> {
  for (const some of lots(reports)) {
    const rows = some.map((report) => ({
      site_id: siteId,
      report_id: report.reportId,
      case_id: report.caseId,
      channel: report.channel,
      rule: report.rule,
      severity: report.severity,
      words: report.words,
      words_salt: report.wordsSalt,
      spans: JSON.stringify(report.spans),
      body_rev: report.bodyRev,
      received_at: report.receivedAt,
      ingested_at: tx.now,
      reader: report.reader,
      answered_by: report.answeredBy,
    }))
    await tx.db.insertInto('report').values(rows).execute()
    const identities = some.flatMap(({ reportId, identity }) =>
      identity === null
        ? []
        : {
            site_id: siteId,
            report_id: reportId,
            platform_report_id: identity.platformReportId,
            reporter: identity.reporter,
            email: identity.email,
          },
    )
    if (identities.length === 0) continue
    await tx.db.insertInto('report_identity').values(identities).execute()
  }
}

interface CaseKey {
  readonly siteId: string
  readonly caseId: string
}

/** Marks the open ones among these reports of a case as answered by a decision. */
export async function answerReports(
  tx: WriteTx,
  { siteId, caseId }: CaseKey,
  { opId, reportIds }: { readonly opId: string; readonly reportIds: readonly string[] },
): Promise<void> {
  for (const ids of lots(reportIds))
    await tx.db
      .updateTable('report')
      .set({ answered_by: opId })
      .where('site_id', '=', siteId)
      .where('case_id', '=', caseId)
      .where('report_id', 'in', ids)
      .where('answered_by', 'is', null)
      .execute()
}

/**
 * Counts a case's reports anew: how many, how many open, by how many readers, since when and how
 * grave. Returns the number of open ones.
 */
export async function countReports(tx: WriteTx, { siteId, caseId }: CaseKey): Promise<number> {
  const open = sql`answered_by is null`
  const counted = await tx.db
    .selectFrom('report')
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(case when ${open} then 1 end)`.as('open'),
      sql<number>`count(distinct case when ${open} then reader end)`.as('readers'),
      sql<string | null>`min(case when ${open} then received_at end)`.as('openSince'),
      sql<string | null>`min(received_at)`.as('since'),
      sql<number | null>`min(case when ${open} then severity end)`.as('gravest'),
    ])
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  const since = counted.openSince ?? counted.since
  await tx.db
    .updateTable('case_file')
    .set({
      report_count: counted.all,
      open_count: counted.open,
      readers: counted.readers,
      ...(since === null ? {} : { received_at: since }),
      ...(counted.gravest === null ? {} : { severity: counted.gravest }),
    })
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .execute()
  return counted.open
}
