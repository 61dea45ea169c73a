import type { LogHead } from '../../shared/desk/desk.ts'
import type { ChainedEntry } from '../../shared/domain/log-chain.ts'
import type { Reader } from './write.ts'

export interface Head {
  readonly deskId: string
  readonly epoch: string
  readonly seq: number
  readonly floor: number
  readonly log: LogHead
}

/** Where the desk is: its feed, its log, its epoch. */
export async function headOf(db: Reader): Promise<Head> {
  const row = await db.selectFrom('head').selectAll().executeTakeFirstOrThrow()
  return {
    deskId: row.desk_id,
    epoch: row.epoch,
    seq: row.seq,
    floor: row.floor,
    log: { epoch: row.epoch, size: row.log_size, head: row.log_head },
  }
}

/** Entries that follow the `after`-th, in order. */
export async function entriesAfter(
  db: Reader,
  after: number,
  limit: number,
): Promise<ChainedEntry[]> {
  return db
    .selectFrom('log_entry')
    .selectAll()
    .where('n', '>', after)
    .orderBy('n')
    .limit(limit)
    .execute()
}

/** Entries of what one member of staff did that follow the `after`-th, in order. */
export async function ownEntriesAfter(
  db: Reader,
  staffId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ChainedEntry[]> {
  return db
    .selectFrom('own_entry')
    .innerJoin('log_entry', 'log_entry.n', 'own_entry.n')
    .selectAll('log_entry')
    .where('own_entry.staff_id', '=', staffId)
    .where('own_entry.n', '>', after)
    .orderBy('own_entry.n')
    .limit(limit)
    .execute()
}

/** The hash of the chain when it was `size` long; undefined past its end. */
export async function hashAt(db: Reader, size: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('log_entry')
    .select('hash')
    .where('n', '=', size)
    .executeTakeFirst()
  return row?.hash
}
