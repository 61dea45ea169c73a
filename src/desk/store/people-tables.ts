/** The desk's tables of what staff wrote down about authors. */

export interface AuthorNoteTable {
  site_id: string
  op_id: string
  author_id: string
  /** The case it was written at. */
  case_id: string
  /** Null once erased. */
  text: string | null
  text_salt: string | null
  staff_id: string
  noted_at: string
  log_n: number
}

/** A reader whose reports are set aside for a time. */
export interface MuteTable {
  site_id: string
  mute_id: string
  reader: string
  /** Null once erased. */
  reason: string | null
  reason_salt: string | null
  staff_id: string
  muted_at: string
  ends_at: string
  /** Of one that was ended before its time: when, and by whom. */
  ended_at: string | null
  ended_by: string | null
}

/** A report that was set aside because its reader was muted: whole, and part of no case. */
export interface MutedReportTable {
  site_id: string
  report_id: string
  /** The case of its comment, whether there is one or not. */
  case_id: string
  comment_id: string
  rule: string | null
  severity: number
  words: string
  words_salt: string
  spans: string
  body_rev: number
  received_at: string
  ingested_at: string
  reader: string
  mute_id: string
  platform_report_id: string
  /** Null once erased. */
  reporter: string | null
  email: string | null
}
