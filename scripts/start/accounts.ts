/** The staff of a desk that `npm start` sets up: kept in the data folder and nowhere else. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Role } from '../../src/shared/domain/permission.ts'
import { StartFailure } from './start-failure.ts'

const Account = z.object({
  login: z.string().regex(/^\S+$/),
  name: z.string().min(1),
  role: Role,
  password: z.string().regex(/^\S+$/),
  /** Whether the desk has it. */
  added: z.boolean(),
})
/** One person's sign-in. */
export type Account = z.infer<typeof Account>

const STAFF = [
  { login: 'ishbel', name: 'Ishbel Corrie', role: 'moderator' },
  { login: 'fergus', name: 'Fergus Dunnet', role: 'moderator' },
  { login: 'morag', name: 'Morag Tulloch', role: 'lead' },
  { login: 'una', name: 'Una Drever', role: 'admin' },
] as const satisfies readonly Pick<Account, 'login' | 'name' | 'role'>[]

/** 32 signs that are not taken for each other when read aloud or typed from a screen. */
const SIGNS = '23456789abcdefghijkmnpqrstuvwxyz'

/** Sixteen random signs in groups of four: 80 bits. */
export function newPassword(): string {
  const signs = Array.from(randomBytes(16), (byte) => SIGNS.charAt(byte % SIGNS.length))
  return [0, 4, 8, 12].map((at) => signs.slice(at, at + 4).join('')).join('-')
}

const fileIn = (data: string) => path.join(data, 'accounts.json')

function keep(data: string, accounts: readonly Account[]): void {
  const draft = `${fileIn(data)}.new`
  writeFileSync(draft, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, fileIn(data))
}

function kept(data: string): Account[] | undefined {
  let text: string
  try {
    text = readFileSync(fileIn(data), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  try {
    return z.array(Account).parse(JSON.parse(text))
  } catch {
    throw new StartFailure(
      `${fileIn(data)} cannot be read as it was written; put it back, or start with another --data.`,
    )
  }
}

/** The accounts of this data folder; made up, and kept before anything else knows them, at the first start. */
export function accountsIn(data: string): Account[] {
  const before = kept(data)
  if (before !== undefined) return before
  const accounts = STAFF.map((one) => ({ ...one, password: newPassword(), added: false }))
  keep(data, accounts)
  return accounts
}

/** Adds one account to a desk by its own command. */
export type AddStaff = (account: Account) => Promise<void>

/**
 * Adds to the desk whoever it does not have yet.
 *
 * Each is noted once added, so a start that was cut short goes on where it stopped.
 */
export async function addMissing(
  data: string,
  accounts: readonly Account[],
  add: AddStaff,
): Promise<void> {
  let now = accounts
  for (const account of accounts) {
    if (account.added) continue
    await add(account)
    now = now.map((one) => (one.login === account.login ? { ...one, added: true } : one))
    keep(data, now)
  }
}

/** Runs one `desk staff` command; the password goes by standard input, never by an argument. */
async function staffCommand(root: string, words: readonly string[], password: string) {
  const child = spawn(
    process.execPath,
    [path.join(root, 'src/desk/index.ts'), 'staff', ...words, '--password-stdin'],
    { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stdin.on('error', () => undefined) // it ended early and its exit code says so
  child.stdin.end(`${password}\n`)
  await once(child, 'close')
  return { done: child.exitCode === 0, said: said.trim() }
}

/**
 * Adds staff by the desk's own command.
 *
 * An account that the desk has already, though it was not noted here, gets the password kept here.
 */
export function addByCommand(root: string, deskData: string, signal: AbortSignal): AddStaff {
  return async ({ login, name, role, password }) => {
    signal.throwIfAborted()
    const who = ['--data', deskData, '--login', login]
    const added = await staffCommand(
      root,
      ['add', ...who, '--name', name, '--role', role],
      password,
    )
    if (added.done) return
    const renewed = await staffCommand(root, ['password', ...who], password)
    if (!renewed.done)
      throw new StartFailure(`The account ${login} could not be added to the desk: ${added.said}`)
  }
}

/** The line that tells people how to sign in. */
export const signInLine = ({ login, password, role }: Account) =>
  `Sign in: ${login} ${password} (${role})`
