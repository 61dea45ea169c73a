/** The desk's tables of what people are told about decisions. */
import type { NoticeTo } from '../../shared/domain/notice-templates.ts'

/** A version of a title's notice templates. */
export interface NoticeTemplatesTable {
  site_id: string
  version: string
  body: string
  text_hash: string
  added_at: string
  seq: number
}

/** The line of its maker's own that goes into a decision's notices; null once erased. */
export interface NoticeReasonTable {
  site_id: string
  op_id: string
  words: string | null
  salt: string | null
}

/** One wording for one kind of reader, made with its decision. */
export interface NoticeTable {
  site_id: string
  notice_id: string
  op_id: string
  case_id: string
  dec_rev: number
  told: NoticeTo
  /** What it says was done, in short: whoever was told the same is not told again. */
  says: string
  template: string
  version: string
  /** Null once erased, with its salt. */
  subject: string | null
  body: string | null
  salt: string | null
  state: 'waiting' | 'telling' | 'told' | 'withdrawn'
  told_at: string | null
}

/** A notice on its way to one person who left an address. The address itself stays with the report. */
export interface NoticeDeliveryTable {
  site_id: string
  notice_id: string
  delivery_id: string
  reader: string
  report_id: string
  state: 'due' | 'sent' | 'failed'
  attempts: number
  due_at: string
  ended_at: string | null
}
