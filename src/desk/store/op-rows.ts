import type { SetAsideTable } from './op-tables.ts'
import type { Reader, WriteTx } from './write.ts'

/** What an op was answered, for ever. */
export interface StoredAnswer {
  readonly requestHash: string
  /** The exact JSON text of the answer. */
  readonly answer: string
}

/** The answer that an op's id has had, if it has. */
export async function answerOf(db: Reader, opId: string): Promise<StoredAnswer | undefined> {
  return db
    .selectFrom('op_answer')
    .select(['request_hash as requestHash', 'answer'])
    .where('op_id', '=', opId)
    .executeTakeFirst()
}

export async function insertAnswer(
  tx: WriteTx,
  given: StoredAnswer & {
    readonly opId: string
    readonly siteId: string | null
    readonly staffId: string
  },
): Promise<void> {
  await tx.db
    .insertInto('op_answer')
    .values({
      op_id: given.opId,
      site_id: given.siteId,
      staff_id: given.staffId,
      request_hash: given.requestHash,
      answer: given.answer,
      answered_at: tx.now,
    })
    .execute()
}

/** Keeps an op whole for a lead to look at. */
export async function insertSetAside(
  tx: WriteTx,
  given: Omit<SetAsideTable, 'arrived_at'>,
): Promise<void> {
  await tx.db
    .insertInto('set_aside')
    .values({ ...given, arrived_at: tx.now })
    .execute()
}
