import { first } from './0001-first.ts'
import { putIn } from './0002-put-in.ts'

/** Every step of the schema in order; the database's `user_version` is how many it has taken. */
export const migrations: readonly string[] = [first, putIn]
