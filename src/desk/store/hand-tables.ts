/** The desk's table of cases that were handed on: of each case the newest hand that has not ended. */
export interface HandTable {
  site_id: string
  case_id: string
  op_id: string
  from_staff: string
  /** Null: to whoever is next. */
  to_staff: string | null
  words: string | null
  words_salt: string | null
  handed_at: string
}
