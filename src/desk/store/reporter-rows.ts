/** Those who reported a case, and what became of all their reports. */
import { sql } from 'kysely'
import { inForce } from '../../shared/desk/standing.ts'
import { MOST_NAMED, MOST_REPORTERS, type Reporter } from '../../shared/desk/reporters.ts'
import { runningMutes } from './mute-rows.ts'
import { parseOpIds } from './stored-json.ts'
import type { Reader } from './write.ts'

interface CaseKey {
  readonly siteId: string
  readonly caseId: string
}

interface OnCase {
  readonly reader: string
  readonly reportId: string
  readonly isSetAside: boolean
}

/** Every reader's report on a case, the newest first. What staff raised themselves is not in it. */
async function reportsOnCase(db: Reader, { siteId, caseId }: CaseKey): Promise<OnCase[]> {
  const taken = await db
    .selectFrom('report')
    .select(['reader', 'report_id as reportId', 'received_at as at'])
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .where('channel', '<>', 'staff')
    .execute()
  const aside = await db
    .selectFrom('muted_report')
    .select(['reader', 'report_id as reportId', 'received_at as at'])
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .execute()
  return [
    ...taken.map((row) => ({ ...row, isSetAside: false })),
    ...aside.map((row) => ({ ...row, isSetAside: true })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Whether a reader reported a case. */
export async function hasReported(db: Reader, key: CaseKey, reader: string): Promise<boolean> {
  return (await reportsOnCase(db, key)).some((report) => report.reader === reader)
}

/** The readers who reported a case last, what became of their reports, and how many more there are. */
export async function reportersOf(
  db: Reader,
  key: CaseKey,
  { now, named }: { readonly now: string; readonly named: boolean },
): Promise<{ readonly reporters: Reporter[]; readonly more: number }> {
  const { siteId } = key
  const byReader = Map.groupBy(await reportsOnCase(db, key), ({ reader }) => reader)
  const readers = [...byReader.keys()].slice(0, MOST_REPORTERS)
  if (readers.length === 0) return { reporters: [], more: 0 }
  const records = await recordsOf(db, siteId, readers)
  const mutes = await runningMutes(db, siteId, { readers, now })
  const identities = named ? await identitiesOf(db, siteId, readers) : undefined
  const reporters = readers.map((reader): Reporter => {
    const own = byReader.get(reader) ?? []
    const taken = own.filter(({ isSetAside }) => !isSetAside)
    return {
      reader,
      reports: taken.slice(0, MOST_NAMED).map(({ reportId }) => reportId),
      setAside: own.length - taken.length,
      ...(records.get(reader) ?? { made: 0, decided: 0, upheld: 0 }),
      mute: mutes.get(reader) ?? null,
      identity: identities?.get(reader) ?? null,
    }
  })
  return { reporters, more: byReader.size - readers.length }
}

type Outcome = Pick<Reporter, 'made' | 'decided' | 'upheld'>

/** How many reports these readers made, and what became of them. */
async function recordsOf(
  db: Reader,
  siteId: string,
  readers: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  const counted = await db
    .selectFrom('report')
    .select(['reader', 'case_id', sql<number>`count(*)`.as('made')])
    .select(sql<number>`count(answered_by)`.as('decided'))
    .where('site_id', '=', siteId)
    .where('reader', 'in', readers)
    .where('channel', '<>', 'staff')
    .groupBy(['reader', 'case_id'])
    .execute()
  const aside = await db
    .selectFrom('muted_report')
    .select(['reader', sql<number>`count(*)`.as('made')])
    .where('site_id', '=', siteId)
    .where('reader', 'in', readers)
    .groupBy('reader')
    .execute()
  const taken = await takenAway(db, siteId, readers)
  const records = new Map<string, Outcome>()
  const add = (reader: string, { made, decided, upheld }: Outcome) => {
    const so = records.get(reader) ?? { made: 0, decided: 0, upheld: 0 }
    const sum = { decided: so.decided + decided, upheld: so.upheld + upheld }
    records.set(reader, { made: so.made + made, ...sum })
  }
  for (const { reader, case_id, made, decided } of counted)
    add(reader, { made, decided, upheld: taken.has(case_id) ? decided : 0 })
  for (const { reader, made } of aside) add(reader, { made, decided: 0, upheld: 0 })
  return records
}

/** The cases among those that these readers reported from whose comments words are taken away now. */
async function takenAway(
  db: Reader,
  siteId: string,
  readers: readonly string[],
): Promise<ReadonlySet<string>> {
  const reported = db
    .selectFrom('report')
    .select('report.case_id')
    .where('report.site_id', '=', siteId)
    .where('report.reader', 'in', readers)
  const rows = await db
    .selectFrom('decision')
    .select(['op_id as opId', 'case_id as caseId', 'verb', 'restores', 'lifts'])
    .where('site_id', '=', siteId)
    .where('case_id', 'in', reported)
    .orderBy('log_n')
    .execute()
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId)
  const taken = [...byCase].filter(([, decisions]) =>
    inForce(
      decisions.map(({ lifts, ...decision }) => ({
        ...decision,
        ...(lifts !== null && { lifts: parseOpIds(lifts) }),
      })),
    ),
  )
  return new Set(taken.map(([caseId]) => caseId))
}

/** Who these readers are to the platform, as far as it is kept. */
async function identitiesOf(
  db: Reader,
  siteId: string,
  readers: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Reporter['identity']>>> {
  const taken = await db
    .selectFrom('report')
    .innerJoin('report_identity', (join) =>
      join
        .onRef('report_identity.site_id', '=', 'report.site_id')
        .onRef('report_identity.report_id', '=', 'report.report_id'),
    )
    .select(['report.reader', 'report_identity.reporter', 'report_identity.email'])
    .where('report.site_id', '=', siteId)
    .where('report.reader', 'in', readers)
    .orderBy('report.received_at')
    .execute()
  const aside = await db
    .selectFrom('muted_report')
    .select(['reader', 'reporter', 'email'])
    .where('site_id', '=', siteId)
    .where('reader', 'in', readers)
    .execute()
  return new Map(
    [...aside, ...taken].flatMap(({ reader, reporter, email }) =>
      reporter === null ? [] : [[reader, { reporter, email }] as const],
    ),
  )
}
