/** Which cases were handed on, to whom and by whom. */
import { sql } from 'kysely'
import type { Handed } from '../../shared/desk/hand.ts'
import type { HandTable } from './hand-tables.ts'
import { inStretch, type Stretch } from './stretch.ts'
import type { Reader, WriteTx } from './write.ts'

interface CaseKey {
  readonly siteId: string
  readonly caseId: string
}

/** Keeps that a case was handed on, in the place of an earlier time. */
export async function putHand(tx: WriteTx, row: HandTable): Promise<void> {
  const { site_id, case_id, ...said } = row
  await tx.db
    .insertInto('hand')
    .values({ site_id, case_id, ...said })
    .onConflict((conflict) => conflict.columns(['site_id', 'case_id']).doUpdateSet(said))
    .execute()
}

/** Ends the hand on a case, if there is one. */
export async function endHand(tx: WriteTx, { siteId, caseId }: CaseKey): Promise<void> {
  await tx.db
    .deleteFrom('hand')
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .execute()
}

/** The same where somebody takes the case to whom it was not handed: what was said to them stays. */
export async function endHandTaken(
  tx: WriteTx,
  { siteId, caseId }: CaseKey,
  taker: string,
): Promise<void> {
  await tx.db
    .deleteFrom('hand')
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .where((eb) => eb.or([eb('to_staff', 'is', null), eb('to_staff', '!=', taker)]))
    .execute()
}

/** Whether a case was handed past this person: on by them, or to another. To be put in a query. */
export const handedPast = (staffId: string) => sql<boolean>`exists (select 1 from hand where
  hand.site_id = case_file.site_id and hand.case_id = case_file.case_id
  and (hand.from_staff = ${staffId} or hand.to_staff <> ${staffId}))`

/** The hands on the cases of a stretch of the feed, by case. */
export async function handsIn(db: Reader, stretch: Stretch): Promise<Map<string, Handed>> {
  const rows = await db
    .selectFrom('case_file')
    .innerJoin('hand', (join) =>
      join
        .onRef('hand.site_id', '=', 'case_file.site_id')
        .onRef('hand.case_id', '=', 'case_file.case_id'),
    )
    .innerJoin('staff as giver', 'giver.staff_id', 'hand.from_staff')
    .leftJoin('staff as taker', 'taker.staff_id', 'hand.to_staff')
    .select(['hand.case_id', 'hand.op_id', 'hand.from_staff', 'hand.to_staff', 'hand.words'])
    .select(['hand.handed_at', 'giver.name as giver_name', 'taker.name as taker_name'])
    .where(inStretch(stretch))
    .execute()
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        opId: row.op_id,
        by: { id: row.from_staff, name: row.giver_name },
        to: row.to_staff === null ? null : { id: row.to_staff, name: row.taker_name ?? '' },
        ...{ words: row.words, at: row.handed_at },
      },
    ]),
  )
}
