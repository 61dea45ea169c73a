/** What the bench and the console that it puts under load say to each other. */
import { z } from 'zod'

export const ToHost = z.object({ do: z.enum(['search', 'rest', 'heap', 'close']) })
export type ToHost = z.infer<typeof ToHost>

export const FromHost = z.discriminatedUnion('told', [
  z.object({ told: z.literal('up'), url: z.string(), canSearch: z.boolean() }),
  z.object({ told: z.literal('rested'), searches: z.int() }),
  /** What is in use on the core's own thread after a forced collection, once nothing waits. */
  z.object({ told: z.literal('heap'), bytes: z.int() }),
])
export type FromHost = z.infer<typeof FromHost>
