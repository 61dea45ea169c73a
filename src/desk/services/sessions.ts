/** Signing in and out, and who a token belongs to. */
import { createHash, randomBytes } from 'node:crypto'
import type { Session, SignIn } from '../../shared/desk/desk.ts'
import { instant } from '../../shared/domain/instant.ts'
import { may, type Right } from '../../shared/domain/permission.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import {
  deviceState,
  endSession,
  failuresOf,
  forgetFailures,
  insertSession,
  putFailures,
  sessionByHash,
  type SessionRow,
} from '../store/session-rows.ts'
import { loginKey, staffByLogin } from '../store/staff-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader, WriteTx } from '../store/write.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

const FREE_FAILURES = 5
const LONGEST_WAIT_MS = 15 * 60_000
/** After this long without one, failures are forgotten. */
const FORGOTTEN_AFTER_MS = 60 * 60_000

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Somebody's stored password that nobody has, so that an unknown name costs the same work. */
const nobodysPassword = hashPassword(randomBytes(32).toString('hex'))

const failureKeys = (login: string, address: string) => [
  `login:${hashOf(loginKey(login))}`,
  `address:${address}`,
]

async function waitFor(db: Reader, keys: readonly string[], now: number): Promise<number> {
  let longest = 0
  for (const key of keys) {
    const found = await failuresOf(db, key)
    if (!found || found.failures < FREE_FAILURES) continue
    const pause = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (found.failures - FREE_FAILURES))
    longest = Math.max(longest, Date.parse(found.lastAt) + pause - now)
  }
  return longest
}

async function countFailure(tx: WriteTx, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const found = await failuresOf(tx.db, key)
    const stale = found && Date.parse(tx.now) - Date.parse(found.lastAt) > FORGOTTEN_AFTER_MS
    await putFailures(tx, key, found && !stale ? found.failures + 1 : 1)
  }
}

/**
 * Signs in and gives the device its token.
 *
 * A wrong name and a wrong password get the same answer after the same work. After five failures
 * under one name or from one address, each further one doubles the wait, up to a quarter of an hour.
 */
export async function signIn(store: Store, given: SignIn, address: string): Promise<Session> {
  const keys = failureKeys(given.name, address)
  const [wait, found, device] = await store.read(async (db) => [
    await waitFor(db, keys, Date.now()),
    await staffByLogin(db, given.name),
    await deviceState(db, given.device.id),
  ])
  if (wait > 0)
    throw new ProblemError({
      code: 'too-many-attempts',
      message: `Signing in failed too often: try again in ${Math.ceil(wait / 1000)} s.`,
      afterMs: Math.ceil(wait),
    })
  const right = await verifyPassword(given.password, found?.password ?? (await nobodysPassword))
  if (!found?.member.active || !right) {
    await store.write((tx) => countFailure(tx, keys))
    throw new ProblemError(problem('wrong-password', 'The name or the password is wrong.'))
  }
  if (device === 'revoked')
    throw new ProblemError(
      problem('device-revoked', 'This device was revoked: ask an admin for another sign-in.'),
    )
  const { staffId, name, role } = found.member
  const token = randomBytes(32).toString('base64url')
  await store.write(async (tx) => {
    await insertSession(tx, { tokenHash: hashOf(token), staffId, device: given.device })
    const stale = instant(Date.parse(tx.now) - FORGOTTEN_AFTER_MS)
    await forgetFailures(tx, keys[0] ?? '', stale)
    const who = { staffId, deviceId: given.device.id }
    tx.log({
      kind: 'device.signed-in',
      site: null,
      actor: staffId,
      device: who.deviceId,
      data: who,
    })
  })
  return { token, staff: { id: staffId, name, role } }
}

/** Ends this device's session. Ending it twice is no error. */
export async function signOut(store: Store, session: SessionRow): Promise<void> {
  const { tokenHash, staffId, deviceId } = session
  await store.write(async (tx) => {
    if (!(await endSession(tx, tokenHash))) return
    tx.log({
      kind: 'device.revoked',
      site: null,
      actor: staffId,
      device: deviceId,
      data: { deviceId, why: 'signed-out' },
    })
  })
}

/** Why this session may not be used, or undefined while it may. */
export function sessionFault(session: SessionRow): ProblemError | undefined {
  if (session.ended) return new ProblemError(problem('signed-out', 'Sign in again.'))
  if (session.revoked)
    return new ProblemError(problem('device-revoked', 'This device was revoked by an admin.'))
  if (!session.active)
    return new ProblemError(problem('account-closed', 'This account was closed: ask an admin.'))
  return undefined
}

/** The session of an Authorization header, whatever has become of it; throws where there is none. */
export async function sessionOf(store: Store, header: string | undefined): Promise<SessionRow> {
  const [, token] = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(header ?? '') ?? []
  const session =
    token === undefined ? undefined : await store.read((db) => sessionByHash(db, hashOf(token)))
  if (!session) throw new ProblemError(problem('signed-out', 'Sign in first.'))
  return session
}

/** Throws unless this session may be used now and its role has the right. */
export function demand(session: SessionRow, right?: Right): void {
  const fault = sessionFault(session)
  if (fault) throw fault
  if (right !== undefined && !may(session.role, right))
    throw new ProblemError(
      problem('not-permitted', `A ${session.role} may not do this (${right}).`),
    )
}
