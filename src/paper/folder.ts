import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { problem, ProblemError } from '../shared/domain/problem.ts'
import { newToken } from './secrets.ts'

const Keys = z.object({ platform: z.string().min(20), operator: z.string().min(20) })
/** What the desk and the operator show to be let in. */
export type Keys = z.infer<typeof Keys>

const Account = z.object({ name: z.string(), email: z.string(), password: z.string() })
/** A sample subscriber's sign-in, kept for the demonstration. */
export type Account = z.infer<typeof Account>

/** Makes the data folder when it is missing; a ProblemError when it cannot be written. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unwritable(folder, error)
  }
}

/** The site's keys, made at the first start. */
export function keysIn(folder: string): Keys {
  const file = path.join(folder, 'keys.json')
  const kept = readJson(file, Keys)
  if (kept) return kept
  const keys = { platform: newToken(), operator: newToken() }
  writePrivate(file, keys)
  return keys
}

/** The sample subscribers that can sign in; none without a sample. */
export const accountsIn = (folder: string): Account[] =>
  readJson(path.join(folder, 'accounts.json'), z.array(Account)) ?? []

/** Keeps the sample subscribers' sign-in. */
export const keepAccounts = (folder: string, accounts: readonly Account[]): void =>
  writePrivate(path.join(folder, 'accounts.json'), accounts)

function readJson<T>(file: string, schema: z.ZodType<T>): T | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw unwritable(file, error)
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Whatever is wrong in it, the remedy is the same.
    throw new ProblemError(
      problem(
        'store-damaged',
        `${file} cannot be read as it was written; put it back or delete it.`,
      ),
    )
  }
}

function writePrivate(file: string, value: unknown): void {
  try {
    writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 })
  } catch (error) {
    throw unwritable(file, error)
  }
}

function unwritable(where: string, error: unknown): ProblemError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new ProblemError(
    problem('store-unwritable', `${where} cannot be used (${code}); give another --data.`),
  )
}
