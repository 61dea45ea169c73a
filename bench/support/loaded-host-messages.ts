/** What the bench and the console that it puts under load say to each other. */
import { z } from 'zod'

export const ToHost = z.object({ do: z.enum(['search', 'rest', 'close']) })
export type ToHost = z.infer<typeof ToHost>

export const FromHost = z.discriminatedUnion('told', [
  z.object({ told: z.literal('up'), url: z.string(), canSearch: z.boolean() }),
  z.object({ told: z.literal('rested'), searches: z.int() }),
])
export type FromHost = z.infer<typeof FromHost>
