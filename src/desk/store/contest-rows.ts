import type { Contest } from '../../shared/desk/contest.ts'
import { groundOf } from './decision-rows.ts'
import type { ContestTable } from './contest-tables.ts'
import { parseCuts, parseReportIds } from './stored-json.ts'
import type { Reader, WriteTx } from './write.ts'

interface CaseKey {
  readonly siteId: string
  readonly caseId: string
}

/** A contest as rules look at it. */
export interface ContestRow {
  readonly opId: string
  readonly first: string | null
  readonly interim: string | null
  /** How many decisions its maker had seen. */
  readonly decRev: number
  readonly isOpen: boolean
  /** Whether the author's edit alone is why it was not applied. */
  readonly isEditedAlone: boolean
  readonly maker: { readonly staffId: string; readonly deviceId: string; readonly n: number }
}

/** The contests of a case, the oldest first. */
export async function contestsOfCase(
  db: Reader,
  { siteId, caseId }: CaseKey,
): Promise<ContestRow[]> {
  const rows = await db
    .selectFrom('contest')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .orderBy('log_n')
    .execute()
  return rows.map((row) => ({
    opId: row.op_id,
    first: row.first_op,
    interim: row.interim_op,
    decRev: row.dec_rev,
    isOpen: row.ended_by === null,
    isEditedAlone: row.decided === 0 && row.set_aside === 0,
    maker: { staffId: row.staff_id, deviceId: row.device_id, n: row.n },
  }))
}

export async function insertContest(
  tx: WriteTx,
  row: Omit<ContestTable, 'arrived_at' | 'ended_by' | 'ended_at'>,
): Promise<void> {
  await tx.db
    .insertInto('contest')
    .values({ ...row, arrived_at: tx.now, ended_by: null, ended_at: null })
    .execute()
}

/** Ends these contests of a case by a decision. */
export async function endContests(
  tx: WriteTx,
  { siteId }: CaseKey,
  { opIds, by }: { readonly opIds: readonly string[]; readonly by: string },
): Promise<void> {
  if (opIds.length === 0) return
  await tx.db
    .updateTable('contest')
    .set({ ended_by: by, ended_at: tx.now })
    .where('site_id', '=', siteId)
    .where('op_id', 'in', opIds)
    .where('ended_by', 'is', null)
    .execute()
}

/** A lead's words to a ruling, kept apart so that they can be erased. */
export async function insertRulingWords(
  tx: WriteTx,
  given: {
    readonly siteId: string
    readonly opId: string
    readonly words: string
    readonly salt: string
  },
): Promise<void> {
  const { siteId, opId, words, salt } = given
  await tx.db
    .insertInto('ruling')
    .values({ site_id: siteId, op_id: opId, words, words_salt: salt })
    .execute()
}

/** Contests with the names of who made and who ended them, to be narrowed by the caller. */
export const contestsWithNames = (db: Reader) =>
  db
    .selectFrom('contest')
    .innerJoin('staff as maker', 'maker.staff_id', 'contest.staff_id')
    .leftJoin('note', (join) =>
      join.onRef('note.site_id', '=', 'contest.site_id').onRef('note.op_id', '=', 'contest.op_id'),
    )
    .leftJoin('ruling as own', (join) =>
      join.onRef('own.site_id', '=', 'contest.site_id').onRef('own.op_id', '=', 'contest.op_id'),
    )
    .leftJoin('decision as ender', (join) =>
      join
        .onRef('ender.site_id', '=', 'contest.site_id')
        .onRef('ender.op_id', '=', 'contest.ended_by'),
    )
    .leftJoin('staff as ender_staff', 'ender_staff.staff_id', 'ender.staff_id')
    .leftJoin('ruling', (join) =>
      join
        .onRef('ruling.site_id', '=', 'contest.site_id')
        .onRef('ruling.op_id', '=', 'contest.ended_by'),
    )
    .selectAll('contest')
    .select([
      'maker.name as maker_name',
      'note.text as note_text',
      'own.words as own_words',
      'ender.verb as ender_verb',
      'ender.staff_id as ender_id',
      'ender_staff.name as ender_name',
      'ruling.op_id as ruling_op',
      'ruling.words as ruling_words',
    ])

type Named = ContestTable & {
  readonly maker_name: string
  readonly note_text: string | null
  readonly own_words: string | null
  readonly ender_verb: ContestTable['verb'] | null
  readonly ender_id: string | null
  readonly ender_name: string | null
  readonly ruling_op: string | null
  readonly ruling_words: string | null
}

const kindsOf = (row: ContestTable): Contest['kinds'] => [
  ...(row.decided === 1 ? (['decided'] as const) : []),
  ...(row.edited === 1 ? (['edited'] as const) : []),
  ...(row.set_aside === 1 ? (['set-aside'] as const) : []),
]

/** The contest as consoles see it. A ruling's words that have been erased are empty. */
export const contestOf = (row: Named): Contest => ({
  decision: {
    opId: row.op_id,
    verb: row.verb,
    ground: groundOf(row),
    cuts: parseCuts(row.cuts),
    restores: row.restores,
    bodyRev: row.body_rev,
    answers: parseReportIds(row.answers),
    // A ruling that was not applied itself says why by its words.
    note: row.note_text ?? row.own_words,
    by: { id: row.staff_id, name: row.maker_name },
    claimedAt: row.claimed_at,
    madeAt: row.made_at,
    arrivedAt: row.arrived_at,
  },
  kinds: kindsOf(row),
  first: row.first_op,
  interim: row.interim_op,
  ending: endingOf(row),
})

function endingOf(row: Named): Contest['ending'] {
  const { ended_by: opId, ended_at: at, ender_verb: verb, ender_id: id } = row
  if (opId === null || at === null || verb === null || id === null) return null
  const words = row.ruling_op === null ? null : (row.ruling_words ?? '')
  return { opId, verb, words, by: { id, name: row.ender_name ?? '' }, at }
}
