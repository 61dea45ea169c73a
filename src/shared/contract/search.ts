/** What can be offered while a search is typed. */
import { z } from 'zod'

/** The most values that are offered at once. */
export const SUGGESTIONS = 8

/** Of which operator, and what is typed of its value. */
export const SuggestAsk = z.strictObject({
  of: z.enum(['author', 'article']),
  typed: z.string().max(100),
})
export type SuggestAsk = z.infer<typeof SuggestAsk>

export const Suggestions = z.object({ values: z.array(z.string()).max(SUGGESTIONS) })
