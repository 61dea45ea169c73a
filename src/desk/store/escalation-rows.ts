import type { Escalation } from '../../shared/desk/feed.ts'
import type { EscalationTable } from './tables.ts'
import type { Reader, WriteTx } from './write.ts'

/** Questions with the names of who asked and who answered, to be narrowed by the caller. */
export const escalationsWithNames = (db: Reader) =>
  db
    .selectFrom('escalation')
    .innerJoin('staff as asker', 'asker.staff_id', 'escalation.staff_id')
    .leftJoin('staff as answerer', 'answerer.staff_id', 'escalation.answered_by')
    .selectAll('escalation')
    .select(['asker.name as asker_name', 'answerer.name as answerer_name'])

type Named = EscalationTable & {
  readonly asker_name: string
  readonly answerer_name: string | null
}

/** The question as consoles see it. What has been erased is empty. */
export const escalationOf = (row: Named): Escalation => ({
  opId: row.op_id,
  question: row.question ?? '',
  by: { id: row.staff_id, name: row.asker_name },
  at: row.asked_at,
  hides: row.hides,
  answer:
    row.answer_op_id === null || row.answered_by === null || row.answered_at === null
      ? null
      : {
          opId: row.answer_op_id,
          words: row.answer ?? '',
          by: { id: row.answered_by, name: row.answerer_name ?? '' },
          at: row.answered_at,
        },
})

/** One question by its op's id, if it is about this case. */
export async function escalationOn(
  db: Reader,
  { siteId, caseId }: { readonly siteId: string; readonly caseId: string },
  opId: string,
): Promise<Escalation | undefined> {
  const row = await escalationsWithNames(db)
    .where('escalation.site_id', '=', siteId)
    .where('escalation.op_id', '=', opId)
    .where('escalation.case_id', '=', caseId)
    .executeTakeFirst()
  return row && escalationOf(row)
}

export async function insertEscalation(
  tx: WriteTx,
  row: Omit<
    EscalationTable,
    'answer_op_id' | 'answer' | 'answer_salt' | 'answered_by' | 'answered_at'
  >,
): Promise<void> {
  const unanswered = {
    answer_op_id: null,
    answer: null,
    answer_salt: null,
    answered_by: null,
    answered_at: null,
  }
  await tx.db
    .insertInto('escalation')
    .values({ ...row, ...unanswered })
    .execute()
}

/** Keeps the answer to a question. */
export async function answerEscalation(
  tx: WriteTx,
  key: { readonly siteId: string; readonly opId: string },
  answer: Pick<
    EscalationTable,
    'answer_op_id' | 'answer' | 'answer_salt' | 'answered_by' | 'answered_at'
  >,
): Promise<void> {
  await tx.db
    .updateTable('escalation')
    .set(answer)
    .where('site_id', '=', key.siteId)
    .where('op_id', '=', key.opId)
    .execute()
}
