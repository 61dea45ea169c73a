import type { SettledDecision } from '../../shared/desk/feed.ts'
import type { Cut } from '../../shared/domain/amendment.ts'
import type { Ground, Verb } from '../../shared/domain/terms.ts'
import { parseCuts, parseOpIds, parseReportIds } from './stored-json.ts'
import type { DecisionTable } from './tables.ts'
import type { Reader, WriteTx } from './write.ts'

/** A settled decision with what the desk alone knows of it. */
export interface DecisionRow {
  readonly siteId: string
  readonly caseId: string
  readonly bodyCommit: string
  readonly undoneBy: string | null
  /** Whether a lead made it. */
  readonly byLead: boolean
  readonly settled: SettledDecision
}

/** Columns of a decision and the name of who made it. */
type Columns = Pick<
  DecisionTable,
  | 'site_id'
  | 'op_id'
  | 'case_id'
  | 'dec_rev'
  | 'verb'
  | 'ground_kind'
  | 'ground_terms'
  | 'ground_code'
  | 'cuts'
  | 'restores'
  | 'undone_by'
  | 'body_rev'
  | 'body_commit'
  | 'answers'
  | 'staff_id'
  | 'made_at'
  | 'publication'
  | 'published_at'
  | 'by_lead'
  | 'lifts'
> & { readonly staff_name: string | null }

export const groundOf = (row: {
  readonly ground_kind: 'rule' | 'outcome'
  readonly ground_terms: string
  readonly ground_code: string
}): Ground => ({ kind: row.ground_kind, terms: row.ground_terms, code: row.ground_code })

export const decisionOf = (row: Columns): DecisionRow => ({
  siteId: row.site_id,
  caseId: row.case_id,
  bodyCommit: row.body_commit,
  undoneBy: row.undone_by,
  byLead: row.by_lead === 1,
  settled: {
    opId: row.op_id,
    decRev: row.dec_rev,
    verb: row.verb,
    ground: groundOf(row),
    cuts: parseCuts(row.cuts),
    restores: row.restores,
    bodyRev: row.body_rev,
    answers: parseReportIds(row.answers),
    by: { id: row.staff_id ?? 'desk', name: row.staff_name ?? 'The desk' },
    at: row.made_at,
    publication: row.publication,
    publishedAt: row.published_at,
    ...(row.lifts !== null && { lifts: parseOpIds(row.lifts) }),
  },
})

/** Decisions with the names of who made them, to be narrowed by the caller. */
export const decisionsWithNames = (db: Reader) =>
  db
    .selectFrom('decision')
    .leftJoin('staff', 'staff.staff_id', 'decision.staff_id')
    .selectAll('decision')
    .select('staff.name as staff_name')

/** A case's decisions, the first one first. */
export async function decisionsOfCase(
  db: Reader,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
): Promise<DecisionRow[]> {
  const rows = await decisionsWithNames(db)
    .where('decision.site_id', '=', siteId)
    .where('decision.case_id', '=', caseId)
    .orderBy('dec_rev')
    .execute()
  return rows.map(decisionOf)
}

/** One decision by its op's id. */
export async function decisionByOp(
  db: Reader,
  siteId: string,
  opId: string,
): Promise<DecisionRow | undefined> {
  const row = await decisionsWithNames(db)
    .where('decision.site_id', '=', siteId)
    .where('decision.op_id', '=', opId)
    .executeTakeFirst()
  return row && decisionOf(row)
}

/** Whether somebody decided a case, applied or not. */
export async function hasDecided(
  db: Reader,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
  staffId: string,
): Promise<boolean> {
  for (const table of ['decision', 'contest'] as const) {
    const row = await db
      .selectFrom(table)
      .select('op_id')
      .where('site_id', '=', siteId)
      .where('case_id', '=', caseId)
      .where('staff_id', '=', staffId)
      .limit(1)
      .executeTakeFirst()
    if (row) return true
  }
  return false
}

export interface NewDecisionRow {
  readonly siteId: string
  readonly caseId: string
  readonly authorId: string
  readonly opId: string
  readonly decRev: number
  readonly verb: Verb
  readonly ground: Ground
  readonly cuts: readonly Cut[]
  readonly restores: string | null
  readonly bodyRev: number
  readonly bodyCommit: string
  readonly answers: readonly string[]
  /** Who made it, on which device; null of the desk's own. */
  readonly maker: {
    readonly staffId: string
    readonly deviceId: string
    readonly isLead: boolean
  } | null
  readonly madeAt: string
  readonly logN: number
  /** Of a ruling: the decisions it lifts; null of any other. */
  readonly lifts: readonly string[] | null
}

const COUNTED = { keep: 'keeps', amend: 'amends', delete: 'deletes', restore: 'restores' } as const

/**
 * Keeps a decision, counts it for its author and marks what it undoes. One of the desk's own counts
 * for nobody, as a person's is still to come; but it may end a strike, so the author is told anew.
 */
export async function insertDecision(tx: WriteTx, decision: NewDecisionRow): Promise<void> {
  const { siteId, ground, maker, lifts } = decision
  await tx.db
    .insertInto('decision')
    .values({
      site_id: siteId,
      op_id: decision.opId,
      case_id: decision.caseId,
      author_id: decision.authorId,
      dec_rev: decision.decRev,
      verb: decision.verb,
      ground_kind: ground.kind,
      ground_terms: ground.terms,
      ground_code: ground.code,
      cuts: JSON.stringify(decision.cuts),
      restores: decision.restores,
      undone_by: null,
      body_rev: decision.bodyRev,
      body_commit: decision.bodyCommit,
      answers: JSON.stringify(decision.answers),
      staff_id: maker?.staffId ?? null,
      device_id: maker?.deviceId ?? null,
      made_at: decision.madeAt,
      settled_at: tx.now,
      log_n: decision.logN,
      publication: 'due',
      published_at: null,
      receipt: null,
      by_lead: maker?.isLead === true ? 1 : 0,
      lifts: lifts === null ? null : JSON.stringify(lifts),
    })
    .execute()
  if (decision.restores !== null)
    await tx.db
      .updateTable('decision')
      .set({ undone_by: decision.opId })
      .where('site_id', '=', siteId)
      .where('op_id', '=', decision.restores)
      .execute()
  await countForAuthor(tx, decision)
}

async function countForAuthor(
  tx: WriteTx,
  { siteId, authorId, verb, maker }: Pick<NewDecisionRow, 'siteId' | 'authorId' | 'verb' | 'maker'>,
): Promise<void> {
  const column = COUNTED[verb]
  const by = maker ? 1 : 0
  await tx.db
    .updateTable('author')
    .set((eb) => ({ [column]: eb(column, '+', by), seq: tx.nextSeq() }))
    .where('site_id', '=', siteId)
    .where('author_id', '=', authorId)
    .execute()
}

/** Where a decision stands on its way to the site. */
export async function putPublication(
  tx: WriteTx,
  { siteId, opId }: { readonly siteId: string; readonly opId: string },
  change: Partial<Pick<DecisionTable, 'publication' | 'published_at' | 'receipt'>>,
): Promise<void> {
  await tx.db
    .updateTable('decision')
    .set(change)
    .where('site_id', '=', siteId)
    .where('op_id', '=', opId)
    .execute()
}

/** A note to a decision, kept apart so that it can be erased. */
export async function insertNote(
  tx: WriteTx,
  note: {
    readonly siteId: string
    readonly opId: string
    readonly text: string
    readonly salt: string
  },
): Promise<void> {
  const { siteId, opId, text, salt } = note
  await tx.db.insertInto('note').values({ site_id: siteId, op_id: opId, text, salt }).execute()
}
