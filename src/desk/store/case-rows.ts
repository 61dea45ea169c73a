import type { CommentInPlace } from '../../shared/platform/platform.ts'
import { endClaim } from './claim-rows.ts'
import { endHand } from './hand-rows.ts'
import { addToDigest, type Marked, markOf } from './digest-rows.ts'
import type { CaseTable, Reopened } from './tables.ts'
import type { Reader, WriteTx } from './write.ts'

/** A case as rules look at it: without its text, its reports or its neighbours. */
export interface CaseRow {
  readonly siteId: string
  readonly caseId: string
  readonly commentId: string
  readonly articleId: string
  readonly authorId: string
  readonly state: 'open' | 'closed'
  readonly firstSeenAt: string | null
  readonly bodyRev: number
  readonly decRev: number
  readonly deletedByAuthor: boolean
  readonly openCount: number
}

export interface RevisionRow {
  readonly bodyRev: number
  /** Null once erased. */
  readonly body: string | null
  /** Null once erased. */
  readonly salt: string | null
  readonly bodyCommit: string
}

type Columns = Pick<
  CaseTable,
  | 'site_id'
  | 'case_id'
  | 'comment_id'
  | 'article_id'
  | 'author_id'
  | 'state'
  | 'first_seen_at'
  | 'body_rev'
  | 'dec_rev'
  | 'deleted_by_author'
  | 'open_count'
>

const COLUMNS = [
  'site_id',
  'case_id',
  'comment_id',
  'article_id',
  'author_id',
  'state',
  'first_seen_at',
  'body_rev',
  'dec_rev',
  'deleted_by_author',
  'open_count',
] as const

const caseOf = (row: Columns): CaseRow => ({
  siteId: row.site_id,
  caseId: row.case_id,
  commentId: row.comment_id,
  articleId: row.article_id,
  authorId: row.author_id,
  state: row.state,
  firstSeenAt: row.first_seen_at,
  bodyRev: row.body_rev,
  decRev: row.dec_rev,
  deletedByAuthor: row.deleted_by_author === 1,
  openCount: row.open_count,
})

/** The case of this id, on whichever title. */
export async function caseById(db: Reader, caseId: string): Promise<CaseRow | undefined> {
  const row = await db
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row && caseOf(row)
}

/** The case of a comment, if it has one. */
export async function caseByComment(
  db: Reader,
  siteId: string,
  commentId: string,
): Promise<CaseRow | undefined> {
  const row = await db
    .selectFrom('case_file')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('comment_id', '=', commentId)
    .executeTakeFirst()
  return row && caseOf(row)
}

/** One revision of a case's text. */
export async function revisionOf(
  db: Reader,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
  bodyRev: number,
): Promise<RevisionRow | undefined> {
  const row = await db
    .selectFrom('revision')
    .select(['body_rev as bodyRev', 'body', 'salt', 'body_commit as bodyCommit'])
    .where('site_id', '=', siteId)
    .where('case_id', '=', caseId)
    .where('body_rev', '=', bodyRev)
    .executeTakeFirst()
  return row
}

export async function insertRevision(
  tx: WriteTx,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
  revision: RevisionRow,
): Promise<void> {
  await tx.db
    .insertInto('revision')
    .values({
      site_id: siteId,
      case_id: caseId,
      body_rev: revision.bodyRev,
      body: revision.body,
      salt: revision.salt,
      body_commit: revision.bodyCommit,
      read_at: tx.now,
    })
    .execute()
}

const placeOf = ({ comment, neighbours }: CommentInPlace) => ({
  body_rev: comment.bodyRev,
  url: comment.url,
  edited_at: comment.editedAt,
  deleted_by_author: comment.deletedByAuthor ? 1 : 0,
  position: comment.position,
  total: comment.total,
  neighbours: JSON.stringify(neighbours),
})

/** Opens a case on a comment; its article and author must be there. */
export async function insertCase(
  tx: WriteTx,
  siteId: string,
  given: {
    readonly caseId: string
    readonly found: CommentInPlace
    readonly severity: number
    readonly receivedAt: string
  },
): Promise<CaseRow> {
  const { comment, article } = given.found
  const row = {
    site_id: siteId,
    case_id: given.caseId,
    no: tx.nextCaseNo(),
    comment_id: comment.id,
    article_id: article.id,
    author_id: comment.author.id,
    state: comment.deletedByAuthor ? ('closed' as const) : ('open' as const),
    severity: given.severity,
    received_at: given.receivedAt,
    first_seen_at: null,
    dec_rev: 0,
    posted_at: comment.postedAt,
    ...placeOf(given.found),
    reopened: null,
    report_count: 0,
    open_count: 0,
    readers: 0,
    seq: tx.nextSeq(),
  }
  const mark = markOf(row)
  await tx.db
    .insertInto('case_file')
    .values({ ...row, mark })
    .execute()
  await addToDigest(tx, siteId, { before: undefined, now: mark })
  return caseOf(row)
}

interface CaseKey {
  readonly siteId: string
  readonly caseId: string
}

/** Puts a case's comment where the platform now shows it. */
export async function moveCase(tx: WriteTx, key: CaseKey, found: CommentInPlace): Promise<void> {
  await tx.db
    .updateTable('case_file')
    .set(placeOf(found))
    .where('site_id', '=', key.siteId)
    .where('case_id', '=', key.caseId)
    .execute()
}

/**
 * Changes what a case says of itself and moves it in the feed. Returns its new place. One that is
 * decided or closes is nobody's any more: its claim ends, and so does its having been handed on.
 */
export async function changeCase(
  tx: WriteTx,
  key: CaseKey,
  change: {
    readonly state?: 'open' | 'closed'
    readonly reopened?: Reopened | null
    readonly dec_rev?: number
    readonly first_seen_at?: string
    readonly deleted_by_author?: number
  },
): Promise<number> {
  if (change.dec_rev !== undefined || change.state === 'closed') {
    await endClaim(tx, key)
    await endHand(tx, key)
  }
  const seq = tx.nextSeq()
  const row = await tx.db
    .updateTable('case_file')
    .set({ ...change, seq })
    .where('site_id', '=', key.siteId)
    .where('case_id', '=', key.caseId)
    .returning(['case_id', 'state', 'body_rev', 'dec_rev', 'mark'])
    .executeTakeFirst()
  if (row) await markAnew(tx, key, row)
  return seq
}

async function markAnew(tx: WriteTx, key: CaseKey, row: Marked & { mark: number }): Promise<void> {
  const mark = markOf(row)
  if (mark === row.mark) return
  await tx.db
    .updateTable('case_file')
    .set({ mark })
    .where('site_id', '=', key.siteId)
    .where('case_id', '=', key.caseId)
    .execute()
  await addToDigest(tx, key.siteId, { before: row.mark, now: mark })
}
