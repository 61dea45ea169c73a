/** What the core's thread and the thread that searches and checks say to each other. */
import { z } from 'zod'
import { SearchHit } from '../../../shared/contract/models.ts'
import { Problem } from '../../../shared/domain/problem.ts'

const id = z.int()
const Known = z.object({ size: z.int(), head: z.string() })

/** What is searched for; `staffId` says whose search it is. */
export const SearchAsk = z.object({
  ...{ text: z.string(), before: z.int().nullable(), limit: z.int() },
  staffId: z.string(),
})
export type SearchAsk = z.infer<typeof SearchAsk>

export const SearchRequest = z.discriminatedUnion('do', [
  z.object({ ...{ id, do: z.literal('search') }, ...SearchAsk.shape }),
  /** `known`: what the desk once said stands at the end of the log. */
  z.object({ id, do: z.literal('verify'), known: Known.nullable() }),
  /** Whether the file holds together: slow, so asked of a thread of its own. */
  z.object({ id, do: z.literal('check') }),
  z.object({ id, do: z.literal('close') }),
])
export type SearchRequest = z.infer<typeof SearchRequest>

export const Found = z.object({ hits: z.array(SearchHit), more: z.boolean() })
export type Found = z.infer<typeof Found>

export const Verdict = z.object({
  checked: z.int(),
  of: z.int(),
  head: z.string().nullable(),
  wrong: z.object({ n: z.int(), why: z.string() }).nullable(),
})
export type Verdict = z.infer<typeof Verdict>

export const SearchReply = z.object({
  id,
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('found'), found: Found }),
    /** Not the last word yet. */
    z.object({ kind: z.literal('progress'), checked: z.int(), of: z.int() }),
    z.object({ kind: z.literal('checked'), verdict: Verdict }),
    z.object({ kind: z.literal('done') }),
    /** The file does not hold together. */
    z.object({ kind: z.literal('damaged') }),
    z.object({ kind: z.literal('failed'), problem: Problem }),
  ]),
})
export type SearchResult = z.infer<typeof SearchReply>['result']
