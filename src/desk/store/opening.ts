/** What keeps a database from being opened, in one sentence each. */
import { problem, ProblemError } from '../../shared/domain/problem.ts'

const damaged = (what: string) =>
  problem('store-damaged', `${what} is damaged: put back a backup of it, or another folder.`)

const unwritable = (what: string, code: string) =>
  problem(
    'store-unwritable',
    `${what} cannot be written (${code}): check the folder given by --data.`,
  )

const DISK =
  /^(SQLITE_(CANTOPEN|READONLY|PERM|IOERR|FULL)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOSPC)/

/** Classes of SQLSTATE, and of the network's own codes, with what is to be done about each. */
const POSTGRES: readonly (readonly [RegExp, string])[] = [
  [/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|08|57P)/, 'cannot be reached'],
  [/^28/, 'does not let this user in'],
  [/^3D000/, 'has no database of that name'],
  [/^42P01/, 'holds no desk there'],
  [/^42501/, 'does not let this user make or write the tables'],
  [/^53/, 'has no room or no connection left'],
]

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Why this SQLite file could not be opened, or undefined if it is our defect. */
export function fileProblem(error: unknown, file: string): ProblemError | undefined {
  if (error instanceof ProblemError) return error
  const code = codeOf(error)
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return new ProblemError(damaged(file))
  return DISK.test(code) ? new ProblemError(unwritable(file, code)) : undefined
}

/** Why this server could not be used, or undefined if it is our defect. Never says the address. */
export function serverProblem(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error
  const code = codeOf(error)
  const timedOut =
    error instanceof Error && /timeout exceeded|Connection terminated/.test(error.message)
  const [, why] = POSTGRES.find(([pattern]) => pattern.test(timedOut ? 'ETIMEDOUT' : code)) ?? []
  if (why === undefined) return undefined
  const said = timedOut ? '' : ` (${code})`
  return new ProblemError(
    problem('store-unwritable', `PostgreSQL ${why}${said}: check --database-url or DATABASE_URL.`),
  )
}
