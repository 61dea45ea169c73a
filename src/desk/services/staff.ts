import { randomBytes } from 'node:crypto'
import type { Role } from '../../shared/domain/permission.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import {
  changeStaff,
  insertStaff,
  loginKey,
  staffByLogin,
  type StaffMember,
} from '../store/staff-rows.ts'
import { deviceState, endSessionsOf, revokeDevice } from '../store/session-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader } from '../store/write.ts'
import { hashPassword } from './passwords.ts'

/** The shortest password that is accepted. */
const SHORTEST = 10

function refuse(message: string): never {
  throw new ProblemError(problem('bad-input', message))
}

function checkPassword(password: string): void {
  if (password.length < SHORTEST) refuse(`A password has at least ${SHORTEST} characters.`)
  if (password.length > 200) refuse('A password has at most 200 characters.')
}

async function mustFind(db: Reader, login: string): Promise<StaffMember> {
  const found = await staffByLogin(db, login)
  return found?.member ?? refuse(`Nobody has the login name "${login}": see "desk staff list".`)
}

/**
 * Opens an account.
 *
 * Throws a ProblemError where the login name is taken or something given is unusable.
 */
export async function addStaff(
  store: Store,
  given: { readonly login: string; readonly name: string; readonly role: Role },
  password: string,
): Promise<StaffMember> {
  const login = loginKey(given.login)
  if (!/^[a-z0-9][a-z0-9._-]{0,79}$/.test(login))
    refuse('A login name has 1 to 80 letters, digits, dots, hyphens or underscores.')
  const name = given.name.trim()
  if (name.length < 1 || name.length > 80) refuse('A display name has 1 to 80 characters.')
  checkPassword(password)
  const stored = await hashPassword(password)
  return store.write(async (tx) => {
    if (await staffByLogin(tx.db, login)) refuse(`The login name "${login}" is taken.`)
    const member = {
      login,
      name,
      role: given.role,
      staffId: `stf_${randomBytes(9).toString('hex')}`,
    }
    await insertStaff(tx, member, stored)
    const { staffId, role } = member
    tx.log({ kind: 'staff.added', site: null, data: { staffId, role } })
    return { ...member, active: true }
  })
}

/** Closes an account. What the person decided stays; their sessions end at once. */
export async function disableStaff(store: Store, login: string): Promise<StaffMember> {
  return store.write(async (tx) => {
    const { staffId, role, ...member } = await mustFind(tx.db, login)
    await changeStaff(tx, staffId, { active: 0 })
    tx.log({ kind: 'staff.changed', site: null, data: { staffId, role, active: false } })
    return { ...member, staffId, role, active: false }
  })
}

/** Gives a member of staff another password and ends their sessions. */
export async function changePassword(store: Store, login: string, password: string): Promise<void> {
  checkPassword(password)
  const stored = await hashPassword(password)
  await store.write(async (tx) => {
    const { staffId } = await mustFind(tx.db, login)
    await changeStaff(tx, staffId, { password: stored })
    await endSessionsOf(tx, staffId)
  })
}

/** Revokes a device. All it may still do is hand in what waits, which is then set aside. */
export async function revoke(store: Store, deviceId: string): Promise<void> {
  await store.write(async (tx) => {
    const state = await deviceState(tx.db, deviceId)
    if (state === 'unknown') refuse(`No device is called "${deviceId}": see "desk device list".`)
    if (state === 'revoked') return
    await revokeDevice(tx, deviceId)
    tx.log({ kind: 'device.revoked', site: null, data: { deviceId, why: 'revoked' } })
  })
}
