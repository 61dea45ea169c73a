import { first } from './0001-first.ts'

/** Every step of the schema in order; the database's `user_version` is how many it has taken. */
export const migrations: readonly string[] = [first]
