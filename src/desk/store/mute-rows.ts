import type { Mute } from '../../shared/desk/reporters.ts'
import type { MutedReportTable, MuteTable } from './people-tables.ts'
import type { NewReport } from './report-rows.ts'
import type { Reader, WriteTx } from './write.ts'
import { lots } from './write.ts'

/** A mute as intake looks at it: whose reports are set aside from when to when. */
export interface MuteSpan {
  readonly muteId: string
  readonly reader: string
  readonly from: string
  /** When it ends or ended, whichever is earlier. */
  readonly to: string
}

/** Every mute of a title: they are few, and a report may come in late. */
export async function mutesOf(db: Reader, siteId: string): Promise<readonly MuteSpan[]> {
  const rows = await db
    .selectFrom('mute')
    .select(['mute_id', 'reader', 'muted_at', 'ends_at', 'ended_at'])
    .where('site_id', '=', siteId)
    .execute()
  return rows.map((row) => ({
    muteId: row.mute_id,
    reader: row.reader,
    from: row.muted_at,
    to: row.ended_at ?? row.ends_at,
  }))
}

const mutesWithNames = (db: Reader) =>
  db
    .selectFrom('mute')
    .innerJoin('staff', 'staff.staff_id', 'mute.staff_id')
    .selectAll('mute')
    .select('staff.name as staff_name')

type Named = MuteTable & { readonly staff_name: string }

const muteOf = (row: Named): Mute => ({
  muteId: row.mute_id,
  by: { id: row.staff_id, name: row.staff_name },
  reason: row.reason ?? '',
  at: row.muted_at,
  until: row.ends_at,
})

/** The mutes of these readers that run at `now`, by reader. */
export async function runningMutes(
  db: Reader,
  siteId: string,
  { readers, now }: { readonly readers: readonly string[]; readonly now: string },
): Promise<ReadonlyMap<string, Mute>> {
  if (readers.length === 0) return new Map()
  const rows = await mutesWithNames(db)
    .where('mute.site_id', '=', siteId)
    .where('mute.reader', 'in', readers)
    .where('mute.ends_at', '>', now)
    .where('mute.ended_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.reader, muteOf(row)]))
}

/** One mute with its title and its reader, on whichever title. */
export async function muteById(db: Reader, muteId: string): Promise<MuteTable | undefined> {
  return db.selectFrom('mute').selectAll().where('mute_id', '=', muteId).executeTakeFirst()
}

export async function insertMute(
  tx: WriteTx,
  row: Omit<MuteTable, 'ended_at' | 'ended_by'>,
): Promise<void> {
  await tx.db
    .insertInto('mute')
    .values({ ...row, ended_at: null, ended_by: null })
    .execute()
}

/** Ends a mute now. */
export async function endMute(
  tx: WriteTx,
  { siteId, muteId, by }: { readonly siteId: string; readonly muteId: string; readonly by: string },
): Promise<void> {
  await tx.db
    .updateTable('mute')
    .set({ ended_at: tx.now, ended_by: by })
    .where('site_id', '=', siteId)
    .where('mute_id', '=', muteId)
    .execute()
}

/** A report to be set aside: as it would have been taken in, and for which mute. */
export interface NewMutedReport {
  readonly report: NewReport
  readonly commentId: string
  readonly muteId: string
}

/** Keeps reports whole that are set aside. */
export async function insertMutedReports(
  tx: WriteTx,
  siteId: string,
  muted: readonly NewMutedReport[],
): Promise<void> {
  for (const some of lots(muted)) {
    const rows = some.map(({ report, commentId, muteId }): MutedReportTable => ({
      site_id: siteId,
      report_id: report.reportId,
      case_id: report.caseId,
      comment_id: commentId,
      rule: report.rule,
      severity: report.severity,
      words: report.words,
      words_salt: report.wordsSalt,
      spans: JSON.stringify(report.spans),
      body_rev: report.bodyRev,
      received_at: report.receivedAt,
      ingested_at: tx.now,
      reader: report.reader,
      mute_id: muteId,
      platform_report_id: report.identity?.platformReportId ?? report.reportId,
      reporter: report.identity?.reporter ?? null,
      email: report.identity?.email ?? null,
    }))
    await tx.db.insertInto('muted_report').values(rows).execute()
  }
}
