/** What people are told about a decision: its wordings, made with it. */
import type { NoticeTo } from '../../shared/domain/notice-templates.ts'
import type { NoticeTable } from './notice-tables.ts'
import type { Reader, WriteTx } from './write.ts'

interface CaseKey {
  readonly siteId: string
  readonly caseId: string
}

interface DecisionKey {
  readonly siteId: string
  readonly opId: string
}

/** All that a notice speaks of but its decision. */
export async function noticeAbout(db: Reader, { siteId, caseId }: CaseKey) {
  return db
    .selectFrom('case_file')
    .innerJoin('article', (join) =>
      join
        .onRef('article.site_id', '=', 'case_file.site_id')
        .onRef('article.article_id', '=', 'case_file.article_id'),
    )
    .innerJoin('author', (join) =>
      join
        .onRef('author.site_id', '=', 'case_file.site_id')
        .onRef('author.author_id', '=', 'case_file.author_id'),
    )
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.site_id', '=', 'case_file.site_id')
        .onRef('revision.case_id', '=', 'case_file.case_id')
        .onRef('revision.body_rev', '=', 'case_file.body_rev'),
    )
    .select([
      'article.title as articleTitle',
      'author.name as authorName',
      'revision.body',
      'case_file.posted_at as postedAt',
    ])
    .where('case_file.site_id', '=', siteId)
    .where('case_file.case_id', '=', caseId)
    .executeTakeFirstOrThrow()
}

/** Keeps the line of its maker's own, apart so that it can be erased. */
export async function insertReason(
  tx: WriteTx,
  given: DecisionKey & { readonly words: string; readonly salt: string },
): Promise<void> {
  const { siteId, opId, words, salt } = given
  await tx.db
    .insertInto('notice_reason')
    .values({ site_id: siteId, op_id: opId, words, salt })
    .execute()
}

/** Keeps the wordings of a decision. */
export async function insertNotices(
  tx: WriteTx,
  rows: readonly Omit<NoticeTable, 'state' | 'told_at'>[],
): Promise<void> {
  const waiting = rows.map((row) => ({ ...row, state: 'waiting' as const, told_at: null }))
  await tx.db.insertInto('notice').values(waiting).execute()
}

/** A decision's wording for one kind of reader, or undefined where none was made. */
export async function noticeOf(
  db: Reader,
  { siteId, opId }: DecisionKey,
  told: NoticeTo,
): Promise<NoticeTable | undefined> {
  return db
    .selectFrom('notice')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('op_id', '=', opId)
    .where('told', '=', told)
    .executeTakeFirst()
}

/** Moves a decision's wordings on, noting when telling began; answers the ids of those that moved. */
export async function moveNotices(
  tx: WriteTx,
  { siteId, opId }: DecisionKey,
  step: {
    readonly to: NoticeTable['state']
    readonly from: readonly NoticeTable['state'][]
    /** Of this kind of reader alone; left out, of both. */
    readonly told?: NoticeTo
  },
): Promise<string[]> {
  const { to, from, told } = step
  const rows = await tx.db
    .updateTable('notice')
    .set((eb) => ({
      state: to,
      ...(to === 'withdrawn' ? {} : { told_at: eb.fn.coalesce('told_at', eb.val(tx.now)) }),
    }))
    .where('site_id', '=', siteId)
    .where('op_id', '=', opId)
    .where('state', 'in', from)
    .$if(told !== undefined, (notices) => notices.where('told', '=', told ?? 'author'))
    .returning('notice_id')
    .execute()
  return rows.map(({ notice_id }) => notice_id)
}
