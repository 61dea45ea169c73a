/** Who may come in, on which device: the desk's tables of accounts. */
import type { Role } from '../../shared/domain/permission.ts'

export interface StaffTable {
  staff_id: string
  login: string
  name: string
  role: Role
  active: number
  password: string
  added_at: string
}

export interface DeviceTable {
  device_id: string
  label: string
  revoked_at: string | null
}

export interface SessionTable {
  token_hash: string
  staff_id: string
  device_id: string
  began_at: string
  ended_at: string | null
}

export interface SignInFailureTable {
  key: string
  failures: number
  last_at: string
}
