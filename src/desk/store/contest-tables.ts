/** The desk's tables of decisions that were not applied, and of what leads said of them. */
import type { Verb } from '../../shared/domain/terms.ts'

export interface ContestTable {
  site_id: string
  op_id: string
  case_id: string
  /** 1 of each reason why it was not applied. */
  decided: number
  edited: number
  set_aside: number
  verb: Verb
  ground_kind: 'rule' | 'outcome'
  ground_terms: string
  ground_code: string
  cuts: string
  restores: string | null
  /** The revisions that its maker saw. */
  body_rev: number
  dec_rev: number
  answers: string
  staff_id: string
  device_id: string
  /** The device's own counter. */
  n: number
  claimed_at: string
  made_at: string
  arrived_at: string
  first_op: string | null
  interim_op: string | null
  log_n: number
  ended_by: string | null
  ended_at: string | null
}

export interface RulingTable {
  site_id: string
  op_id: string
  /** Null once erased. */
  words: string | null
  words_salt: string | null
}
