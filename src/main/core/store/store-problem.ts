import Database from 'better-sqlite3'
import { type Problem, problem, ProblemError } from '../../../shared/domain/problem.ts'

/** What a failure of the database means to the person, or undefined where it is our own mistake. */
export function storeProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined
  const { code } = error
  if (code.startsWith('SQLITE_FULL'))
    return problem(
      'disk-full',
      'The disk is full, so nothing was recorded. Free some space and do it again.',
    )
  if (isDamage(error))
    return problem(
      'store-damaged',
      'The file that holds your decisions is damaged, so nothing was recorded.',
    )
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return problem(
      'store-unwritable',
      'Another program holds the file that keeps your decisions, so nothing was recorded. Close it, or wait, and do it again.',
    )
  if (/^SQLITE_(READONLY|IOERR|CANTOPEN|PERM|NOLFS)/.test(code))
    return problem(
      'store-unwritable',
      'The data folder cannot be written to, so nothing was recorded. Check its rights and the disk.',
    )
  return undefined
}

/** What is said while a damaged cache is fetched again. */
export const CACHE_REMADE = problem(
  'store-damaged',
  'This device’s copy of the queue was damaged or gone. It is fetched again from the desk. Nothing you decided is lost.',
)

/** Whether there is no such file: it was deleted while it was open. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Whether the file itself is at fault: no database, or one whose pages do not hold together. */
export function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(error.code)
}

/** Runs a write; a failure of the disk is thrown as the problem it is. */
export function writing<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    const found = storeProblem(error)
    throw found ? new ProblemError(found) : error
  }
}
