/**
 * The HTTP contract between console and desk.
 *
 * The addresses are in `routes.ts`. Every call but the first carries `Authorization: Bearer TOKEN` and `Linesman-Protocol`. Every
 * refusal is `{ problem: Problem }` with the status that `statusOf` gives its code.
 */
import { z } from 'zod'
import { DeviceId, Epoch, Mark, Sha256, SiteId, StaffId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Role } from '../domain/permission.ts'
import { Problem, type ProblemCode } from '../domain/problem.ts'
import { MendedText } from '../domain/text.ts'
import { FeedItem } from './feed.ts'

/** The protocol versions that this code speaks. */
export const PROTOCOL = { min: 1, max: 1 } as const

/** From the oldest to the newest version of the protocol that somebody speaks. */
export const ProtocolRange = z.object({ min: z.int(), max: z.int() })
export type ProtocolRange = z.infer<typeof ProtocolRange>

export const SignIn = z.strictObject({
  name: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  device: z.strictObject({ id: DeviceId, label: z.string().max(80) }),
})
export type SignIn = z.infer<typeof SignIn>

export const Staff = z.object({ id: StaffId, name: z.string(), role: Role })
export type Staff = z.infer<typeof Staff>

export const Session = z.object({ token: z.string().min(20).max(200), staff: Staff })
export type Session = z.infer<typeof Session>

/** The head of the log: what a console remembers so that a cut or a fork is noticed. */
export const LogHead = z.object({ epoch: Epoch, size: z.int().min(0), head: Sha256 })
export type LogHead = z.infer<typeof LogHead>

export const Hello = z.object({
  protocol: ProtocolRange,
  desk: z.object({ name: z.string(), id: z.string().min(4).max(80) }),
  sites: z.array(z.object({ id: SiteId, title: z.string(), origin: z.string() })),
  epoch: Epoch,
  staff: Staff,
  serverTime: Instant,
  limits: z.object({ pullMax: z.int(), pushOps: z.int(), pushBytes: z.int() }),
  log: LogHead,
  /** Where the desk stands, signed: what proves to it later that it was here. */
  mark: Mark.optional(),
})
export type Hello = z.infer<typeof Hello>

/** All cases of a title as one sum of marks (`src/shared/domain/digest.ts`). */
export const Digest = z.object({ siteId: SiteId, cases: z.int().min(0), sum: z.int().min(0) })
export type Digest = z.infer<typeof Digest>

/** A page of changes. It applies only where `from` is the cursor that is stored. */
export const Changes = z.object({
  from: z.string().nullable(),
  next: z.string().max(400),
  more: z.boolean(),
  /** How many items lie beyond this page: for the first sync's progress in words. */
  left: z.int().min(0),
  epoch: Epoch,
  serverTime: Instant,
  items: z.array(FeedItem),
  /** With the last page: what the cases of each title come to once it is applied. */
  digests: z.array(Digest).optional(),
})
export type Changes = z.infer<typeof Changes>

/** The cursor cannot be followed any more: start again without one. */
export const CursorGone = z.object({
  gone: z.enum(['epoch', 'compacted', 'scope']),
  epoch: Epoch,
})
export type CursorGone = z.infer<typeof CursorGone>

/** A push for another epoch: nothing of it was applied. */
export const EpochGone = z.object({ gone: z.literal('epoch'), epoch: Epoch })
export type EpochGone = z.infer<typeof EpochGone>

export const LogPage = z.object({
  log: LogHead,
  entries: z.array(z.object({ n: z.int().min(1), text: z.string(), hash: Sha256 })),
})
export type LogPage = z.infer<typeof LogPage>

/** Names for the pseudonyms in the log. */
export const StaffList = z.object({ staff: z.array(Staff.extend({ active: z.boolean() })) })
export type StaffList = z.infer<typeof StaffList>

/** One revision of a comment, with the salt that proves it is the text a log entry commits to. */
export const Revision = z.object({
  bodyRev: z.int().min(1),
  body: MendedText,
  salt: Sha256,
  bodyCommit: Sha256,
})
export type Revision = z.infer<typeof Revision>

export const Refusal = z.object({
  problem: Problem,
  /** With `upgrade-required`: what the desk speaks, so that the caller can find a common version. */
  protocol: ProtocolRange.optional(),
})

/** Limits that both ends keep. */
export const LIMITS = {
  pullMax: 1000,
  pushOps: 50,
  pushBytes: 2 * 1024 * 1024,
  logMax: 1000,
} as const

/** The longest that a pull is held open for something to happen, in seconds. */
export const LONGEST_WAIT_S = 25

/** The HTTP status that goes with a problem. */
export function statusOf(code: ProblemCode): number {
  const statuses: Partial<Record<ProblemCode, number>> = {
    'signed-out': 401,
    'wrong-password': 401,
    'device-revoked': 401,
    'account-closed': 401,
    'not-permitted': 403,
    'not-found': 404,
    'stale-case': 409,
    'op-reused': 409,
    gone: 410,
    'too-large': 413,
    'upgrade-required': 426,
    'too-many-attempts': 429,
    'desk-busy': 503,
    'platform-unreachable': 503,
    'store-unwritable': 503,
    'store-damaged': 503,
    defect: 500,
  }
  return statuses[code] ?? 400
}
