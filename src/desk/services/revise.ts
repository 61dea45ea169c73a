/** What happens to a case when its comment changes on the site. */
import { bodyCommit } from '../../shared/domain/commitment.ts'
import type { CommentInPlace } from '../../shared/platform/platform.ts'
import { sha256 } from '../log/entry-text.ts'
import { putArticle } from '../store/article-rows.ts'
import { putAuthor } from '../store/author-rows.ts'
import {
  type CaseRow,
  changeCase,
  insertRevision,
  moveCase,
  revisionOf,
} from '../store/case-rows.ts'
import { saltKey } from '../store/keys.ts'
import type { WriteTx } from '../store/write.ts'
import { invariant } from '../../shared/domain/problem.ts'
import { saltOf } from './derived-ids.ts'

/** Keeps a revision of the text under a salt of its own, and puts the commitment on the log. */
export async function keepRevision(
  tx: WriteTx,
  key: { readonly siteId: string; readonly caseId: string },
  { comment }: CommentInPlace,
): Promise<void> {
  const { body, bodyRev } = comment
  const salt = saltOf(await saltKey(tx.db), key, { bodyRev, body })
  const commit = bodyCommit(sha256, salt, body)
  await insertRevision(tx, key, { bodyRev, body, salt, bodyCommit: commit })
  tx.log({
    kind: 'comment.revised',
    site: key.siteId,
    data: {
      caseId: key.caseId,
      bodyRev,
      bodyCommit: commit,
      by: comment.deletedByAuthor ? 'author-deleted' : 'author',
    },
  })
}

/**
 * Takes in a newer text. A case that was decided comes back: a decision is bound to the text the
 * moderator saw. A text that is already known changes nothing.
 */
export async function revise(
  tx: WriteTx,
  case_: CaseRow,
  { found, why }: { readonly found: CommentInPlace; readonly why: 'edited' | 'overtaken' },
): Promise<CaseRow> {
  const { bodyRev, deletedByAuthor } = found.comment
  if (deletedByAuthor) return withdraw(tx, case_)
  if (bodyRev <= case_.bodyRev) return case_
  await putArticle(tx, case_.siteId, found.article)
  await putAuthor(tx, case_.siteId, found.comment.author)
  await moveCase(tx, case_, found)
  await keepRevision(tx, case_, found)
  const back = case_.decRev > 0
  const state = back ? 'open' : case_.state
  await changeCase(tx, case_, back ? { state, reopened: why } : {})
  return { ...case_, bodyRev, state }
}

/** The author took the comment away: there is nothing left to decide. */
export async function withdraw(tx: WriteTx, case_: CaseRow): Promise<CaseRow> {
  if (case_.deletedByAuthor) return case_
  const revision = await revisionOf(tx.db, case_, case_.bodyRev)
  invariant(revision !== undefined, 'a case has the revision it names, by its one writer')
  await changeCase(tx, case_, { state: 'closed', reopened: null, deleted_by_author: 1 })
  tx.log({
    kind: 'comment.revised',
    site: case_.siteId,
    data: {
      caseId: case_.caseId,
      bodyRev: case_.bodyRev,
      bodyCommit: revision.bodyCommit,
      by: 'author-deleted',
    },
  })
  return { ...case_, state: 'closed', deletedByAuthor: true }
}
