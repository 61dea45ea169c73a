import type { Role } from '../../shared/domain/permission.ts'
import type { StaffTable } from './account-tables.ts'
import type { Reader, WriteTx } from './write.ts'

/** A member of staff without the password. */
export interface StaffMember {
  readonly staffId: string
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
}

/** Login names are compared without case, as people type them. */
export const loginKey = (login: string) => login.trim().toLowerCase()

const memberOf = (row: StaffTable): StaffMember => ({
  staffId: row.staff_id,
  login: row.login,
  name: row.name,
  role: row.role,
  active: row.active === 1,
})

/** Everyone who ever had an account, in the order of their login names. */
export async function allStaff(db: Reader): Promise<StaffMember[]> {
  const rows = await db.selectFrom('staff').selectAll().orderBy('login').execute()
  return rows.map(memberOf)
}

/** Somebody who has, or ever had, an account. */
export async function staffMember(db: Reader, staffId: string): Promise<StaffMember | undefined> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row && memberOf(row)
}

/** The account of this login name and its stored password. */
export async function staffByLogin(
  db: Reader,
  login: string,
): Promise<{ readonly member: StaffMember; readonly password: string } | undefined> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('login', '=', loginKey(login))
    .executeTakeFirst()
  return row && { member: memberOf(row), password: row.password }
}

export async function insertStaff(
  tx: WriteTx,
  member: Omit<StaffMember, 'active'>,
  password: string,
): Promise<void> {
  await tx.db
    .insertInto('staff')
    .values({
      staff_id: member.staffId,
      login: loginKey(member.login),
      name: member.name,
      role: member.role,
      active: 1,
      password,
      added_at: tx.now,
    })
    .execute()
}

export async function changeStaff(
  tx: WriteTx,
  staffId: string,
  change: { readonly active?: number; readonly password?: string },
): Promise<void> {
  await tx.db.updateTable('staff').set(change).where('staff_id', '=', staffId).execute()
}
