/** Who has taken which cases, and the cases that nobody has. */
import { sql } from 'kysely'
import type { Claim } from '../../shared/desk/feed.ts'
import { handedPast } from './hand-rows.ts'
import type { ClaimTable } from './tables.ts'
import { inStretch, type Stretch } from './stretch.ts'
import type { Reader, WriteTx } from './write.ts'

/** A case as whoever takes it needs it. */
export interface OpenCase {
  readonly siteId: string
  readonly caseId: string
  readonly no: number
  readonly severity: number
  readonly receivedAt: string
}

/** A case that was named, with the claim on it that has not ended, if there is one. */
export interface NamedCase extends Pick<OpenCase, 'siteId' | 'caseId' | 'no'> {
  readonly state: 'open' | 'closed'
  readonly claim: {
    readonly staffId: string
    readonly name: string
    readonly until: string
    readonly look: boolean
  } | null
}

const CASE = ['case_file.site_id as siteId', 'case_file.case_id as caseId', 'case_file.no'] as const

/** Cases with the claims on them that are still running at `now`. */
const casesWithClaims = (db: Reader, now: string) =>
  db
    .selectFrom('case_file')
    .leftJoin('claim', (join) =>
      join
        .onRef('claim.site_id', '=', 'case_file.site_id')
        .onRef('claim.case_id', '=', 'case_file.case_id')
        .on('claim.ends_at', '>', now),
    )
    .select(CASE)

/** Cases whose newest question to a lead has no answer: they wait for the lead, not in the queue. */
const asked = sql<boolean>`exists (select 1 from escalation where
  escalation.site_id = case_file.site_id and escalation.case_id = case_file.case_id
  and escalation.answer_op_id is null and not exists (select 1 from escalation as later where
    later.site_id = escalation.site_id and later.case_id = escalation.case_id
    and later.log_n > escalation.log_n))`

/** The next open cases in the queue's order, after one of them, that nobody has at `now`. */
export async function freeCases(
  db: Reader,
  now: string,
  page: {
    readonly after: OpenCase | undefined
    readonly severities: readonly number[] | undefined
    readonly limit: number
    /** Whose looks are no hindrance: they take what they are looking at. */
    readonly taker: string
  },
): Promise<OpenCase[]> {
  const { after, severities, limit, taker } = page
  let query = casesWithClaims(db, now)
    .select(['case_file.severity', 'case_file.received_at as receivedAt'])
    // Said in the words of the index, so that either database sees that it fits.
    .where(sql<boolean>`case_file.state = 'open'`)
    .where((eb) =>
      eb.or([
        eb('claim.case_id', 'is', null),
        eb.and([eb('claim.look', '=', 1), eb('claim.staff_id', '=', taker)]),
      ]),
    )
    .where(sql<boolean>`not ${asked}`)
    .where(sql<boolean>`not ${handedPast(taker)}`)
  if (severities) query = query.where('case_file.severity', 'in', severities)
  if (after)
    query = query.where(
      sql<boolean>`(case_file.severity, case_file.received_at, case_file.no)
        > (${after.severity}, ${after.receivedAt}, ${after.no})`,
    )
  return query
    .orderBy('case_file.severity')
    .orderBy('case_file.received_at')
    .orderBy('case_file.no')
    .limit(limit)
    .execute()
}

/** These cases, as far as the desk has them. */
export async function namedCases(
  db: Reader,
  now: string,
  caseIds: readonly string[],
): Promise<NamedCase[]> {
  const rows = await casesWithClaims(db, now)
    .leftJoin('staff', 'staff.staff_id', 'claim.staff_id')
    .select(['case_file.state', 'claim.staff_id as staffId', 'staff.name', 'ends_at', 'look'])
    .where('case_file.case_id', 'in', caseIds)
    .orderBy('case_file.no')
    .execute()
  return rows.map(({ staffId, name, ends_at: until, look, ...row }) => ({
    ...row,
    claim:
      staffId === null || until === null
        ? null
        : { staffId, name: name ?? '', until, look: look === 1 },
  }))
}

/** The reports on these cases, still open, that make them a matter of law. */
export async function legalReports(
  db: Reader,
  cases: readonly OpenCase[],
): Promise<{ readonly caseId: string; readonly rule: string | null }[]> {
  if (cases.length === 0) return []
  return db
    .selectFrom('report')
    .select(['case_id as caseId', 'rule'])
    .distinct()
    .where('site_id', 'in', [...new Set(cases.map(({ siteId }) => siteId))])
    .where(
      'case_id',
      'in',
      cases.map(({ caseId }) => caseId),
    )
    .where('answered_by', 'is', null)
    .where((eb) => eb.or([eb('rule', 'like', 'LEG-%'), eb('channel', '=', 'legal-letter')]))
    .execute()
}

/**
 * The claims somebody has that are running at `now`; of these cases alone, where some are named, and
 * short looks alone, where those are wanted.
 */
export async function claimsOf(
  db: Reader,
  now: string,
  whose: {
    readonly staffId: string
    readonly caseIds: readonly string[] | null
    readonly looks: boolean
  },
): Promise<(Pick<OpenCase, 'siteId' | 'caseId' | 'no'> & { readonly look: boolean })[]> {
  const { staffId, caseIds, looks } = whose
  let query = casesWithClaims(db, now).select('look').where('claim.staff_id', '=', staffId)
  if (caseIds) query = query.where('case_file.case_id', 'in', caseIds)
  if (looks) query = query.where('look', '=', 1)
  const rows = await query.orderBy('case_file.no').execute()
  return rows.map(({ look, ...row }) => ({ ...row, look: look === 1 }))
}

/** Puts a claim on a case, in the place of the one there may be. */
export async function putClaim(tx: WriteTx, row: Omit<ClaimTable, 'taken_at'>): Promise<void> {
  const { site_id, case_id, ...said } = row
  const claim = { ...said, taken_at: tx.now }
  await tx.db
    .insertInto('claim')
    .values({ site_id, case_id, ...claim })
    .onConflict((conflict) => conflict.columns(['site_id', 'case_id']).doUpdateSet(claim))
    .execute()
}

/** Ends the claim on a case, if there is one. */
export async function endClaim(
  tx: WriteTx,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
): Promise<void> {
  await tx.db
    .deleteFrom('claim')
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .execute()
}

/** Ends somebody's own claim on a case, if there is one. */
export async function endOwnClaim(
  tx: WriteTx,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
  staffId: string,
): Promise<void> {
  await tx.db
    .deleteFrom('claim')
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .execute()
}

/** The claims on the cases of a stretch of the feed, whether they have ended or not, by case. */
export async function claimsIn(db: Reader, stretch: Stretch): Promise<Map<string, Claim>> {
  const rows = await db
    .selectFrom('case_file')
    .innerJoin('claim', (join) =>
      join
        .onRef('claim.site_id', '=', 'case_file.site_id')
        .onRef('claim.case_id', '=', 'case_file.case_id'),
    )
    .innerJoin('staff', 'staff.staff_id', 'claim.staff_id')
    .select(['claim.case_id', 'claim.staff_id', 'staff.name', 'ends_at', 'look'])
    .where(inStretch(stretch))
    .execute()
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        by: { id: row.staff_id, name: row.name },
        ...{ until: row.ends_at, look: row.look === 1 },
      },
    ]),
  )
}
