import { z } from 'zod'

/** A case whose place in the queue may be another now. */
export const QueuePlace = z.object({ no: z.int(), open: z.boolean() })
export type QueuePlace = z.infer<typeof QueuePlace>

/** What became of a page. */
export const PageOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('applied'),
    places: z.array(QueuePlace),
    /** Cases that have left. */
    gone: z.array(z.int()),
    /** Cases of which something beside the case itself changed. */
    beside: z.array(z.int()),
    terms: z.boolean(),
    /** Whether any burst is another now. */
    bursts: z.boolean(),
    words: z.boolean(),
    more: z.boolean(),
    left: z.int(),
    have: z.int(),
    epoch: z.string(),
    /** After the last page: titles whose cases here are not what the desk says they come to. */
    drifted: z.array(z.string()).optional(),
  }),
  /** The page does not follow from what is here: a late one or a second copy. Nothing changed. */
  z.object({ kind: z.literal('stale') }),
  /** The page is of another history of the desk. Nothing changed. */
  z.object({ kind: z.literal('other-epoch'), epoch: z.string() }),
  /** It is not a page at all. Nothing changed. */
  z.object({ kind: z.literal('nonsense'), why: z.string() }),
])
export type PageOutcome = z.infer<typeof PageOutcome>
