/** The tables of what consoles sent: how it was answered, whose it was, and what was set aside. */

export interface OwnEntryTable {
  staff_id: string
  n: number
}

export interface OpAnswerTable {
  op_id: string
  site_id: string | null
  staff_id: string
  request_hash: string
  answer: string
  answered_at: string
}

export interface SetAsideTable {
  op_id: string
  site_id: string
  /** Null of what was to raise a case that is not there. */
  case_id: string | null
  staff_id: string
  device_id: string
  op: string
  why: 'device-revoked' | 'right-lost'
  arrived_at: string
  log_n: number
}
