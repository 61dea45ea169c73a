/** The desk's secrets: made once, kept with its data, and so the same after a restore. */
import { randomBytes } from 'node:crypto'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import type { Reader } from './write.ts'

const KEYS = ['cursor', 'reader', 'salt'] as const
type Key = (typeof KEYS)[number]

const missing = (name: string) =>
  new ProblemError(problem('store-damaged', `The desk's ${name} key is missing.`))

/** Makes those keys that there are none of yet: all of a new desk, some of an older one. */
export async function makeKeys(db: Reader): Promise<void> {
  await db
    .insertInto('desk_key')
    .values(KEYS.map((name) => ({ name, value: randomBytes(32).toString('hex') })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** The keys that the desk's services work with; throws `store-damaged` where one is missing. */
export async function keysOf(
  db: Reader,
): Promise<{ readonly cursor: string; readonly reader: string }> {
  return { cursor: await keyOf(db, 'cursor'), reader: await keyOf(db, 'reader') }
}

/** The key under which texts are salted. */
export const saltKey = (db: Reader): Promise<string> => keyOf(db, 'salt')

async function keyOf(db: Reader, name: Key): Promise<string> {
  const row = await db
    .selectFrom('desk_key')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  if (!row) throw missing(name)
  return row.value
}
