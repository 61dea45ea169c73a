/** What the bench and a process full of light consoles say to each other. */
import { z } from 'zod'

export const ToConsoles = z.discriminatedUnion('do', [
  /** One console for each token. */
  z.object({ do: z.literal('open'), desk: z.string(), tokens: z.array(z.string()) }),
  /** Tell when each has a page that holds these words. */
  z.object({ do: z.literal('watch'), words: z.string() }),
  z.object({ do: z.literal('close') }),
])
export type ToConsoles = z.infer<typeof ToConsoles>

export const FromConsoles = z.discriminatedUnion('told', [
  /** Every console has all that the desk has, and listens. */
  z.object({ told: z.literal('listening') }),
  /** Every console has the words; when, in milliseconds since 1970, fractions included. */
  z.object({ told: z.literal('shown'), at: z.array(z.number()) }),
  z.object({ told: z.literal('failed'), why: z.string() }),
])
export type FromConsoles = z.infer<typeof FromConsoles>
