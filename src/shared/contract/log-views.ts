/** The log as the renderer is shown it. */
import { z } from 'zod'
import { CaseId, Sha256 } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Entry } from '../domain/log-entry.ts'
import { Verb } from '../domain/terms.ts'
import { CaseNo } from './models.ts'

/** Which entries of the log are listed. Every part that is not null narrows it. */
export const LogFilter = z.strictObject({
  actor: z.string().max(80).nullable(),
  rule: z.string().max(40).nullable(),
  verb: Verb.nullable(),
  articleId: z.string().max(128).nullable(),
  caseId: CaseId.nullable(),
  from: Instant.nullable(),
  to: Instant.nullable(),
})
export type LogFilter = z.infer<typeof LogFilter>

/** An entry of the log with what its pseudonyms and ids stand for, as far as this console knows. */
export const LogLine = z.object({
  n: z.int().min(1),
  entry: Entry,
  actorName: z.string(),
  no: CaseNo.nullable(),
  authorName: z.string().nullable(),
  articleTitle: z.string().nullable(),
})
export type LogLine = z.infer<typeof LogLine>

/** One entry whole: its exact text, its hashes, and the comment's text as the person saw it. */
export const LogDetail = z.object({
  line: LogLine,
  text: z.string(),
  hash: Sha256,
  /** Null where the entry before is not here: of a person's own entries, most are not. */
  previous: Sha256.nullable(),
  /** The text the entry commits to. `proved` says whether it matches the commitment. */
  seen: z.object({ bodyRev: z.int(), body: z.string(), proved: z.boolean() }).nullable(),
  /** Why there is no text to show, in words, or null. */
  unseen: z.string().nullable(),
})
export type LogDetail = z.infer<typeof LogDetail>

/** How a check of the log's copy on this console stands. */
export const LogCheck = z.object({
  state: z.enum(['never', 'checking', 'unbroken', 'broken']),
  checked: z.int().min(0),
  of: z.int().min(0),
  head: Sha256.nullable(),
  at: Instant.nullable(),
  /** Of a broken log: the first entry that is wrong, and why. */
  wrong: z.object({ n: z.int(), why: z.string() }).nullable(),
  /** Whether this console holds the whole log (a lead's) or a person's own entries. */
  whole: z.boolean(),
})
export type LogCheck = z.infer<typeof LogCheck>
