/**
 * The log's entry format, final from the first day. The envelope never changes; a new kind may be
 * added, an old one is never changed. It holds ids, pseudonyms, numbers and commitments only: no
 * comment text, no note, no name, so that erasing those leaves the chain whole.
 */
import { z } from 'zod'
import { PlainCut } from './amendment.ts'
import { Revisions } from './decision.ts'
import {
  CaseId,
  DeviceId,
  Epoch,
  NoticeDeliveryId,
  NoticeId,
  OpId,
  PlatformId,
  ReaderId,
  ReportId,
  Sha256,
  SiteId,
  StaffId,
} from './ids.ts'
import { Instant } from './instant.ts'
import { NoticesVersion, NoticeTo } from './notice-templates.ts'
import { Role } from './permission.ts'
import { Channel } from './report.ts'
import { Ground, RuleCode, Verb } from './terms.ts'

/** Who did it: a member of staff by pseudonym, or the desk itself. */
const Actor = z.union([StaffId, z.literal('desk')])

/** When a person acted, as far as anyone can know: the device's claim and the desk's estimate. */
const MadeAt = z.strictObject({
  claimed: Instant,
  estimated: Instant,
  /** The device's own counter, which orders what one device did. */
  n: z.int().min(1),
})

const decision = {
  opId: OpId,
  caseId: CaseId,
  verb: Verb,
  ground: Ground,
  cuts: z.array(PlainCut),
  restores: OpId.nullable(),
  noteCommit: Sha256.nullable(),
  expect: Revisions,
  answers: z.array(ReportId),
  bodyCommit: Sha256,
  made: MadeAt,
}

const notice = {
  noticeId: NoticeId,
  /** The one delivery, of those to each person; null of the author's page. */
  deliveryId: NoticeDeliveryId.nullable(),
  opId: OpId,
  caseId: CaseId,
}

/** What each kind of entry says. */
export const entryKinds = {
  'epoch.began': z.strictObject({
    parent: z.strictObject({ epoch: Epoch, size: z.int(), head: Sha256 }).nullable(),
    why: z.enum(['first', 'restored']),
  }),
  'staff.added': z.strictObject({ staffId: StaffId, role: Role }),
  'staff.changed': z.strictObject({ staffId: StaffId, role: Role, active: z.boolean() }),
  'device.signed-in': z.strictObject({ staffId: StaffId, deviceId: DeviceId }),
  'device.revoked': z.strictObject({ deviceId: DeviceId, why: z.enum(['signed-out', 'revoked']) }),
  'terms.published': z.strictObject({ terms: z.string(), version: z.string(), textHash: Sha256 }),
  /** A title's word list was put in the place of the one before: how long it is, and its hash. */
  'words.imported': z.strictObject({ entries: z.int(), textHash: Sha256 }),
  'case.opened': z.strictObject({ caseId: CaseId, commentId: PlatformId, severity: z.int() }),
  'report.received': z.strictObject({
    reportId: ReportId,
    caseId: CaseId,
    channel: Channel,
    rule: RuleCode.nullable(),
    receivedAt: Instant,
    ingestedAt: Instant,
    wordsCommit: Sha256,
  }),
  'report.answered-by-standing': z.strictObject({ reportId: ReportId, caseId: CaseId, opId: OpId }),
  'comment.revised': z.strictObject({
    caseId: CaseId,
    bodyRev: z.int(),
    bodyCommit: Sha256,
    by: z.enum(['author', 'author-deleted']),
  }),
  'case.seen': z.strictObject({ opId: OpId, caseId: CaseId, made: MadeAt }),
  'decision.applied': z.strictObject({ ...decision, decRev: z.int() }),
  'decision.refused': z.strictObject({
    ...decision,
    why: z.enum(['decided', 'edited', 'gone', 'set-aside', 'rejected']),
    standing: z
      .strictObject({ opId: OpId.nullable(), bodyRev: z.int(), decRev: z.int() })
      .nullable(),
    sameOutcome: z.boolean(),
  }),
  'case.escalated': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    questionCommit: Sha256,
    hides: OpId.nullable(),
    expect: Revisions,
    bodyCommit: Sha256,
    made: MadeAt,
  }),
  'escalation.answered': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    escalation: OpId,
    wordsCommit: Sha256,
    made: MadeAt,
  }),
  'case.raised': z.strictObject({ opId: OpId, caseId: CaseId, reportId: ReportId, made: MadeAt }),
  /** A case handed on: to a colleague, or (null) to whoever is next. */
  'case.handed': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    to: StaffId.nullable(),
    wordsCommit: Sha256.nullable(),
    made: MadeAt,
  }),
  /** What somebody sent who had lost the right: kept whole for a lead, and nothing was done. */
  'op.set-aside': z.strictObject({
    opId: OpId,
    op: z.enum(['escalate', 'answer', 'raise']),
    caseId: CaseId.nullable(),
    why: z.enum(['device-revoked', 'right-lost']),
    made: MadeAt,
  }),
  /** A note about the author of the case, who may ask to see it. */
  'author.noted': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    textCommit: Sha256,
    made: MadeAt,
  }),
  'note.set-aside': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    why: z.enum(['device-revoked', 'right-lost']),
    made: MadeAt,
  }),
  /** Somebody looked who these readers are, who reported this case. */
  'reporters.identified': z.strictObject({ caseId: CaseId, readers: z.array(ReaderId) }),
  /** From now on reports of this reader are set aside, until an instant of the desk's clock. */
  'reader.muted': z.strictObject({
    opId: OpId,
    reader: ReaderId,
    until: Instant,
    reasonCommit: Sha256,
  }),
  'reader.unmuted': z.strictObject({ opId: OpId, mute: OpId, reader: ReaderId }),
  /** A report that was received is set aside: the case has not changed by it. */
  'report.set-aside': z.strictObject({ reportId: ReportId, caseId: CaseId, mute: OpId }),
  /** Cases taken until an instant of the desk's clock; `alone`: the taker said nobody else is there. */
  'claims.taken': z.strictObject({
    opId: OpId,
    caseIds: z.array(CaseId),
    until: Instant,
    alone: z.boolean(),
  }),
  /** Cases taken over from whoever had them. */
  'claims.overridden': z.strictObject({
    opId: OpId,
    cases: z.array(z.strictObject({ caseId: CaseId, from: StaffId })),
    until: Instant,
    reasonCommit: Sha256,
  }),
  'claims.given-back': z.strictObject({ opId: OpId, caseIds: z.array(CaseId) }),
  /** A decision that was not applied, and the desk's own that stands until a lead rules. */
  'contest.began': z.strictObject({
    caseId: CaseId,
    opId: OpId,
    first: OpId.nullable(),
    interim: OpId.nullable(),
  }),
  /** A lead's ruling, by the decision `opId`, on decisions that met others. */
  'contest.ruled': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    contests: z.array(z.strictObject({ opId: OpId, first: OpId.nullable() })),
    wordsCommit: Sha256,
  }),
  'publication.published': z.strictObject({ opId: OpId, caseId: CaseId, receipt: z.string() }),
  'publication.overtaken': z.strictObject({ opId: OpId, caseId: CaseId, bodyRev: z.int() }),
  'publication.failed': z.strictObject({ opId: OpId, caseId: CaseId, attempts: z.int() }),
  'templates.published': z.strictObject({
    templates: z.string(),
    version: NoticesVersion,
    textHash: Sha256,
  }),
  /** The line of its maker's own that a decision came with, applied or refused. */
  'decision.reasoned': z.strictObject({ opId: OpId, caseId: CaseId, reasonCommit: Sha256 }),
  /** What a decision's author and complainants are to be told, by which template. */
  'notice.written': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    notices: z.array(
      z.strictObject({
        noticeId: NoticeId,
        to: NoticeTo,
        template: z.string(),
        version: NoticesVersion,
        textCommit: Sha256,
      }),
    ),
  }),
  /** Somebody was told: the author on their page, a complainant by post of whichever kind. */
  'notice.sent': z.strictObject({ ...notice, via: z.enum(['page', 'mail', 'file']) }),
  'notice.failed': z.strictObject({
    ...notice,
    attempts: z.int(),
    why: z.enum(['no-address', 'refused', 'given-up']),
  }),
  /** The decision never came to the site, so nobody is told of it. */
  'notice.withdrawn': z.strictObject({
    opId: OpId,
    caseId: CaseId,
    noticeIds: z.array(NoticeId),
  }),
  /** The words of the paper's own that an amend came with, applied or refused. */
  'decision.rewritten': z.strictObject({ opId: OpId, caseId: CaseId, wordsCommit: Sha256 }),
} as const satisfies Record<string, z.ZodType>

export type EntryKind = keyof typeof entryKinds
export type EntryData<K extends EntryKind> = z.infer<(typeof entryKinds)[K]>

const kinds = Object.keys(entryKinds) as [EntryKind, ...EntryKind[]]

/** The envelope around every entry. */
export const Entry = z.strictObject({
  v: z.literal(1),
  n: z.int().min(1),
  epoch: Epoch,
  /** The title it concerns, or null of what concerns the whole desk. */
  site: SiteId.nullable(),
  at: Instant,
  actor: Actor,
  device: DeviceId.nullable(),
  kind: z.enum(kinds),
  data: z.record(z.string(), z.json()),
})
export type Entry = z.infer<typeof Entry>
