/** Epochs: each is the name of one unbroken history. A desk that lost some of it takes a new one. */
import { randomBytes } from 'node:crypto'
import type { LogHead } from '../../shared/desk/desk.ts'
import { headOf } from './log-rows.ts'
import type { Reader, WriteTx } from './write.ts'

/** Under this key lies when the desk last began again after it had lost history. */
const RESTORED = 'restored'

export interface EpochBegun {
  readonly epoch: string
  /** The last that is left of the history before. */
  readonly parent: LogHead
}

/**
 * Goes on under a new name, and says in the log after which entry of which history. Consoles then
 * know that what they saw since may be lost, and fetch and send again.
 */
export async function beginEpoch(tx: WriteTx): Promise<EpochBegun> {
  const { log: parent } = await headOf(tx.db)
  const epoch = `e_${randomBytes(12).toString('hex')}`
  tx.rename(epoch)
  tx.log({ kind: 'epoch.began', site: null, data: { parent, why: 'restored' } })
  await tx.db
    .insertInto('desk_key')
    .values({ name: RESTORED, value: tx.now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: tx.now }))
    .execute()
  return { epoch, parent }
}

/** When the desk last began again after it had lost history; undefined if it never has. */
export async function restoredAt(db: Reader): Promise<string | undefined> {
  const row = await db
    .selectFrom('desk_key')
    .select('value')
    .where('name', '=', RESTORED)
    .executeTakeFirst()
  return row?.value
}
