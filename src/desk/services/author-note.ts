/** What staff write down about an author for each other. It decides nothing. */
import type { NoteOp, OpAnswer } from '../../shared/desk/push.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { sha256 } from '../log/entry-text.ts'
import { insertAuthorNote } from '../store/author-note-rows.ts'
import { caseById } from '../store/case-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'
import { madeOf } from './made-at.ts'
import { keepAside, type Pusher, rejected } from './pusher.ts'

/** Keeps a note about the author of a case. It is never a conflict, whatever became of the case. */
export async function noteAuthor(tx: WriteTx, op: NoteOp, pusher: Pusher): Promise<OpAnswer> {
  const { opId, words } = op
  const { session, setAside: why } = pusher
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return rejected(opId, 'bad-input', 'caseId names no case of this desk')
  const { siteId, caseId, authorId } = case_
  if (why !== undefined) return keepAside(tx, op, { session, why, siteId, caseId })
  const { staffId, deviceId } = session
  const salt = freshSalt()
  const made = madeOf(op, tx.now)
  // The case leads to its author: the log names nobody.
  const logN = tx.log({
    kind: 'author.noted',
    site: siteId,
    actor: staffId,
    device: deviceId,
    data: { opId, caseId, textCommit: bodyCommit(sha256, salt, words), made },
  })
  const seq = await insertAuthorNote(tx, {
    ...{ site_id: siteId, op_id: opId, author_id: authorId, case_id: caseId },
    ...{ text: words, text_salt: salt, staff_id: staffId, noted_at: made.estimated, log_n: logN },
  })
  return { status: 'applied', opId, decRev: null, seq, logN }
}
