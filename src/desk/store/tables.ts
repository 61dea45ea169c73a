/** The desk's tables as TypeScript sees them. What they must hold is said in the migrations. */
import type { PublicationState } from '../../shared/desk/feed.ts'
import type { Verb } from '../../shared/domain/terms.ts'
import type { ContestTable, RulingTable } from './contest-tables.ts'
import type { AuthorNoteTable, MutedReportTable, MuteTable } from './people-tables.ts'
import type { WordListTable } from './word-list-table.ts'
import type {
  NoticeDeliveryTable,
  NoticeReasonTable,
  NoticeTable,
  NoticeTemplatesTable,
} from './notice-tables.ts'
import type { HandTable } from './hand-tables.ts'
import type { OpAnswerTable, OwnEntryTable, SetAsideTable } from './op-tables.ts'
import type { RewriteTable } from './rewrite-table.ts'
import type { DeviceTable, SessionTable, SignInFailureTable, StaffTable } from './account-tables.ts'

/** Why a decided case is back. */
export type Reopened = 'new-report' | 'edited' | 'overtaken' | 'unanswered'

export interface HeadTable {
  id: number
  desk_id: string
  epoch: string
  seq: number
  floor: number
  case_no: number
  log_size: number
  log_head: string
}

export interface KeyTable {
  name: string
  value: string
}

export interface SiteTable {
  site_id: string
  title: string
  origin: string
  platform_cursor: string | null
}

export interface TermsTable {
  site_id: string
  version: string
  body: string
  text_hash: string
  added_at: string
  seq: number
}

export interface ArticleTable {
  site_id: string
  article_id: string
  title: string
  slug: string
  url: string
  published_at: string
  paragraph: string
  seq: number
}

export interface AuthorTable {
  site_id: string
  author_id: string
  name: string
  since: string | null
  keeps: number
  amends: number
  deletes: number
  restores: number
  seq: number
}

export interface CaseTable {
  site_id: string
  case_id: string
  no: number
  comment_id: string
  article_id: string
  author_id: string
  state: 'open' | 'closed'
  severity: number
  received_at: string
  first_seen_at: string | null
  body_rev: number
  dec_rev: number
  url: string
  posted_at: string
  edited_at: string | null
  deleted_by_author: number
  position: number
  total: number
  neighbours: string
  reopened: Reopened | null
  report_count: number
  open_count: number
  readers: number
  /** What the case adds to its title's digest. */
  mark: number
  seq: number
}

export interface DigestTable {
  site_id: string
  cases: number
  sum: number
}

export interface RevisionTable {
  site_id: string
  case_id: string
  body_rev: number
  body: string | null
  salt: string | null
  body_commit: string
  read_at: string
}

export interface ReportTable {
  site_id: string
  report_id: string
  case_id: string
  channel: string
  rule: string | null
  severity: number
  words: string
  words_salt: string
  spans: string
  body_rev: number
  received_at: string
  ingested_at: string
  reader: string
  answered_by: string | null
}

export interface ReportIdentityTable {
  site_id: string
  report_id: string
  platform_report_id: string
  reporter: string
  email: string | null
}

export interface DecisionTable {
  site_id: string
  op_id: string
  case_id: string
  author_id: string
  dec_rev: number
  verb: Verb
  ground_kind: 'rule' | 'outcome'
  ground_terms: string
  ground_code: string
  cuts: string
  restores: string | null
  undone_by: string | null
  body_rev: number
  body_commit: string
  answers: string
  staff_id: string | null
  device_id: string | null
  made_at: string
  settled_at: string
  log_n: number
  publication: PublicationState
  published_at: string | null
  receipt: string | null
  /** 1 where a lead made it. */
  by_lead: number
  /** Of a ruling: the decisions it lifts. */
  lifts: string | null
}

export interface NoteTable {
  site_id: string
  op_id: string
  text: string
  salt: string
}

export interface EscalationTable {
  site_id: string
  op_id: string
  case_id: string
  question: string | null
  question_salt: string | null
  staff_id: string
  asked_at: string
  hides: string | null
  log_n: number
  answer_op_id: string | null
  answer: string | null
  answer_salt: string | null
  answered_by: string | null
  answered_at: string | null
}

export interface ClaimTable {
  site_id: string
  case_id: string
  staff_id: string
  device_id: string
  taken_at: string
  ends_at: string
  /** 1 of a short look, which is not on the log. */
  look: number
}

export interface LogTable {
  n: number
  text: string
  hash: string
}

export interface JobTable {
  site_id: string
  kind: 'ingest' | 'publish' | 'publish-terms' | 'tell'
  key: string
  case_id: string | null
  rank: number
  due_at: string
  attempts: number
  lease_by: string | null
  lease_until: string | null
}

export interface GoneTable {
  site_id: string
  what: 'case' | 'article' | 'author'
  id: string
  why: 'erased' | 'scope'
  gone_at: string
  seq: number
}

export interface Tables {
  head: HeadTable
  desk_key: KeyTable
  site: SiteTable
  staff: StaffTable
  device: DeviceTable
  session: SessionTable
  sign_in_failure: SignInFailureTable
  terms: TermsTable
  word_list: WordListTable
  article: ArticleTable
  author: AuthorTable
  case_file: CaseTable
  digest: DigestTable
  revision: RevisionTable
  report: ReportTable
  report_identity: ReportIdentityTable
  decision: DecisionTable
  note: NoteTable
  author_note: AuthorNoteTable
  mute: MuteTable
  muted_report: MutedReportTable
  escalation: EscalationTable
  claim: ClaimTable
  hand: HandTable
  own_entry: OwnEntryTable
  op_answer: OpAnswerTable
  set_aside: SetAsideTable
  contest: ContestTable
  ruling: RulingTable
  notice_templates: NoticeTemplatesTable
  notice_reason: NoticeReasonTable
  notice: NoticeTable
  notice_delivery: NoticeDeliveryTable
  log_entry: LogTable
  job: JobTable
  gone: GoneTable
  rewrite: RewriteTable
}
