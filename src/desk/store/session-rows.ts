import type { Role } from '../../shared/domain/permission.ts'
import type { Reader, WriteTx } from './write.ts'

/** Whoever holds a token, and whether they still may. */
export interface SessionRow {
  readonly tokenHash: string
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly deviceId: string
  readonly revoked: boolean
  readonly ended: boolean
}

/** The session of a token, by the token's hash. */
export async function sessionByHash(db: Reader, hash: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.staff_id', 'session.staff_id')
    .innerJoin('device', 'device.device_id', 'session.device_id')
    .select(['token_hash', 'session.staff_id', 'staff.name', 'role', 'active'])
    .select(['session.device_id', 'revoked_at', 'ended_at'])
    .where('token_hash', '=', hash)
    .executeTakeFirst()
  return (
    row && {
      tokenHash: row.token_hash,
      staffId: row.staff_id,
      name: row.name,
      role: row.role,
      active: row.active === 1,
      deviceId: row.device_id,
      revoked: row.revoked_at !== null,
      ended: row.ended_at !== null,
    }
  )
}

/** Begins a session and ends the ones this person had on this device. */
export async function insertSession(
  tx: WriteTx,
  session: {
    readonly tokenHash: string
    readonly staffId: string
    readonly device: { readonly id: string; readonly label: string }
  },
): Promise<void> {
  const { tokenHash, staffId, device } = session
  await tx.db
    .insertInto('device')
    .values({ device_id: device.id, label: device.label, revoked_at: null })
    .onConflict((conflict) => conflict.column('device_id').doUpdateSet({ label: device.label }))
    .execute()
  await tx.db
    .updateTable('session')
    .set({ ended_at: tx.now })
    .where('staff_id', '=', staffId)
    .where('device_id', '=', device.id)
    .where('ended_at', 'is', null)
    .execute()
  await tx.db
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      staff_id: staffId,
      device_id: device.id,
      began_at: tx.now,
      ended_at: null,
    })
    .execute()
}

/** Ends a session; says whether it was still going. */
export async function endSession(tx: WriteTx, tokenHash: string): Promise<boolean> {
  const ended = await tx.db
    .updateTable('session')
    .set({ ended_at: tx.now })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}

/** Ends every session of a member of staff. */
export async function endSessionsOf(tx: WriteTx, staffId: string): Promise<void> {
  await tx.db
    .updateTable('session')
    .set({ ended_at: tx.now })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Whether this device is known, and whether it has been revoked. */
export async function deviceState(
  db: Reader,
  deviceId: string,
): Promise<'unknown' | 'in-use' | 'revoked'> {
  const row = await db
    .selectFrom('device')
    .select('revoked_at')
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  if (!row) return 'unknown'
  return row.revoked_at === null ? 'in-use' : 'revoked'
}

export async function revokeDevice(tx: WriteTx, deviceId: string): Promise<void> {
  await tx.db
    .updateTable('device')
    .set({ revoked_at: tx.now })
    .where('device_id', '=', deviceId)
    .execute()
}

/** Every device that ever signed in, with who used it. */
export async function allDevices(db: Reader) {
  return db
    .selectFrom('device')
    .leftJoin('session', 'session.device_id', 'device.device_id')
    .leftJoin('staff', 'staff.staff_id', 'session.staff_id')
    .select(['device.device_id as deviceId', 'label', 'revoked_at as revokedAt', 'staff.login'])
    .distinct()
    .orderBy('device.device_id')
    .execute()
}

/** How often signing in failed under a key of late, and when it last did. */
export async function failuresOf(
  db: Reader,
  key: string,
): Promise<{ readonly failures: number; readonly lastAt: string } | undefined> {
  return db
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at as lastAt'])
    .where('key', '=', key)
    .executeTakeFirst()
}

export async function putFailures(tx: WriteTx, key: string, failures: number): Promise<void> {
  await tx.db
    .insertInto('sign_in_failure')
    .values({ key, failures, last_at: tx.now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ failures, last_at: tx.now }))
    .execute()
}

/** Forgets a key's failures, and every failure from before `staleBefore`. */
export async function forgetFailures(tx: WriteTx, key: string, staleBefore: string): Promise<void> {
  await tx.db
    .deleteFrom('sign_in_failure')
    .where((eb) => eb.or([eb('key', '=', key), eb('last_at', '<', staleBefore)]))
    .execute()
}
