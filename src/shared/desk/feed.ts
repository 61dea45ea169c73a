/**
 * What the desk sends a console: the newest state of each thing, in the order of its last change.
 * Read loosely by the console (unknown members are dropped), made strictly by the desk.
 */
import { z } from 'zod'
import { Cut } from '../domain/amendment.ts'
import { Revisions } from '../domain/decision.ts'
import { CaseId, OpId, PlatformId, Sha256, SiteId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { ReportId } from '../domain/ids.ts'
import { Report } from '../domain/report.ts'
import { Ground, Severity, Terms, Verb } from '../domain/terms.ts'
import { MendedText } from '../domain/text.ts'
import { Neighbour } from '../platform/platform.ts'
import { AuthorRecord } from './author.ts'
import { Contest, OlderText } from './contest.ts'
import { WordsItem } from './word-list.ts'
import { NoticesItem, Told } from './notices.ts'
import { Handed } from './hand.ts'

/** Where a settled decision stands on its way to the site. */
export const PublicationState = z.enum(['due', 'publishing', 'published', 'overtaken', 'failed'])
export type PublicationState = z.infer<typeof PublicationState>

/** A settled decision as every console sees it. */
export const SettledDecision = z.object({
  opId: OpId,
  decRev: z.int().min(1),
  verb: Verb,
  ground: Ground,
  cuts: z.array(Cut),
  restores: OpId.nullable(),
  bodyRev: z.int().min(1),
  answers: z.array(ReportId),
  by: z.object({ id: StaffId.or(z.literal('desk')), name: z.string() }),
  at: Instant,
  publication: PublicationState,
  publishedAt: Instant.nullable(),
  /**
   * Of a lead's ruling alone: the decisions that stand no more since, as if a restore named each. A
   * keep that rules shows what is left when they are gone.
   */
  lifts: z.array(OpId).optional(),
  /** Whom its notices have reached; left out of what was decided before there were any. */
  told: Told.optional(),
})
export type SettledDecision = z.infer<typeof SettledDecision>

/** A question to a lead about a case, and its answer once there is one. */
export const Escalation = z.object({
  opId: OpId,
  question: z.string(),
  by: z.object({ id: StaffId, name: z.string() }),
  at: Instant,
  /** The delete that hides the comment until it is answered, or null. */
  hides: OpId.nullable(),
  answer: z
    .object({
      opId: OpId,
      words: z.string(),
      by: z.object({ id: StaffId, name: z.string() }),
      at: Instant,
    })
    .nullable(),
})
export type Escalation = z.infer<typeof Escalation>

/** Who has taken a case, and until when by the desk's clock. One whose time is up counts for nothing. */
export const Claim = z.object({
  by: z.object({ id: StaffId, name: z.string() }),
  until: Instant,
  /** Whether it is a short look: they have the case open, and have not said that they take it. */
  look: z.boolean().default(false),
})
export type Claim = z.infer<typeof Claim>

const item = { seq: z.int().min(1) }

/** The most reports sent with a case; `reportCount` says how many there are. */
export const MAX_REPORTS_SENT = 200

export const CaseItem = z.object({
  t: z.literal('case'),
  ...item,
  /** The desk's running number: newest is highest, and the key of the console's rows. */
  no: z.int().min(1),
  caseId: CaseId,
  siteId: SiteId,
  /** `closed` is answered by hand or moot: decided, or deleted by its author. */
  state: z.enum(['open', 'closed']),
  severity: Severity,
  /** When the earliest open report came (of a closed case: the earliest of all). */
  receivedAt: Instant,
  firstSeenAt: Instant.nullable(),
  revisions: Revisions,
  comment: z.object({
    id: PlatformId,
    articleId: PlatformId,
    authorId: PlatformId,
    authorName: z.string(),
    body: MendedText,
    salt: Sha256,
    bodyCommit: Sha256,
    postedAt: Instant,
    editedAt: Instant.nullable(),
    url: z.string(),
    deletedByAuthor: z.boolean(),
    position: z.int(),
    total: z.int(),
  }),
  reportCount: z.int().min(0),
  openReportCount: z.int().min(0),
  /** Distinct readers among the open reports. */
  readers: z.int().min(0),
  /** Open reports first, then the newest; at most MAX_REPORTS_SENT. */
  reports: z.array(Report),
  neighbours: z.array(Neighbour),
  decisions: z.array(SettledDecision),
  /** Questions to a lead, the newest last. The case is escalated while the last has no answer. */
  escalations: z.array(Escalation).default([]),
  /** Why the case is back although it was decided, or null. */
  reopened: z.enum(['new-report', 'edited', 'overtaken', 'unanswered']).nullable(),
  /** Decisions on it that were not applied, the newest last: the open ones, and those of 90 days. */
  contests: z.array(Contest).default([]),
  /** The texts that those decisions and the ones they met were made on, but for the current one. */
  olderTexts: z.array(OlderText).default([]),
  /** Who has taken it, or null. When its time is up there comes no new row: compare `until`. */
  claim: Claim.nullable().default(null),
  /** To whom it was handed, or null. */
  handed: Handed.nullable().default(null),
})
export type CaseItem = z.infer<typeof CaseItem>

export const ArticleItem = z.object({
  t: z.literal('article'),
  ...item,
  siteId: SiteId,
  articleId: PlatformId,
  title: z.string(),
  slug: z.string(),
  url: z.string(),
  publishedAt: Instant,
  paragraph: z.string(),
})
export type ArticleItem = z.infer<typeof ArticleItem>

export const AuthorItem = z.object({
  t: z.literal('author'),
  ...item,
  siteId: SiteId,
  authorId: PlatformId,
  name: z.string(),
  since: Instant.nullable(),
  counts: z.object({ keep: z.int(), amend: z.int(), delete: z.int(), restore: z.int() }),
  /** The newest, at most 20. */
  decisions: z.array(
    z.object({ opId: OpId, caseId: CaseId, verb: Verb, ground: Ground, at: Instant }),
  ),
  /** What those and all before them come to; left out by a desk of before it was told. */
  record: AuthorRecord.optional(),
})
export type AuthorItem = z.infer<typeof AuthorItem>

export const TermsItem = z.object({ t: z.literal('terms'), ...item, siteId: SiteId, terms: Terms })
export type TermsItem = z.infer<typeof TermsItem>

/** A row that has left: erased, or out of what this person may see. */
export const GoneItem = z.object({
  t: z.literal('gone'),
  ...item,
  what: z.enum(['case', 'article', 'author']),
  id: z.string(),
  why: z.enum(['erased', 'scope']),
})
export type GoneItem = z.infer<typeof GoneItem>

export const FeedItem = z.discriminatedUnion('t', [
  CaseItem,
  ArticleItem,
  AuthorItem,
  TermsItem,
  WordsItem,
  NoticesItem,
  GoneItem,
])
export type FeedItem = z.infer<typeof FeedItem>
