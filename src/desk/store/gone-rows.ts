/** Rows that have left, as consoles are told of them, and how far back they can still be told. */
import { sql } from 'kysely'
import type { Reader, WriteTx } from './write.ts'

/** Whether anything left before this instant that consoles are still told of. */
export async function anyGoneBefore(db: Reader, before: string): Promise<boolean> {
  const row = await db
    .selectFrom('gone')
    .select('seq')
    .where('gone_at', '<', before)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Forgets what left before this instant. Whoever's cursor is older than the newest of it must start
 * again from nothing, for they would never hear of it: the floor says so, in this transaction.
 * Answers how many rows went.
 */
export async function forgetGone(tx: WriteTx, before: string): Promise<number> {
  const { newest } = await tx.db
    .selectFrom('gone')
    .select(sql<number | null>`max(seq)`.as('newest'))
    .where('gone_at', '<', before)
    .executeTakeFirstOrThrow()
  if (newest === null) return 0
  const { numDeletedRows } = await tx.db
    .deleteFrom('gone')
    .where('gone_at', '<', before)
    .executeTakeFirstOrThrow()
  await tx.db.updateTable('head').set({ floor: newest }).where('floor', '<', newest).execute()
  return Number(numDeletedRows)
}
