/** The contests of a stretch of the feed, and the older texts that people need to judge them. */
import { sql } from 'kysely'
import { type Contest, ENDED_TOLD_FOR_MS, type OlderText } from '../../shared/desk/contest.ts'
import { contestOf, contestsWithNames } from './contest-rows.ts'
import { inStretch, type Stretch } from './stretch.ts'
import type { Reader } from './write.ts'

/** Contests by case: the open ones, and those that ended within 90 days; the newest last. */
export async function contestsIn(
  db: Reader,
  stretch: Stretch,
  nowMs: number,
): Promise<Map<string, Contest[]>> {
  const ended = new Date(nowMs - ENDED_TOLD_FOR_MS).toISOString()
  const rows = await contestsWithNames(db)
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'contest.site_id')
        .onRef('case_file.case_id', '=', 'contest.case_id'),
    )
    .where(inStretch(stretch))
    .where((eb) => eb.or([eb('contest.ended_at', 'is', null), eb('contest.ended_at', '>=', ended)]))
    // What its author took away, nobody can rule on any more.
    .where((eb) =>
      eb.or([eb('contest.ended_at', 'is not', null), eb('case_file.deleted_by_author', '=', 0)]),
    )
    .orderBy('contest.log_n')
    .execute()
  const lists = new Map<string, Contest[]>()
  for (const row of rows) {
    const list = lists.get(row.case_id) ?? []
    list.push(contestOf(row))
    lists.set(row.case_id, list)
  }
  return lists
}

/** Every text but the current one of the cases that have contests, by case; erased ones are left out. */
export async function olderTextsIn(
  db: Reader,
  stretch: Stretch,
): Promise<Map<string, OlderText[]>> {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'revision.site_id')
        .onRef('case_file.case_id', '=', 'revision.case_id'),
    )
    .select(['revision.case_id', 'revision.body_rev', 'body', 'salt', 'body_commit'])
    .where(inStretch(stretch))
    .whereRef('revision.body_rev', '<', 'case_file.body_rev')
    .where(
      sql<boolean>`exists (select 1 from contest
        where contest.site_id = revision.site_id and contest.case_id = revision.case_id)`,
    )
    .orderBy('revision.body_rev')
    .execute()
  const lists = new Map<string, OlderText[]>()
  for (const { case_id, body_rev: bodyRev, body, salt, body_commit: bodyCommit } of rows) {
    if (body === null || salt === null) continue
    const list = lists.get(case_id) ?? []
    list.push({ bodyRev, body, salt, bodyCommit })
    lists.set(case_id, list)
  }
  return lists
}

/** Those of a case's older texts that its contests, and the decisions they met, were made on. */
export function neededTexts(
  texts: readonly OlderText[],
  contests: readonly Contest[],
  decisions: readonly { readonly opId: string; readonly bodyRev: number }[],
): OlderText[] {
  const met = new Set(contests.map(({ first }) => first))
  const needed = new Set([
    ...contests.map(({ decision }) => decision.bodyRev),
    ...decisions.filter(({ opId }) => met.has(opId)).map(({ bodyRev }) => bodyRev),
  ])
  return texts.filter(({ bodyRev }) => needed.has(bodyRev))
}
