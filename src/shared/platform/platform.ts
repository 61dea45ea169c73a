/**
 * The platform port: what the desk asks of the place where comments live, and what it is answered.
 * The sample paper speaks it over HTTP; a connector for another platform speaks it too.
 *
 *   GET  {base}/platform/v1/hello                           → PlatformHello
 *   GET  {base}/platform/v1/events?after=&limit=&wait=       → EventPage      (wait in seconds, ≤ 25)
 *   GET  {base}/platform/v1/comments/{id}                    → CommentInPlace | 404
 *   PUT  {base}/platform/v1/decisions/{decisionId}           PublishedDecision → Receipt | 409 Overtaken
 *   PUT  {base}/platform/v1/terms                            Terms → 204
 *   PUT  {base}/platform/v1/articles/{id}/thread             ThreadState → 204
 *   PUT  {base}/platform/v1/authors/{id}/suspension          Suspension → 204
 *
 * Every call carries `Authorization: Bearer KEY`. Every refusal is `{ problem: Problem }`. Every write
 * is idempotent: the same decision id gets the same receipt, whatever happened in between.
 */
import { z } from 'zod'
import { TokenCut } from '../domain/amendment.ts'
import { OpId, PlatformId, SiteId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { MendedText, Span } from '../domain/text.ts'
import { Verb } from '../domain/terms.ts'

export const PlatformHello = z.object({
  platform: z.string().min(1).max(60),
  site: z.object({ id: SiteId, title: z.string().min(1).max(120), origin: z.url() }),
  serverTime: Instant,
})
export type PlatformHello = z.infer<typeof PlatformHello>

const event = { at: Instant, commentId: PlatformId, bodyRev: z.int().min(1) }

/** Something about a comment that the desk must know: a report, or a change to a reported comment. */
export const PlatformEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('report'),
    ...event,
    reportId: PlatformId,
    /** The rule's code, or null for *something else*. */
    rule: z.string().max(20).nullable(),
    words: MendedText,
    spans: z.array(Span).max(50),
    /** One reader, one value: enough to count readers, not to know them. */
    reporter: PlatformId,
    email: z.string().max(254).nullable(),
  }),
  z.object({ type: z.literal('edited'), ...event }),
  z.object({ type: z.literal('author-deleted'), ...event }),
])
export type PlatformEvent = z.infer<typeof PlatformEvent>

/** Events in the order they happened. `next` is opaque and is passed back as `after`. */
export const EventPage = z.object({
  events: z.array(PlatformEvent),
  next: z.string().max(200),
  more: z.boolean(),
})
export type EventPage = z.infer<typeof EventPage>

const PlatformAuthor = z.object({
  id: PlatformId,
  name: z.string().min(1).max(80),
  since: Instant.nullable(),
})

/** A comment near the reported one: context, never for review. */
export const Neighbour = z.object({
  commentId: PlatformId,
  authorName: z.string().min(1).max(80),
  body: MendedText,
  postedAt: Instant,
  where: z.enum(['parent', 'before', 'after', 'reply']),
  shown: z.enum(['as-written', 'amended', 'removed']),
})
export type Neighbour = z.infer<typeof Neighbour>

/** A comment with all that is needed to judge it. */
export const CommentInPlace = z.object({
  comment: z.object({
    id: PlatformId,
    author: PlatformAuthor,
    body: MendedText,
    bodyRev: z.int().min(1),
    postedAt: Instant,
    editedAt: Instant.nullable(),
    url: z.url(),
    deletedByAuthor: z.boolean(),
    /** The comment's place in the thread, from 1, and how many there are. */
    position: z.int().min(1),
    total: z.int().min(1),
  }),
  article: z.object({
    id: PlatformId,
    title: z.string().min(1).max(300),
    slug: z.string().min(1).max(60),
    url: z.url(),
    publishedAt: Instant,
    /** The paragraph the thread is about, or the article's first. */
    paragraph: z.string().max(4000),
  }),
  neighbours: z.array(Neighbour).max(12),
})
export type CommentInPlace = z.infer<typeof CommentInPlace>

/** A settled decision as the platform is asked to show it. */
export const PublishedDecision = z.object({
  commentId: PlatformId,
  verb: Verb,
  /** The revision it was made on; the platform refuses any other. */
  expectRev: z.int().min(1),
  cuts: z.array(TokenCut),
  /** The rule's or outcome's title, as readers and the author see it. */
  ground: z.object({ code: z.string(), title: z.string(), terms: z.string() }),
  decidedAt: Instant,
  /** What is shown to the author on their own page. */
  notice: z.string().max(4000),
})
export type PublishedDecision = z.infer<typeof PublishedDecision>

/** The platform's proof that it shows the decision. */
export const Receipt = z.object({
  receipt: z.string().min(1).max(200),
  at: Instant,
  decisionId: OpId,
})
export type Receipt = z.infer<typeof Receipt>

/** The author edited or deleted in between: the decision was not applied. */
export const Overtaken = z.object({ overtaken: z.object({ bodyRev: z.int().min(1) }) })
export type Overtaken = z.infer<typeof Overtaken>

export const ThreadState = z.object({ closed: z.boolean() })
export const Suspension = z.object({ until: Instant.nullable(), why: z.string().max(400) })
