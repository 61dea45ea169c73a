/** What the core's thread and the thread that writes the cache say to each other. */
import { z } from 'zod'
import { Problem } from '../../../shared/domain/problem.ts'
import { PageOutcome } from './page-outcome.ts'
import { LogOutcome, LogRequest } from './log-copy.ts'

export const CacheRequest = z.discriminatedUnion('do', [
  z.object({ id: z.int(), do: z.literal('apply'), body: z.instanceof(ArrayBuffer) }),
  /** Checks the next few cases. */
  z.object({ id: z.int(), do: z.literal('check') }),
  z.object({ id: z.int(), do: z.literal('forget'), epoch: z.string().nullable() }),
  z.object({ id: z.int(), do: z.literal('log'), request: LogRequest }),
  /** Sets the file aside and begins a new one. */
  z.object({ id: z.int(), do: z.literal('remake') }),
  z.object({ id: z.int(), do: z.literal('close') }),
])
export type CacheRequest = z.infer<typeof CacheRequest>

/** While a page is written: the cursor that follows it, for whoever wants to ask for the next already. */
const Following = z.object({ id: z.int(), following: z.string() })

const Ending = z.object({
  id: z.int(),
  result: z.discriminatedUnion('kind', [
    ...PageOutcome.options,
    z.object({ kind: z.literal('done') }),
    z.object({
      kind: z.literal('checked'),
      unsound: z.array(z.string()),
      isLast: z.boolean(),
    }),
    z.object({ kind: z.literal('log'), outcome: LogOutcome }),
    /** The file is damaged: it must be remade. */
    z.object({ kind: z.literal('damaged') }),
    z.object({ kind: z.literal('failed'), problem: Problem }),
  ]),
})
export const CacheReply = z.union([Ending, Following])
export type CacheReply = z.infer<typeof CacheReply>
export type CacheResult = z.infer<typeof Ending>['result']

/** The id of the reply that says the file is open. */
export const OPENED = 0
