/** Cases that came together, to be looked at as one event and decided one by one or together. */
import { z } from 'zod'
import { MAX_BURST } from '../domain/burst.ts'
import { NewDecision } from '../domain/decision.ts'
import { Ground, Verb } from '../domain/terms.ts'

const No = z.int().min(1)

/** The most bursts that are told, the largest first. */
export const MAX_BURSTS = 100

/** One burst: of one author, or on the thread of one article. */
export const Burst = z.object({
  /** The same as long as the burst is the same. */
  id: z.int(),
  of: z.enum(['author', 'article']),
  /** The author's name, or the article's title; empty where it is not here. */
  title: z.string(),
  /** Those that are open, in the order they came. */
  nos: z.array(No).max(MAX_BURST),
  /** How many of it have left the queue already. */
  gone: z.int().min(0),
})
export type Burst = z.infer<typeof Burst>

export const Bursts = z.array(Burst).max(MAX_BURSTS)

/** What is to be done with many cases. Words are cut, and comments restored, one by one alone. */
export const TogetherAsk = z.strictObject({
  nos: z.array(No).min(1).max(MAX_BURST),
  verb: Verb.extract(['keep', 'delete']),
  ground: Ground,
})
export type TogetherAsk = z.infer<typeof TogetherAsk>

/** One of the cases as it would be decided: bound to the text that is shown, or left out and why. */
export const TogetherItem = z.object({
  no: No,
  authorName: z.string(),
  words: z.string(),
  /** Why it is left out, in a sentence; null where it is not. */
  leftOut: z.string().nullable(),
  decision: NewDecision.nullable(),
})
export type TogetherItem = z.infer<typeof TogetherItem>

export const TogetherPreview = z.object({ items: z.array(TogetherItem) })
