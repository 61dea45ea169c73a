/** What the bench and the thread of its peer say to each other. */
import { z } from 'zod'

/** What the thread is started with. */
export const Wanted = z.object({
  corpus: z.object({ seed: z.int(), cases: z.int().min(1), open: z.int().min(0) }),
  /** Whether every page of the corpus is made before it listens. */
  prepare: z.boolean(),
})
export type Wanted = z.infer<typeof Wanted>

export const Asked = z.discriminatedUnion('do', [
  /** Makes so many changes, then tells whoever listens that there is something new. */
  z.object({ do: z.literal('stir'), count: z.int().min(1) }),
  z.object({ do: z.literal('close') }),
])
export type Asked = z.infer<typeof Asked>

export const Told = z.discriminatedUnion('told', [
  z.object({ told: z.literal('listening'), url: z.string() }),
  /** A console asked for what follows the last page. */
  z.object({ told: z.literal('drained') }),
])
export type Told = z.infer<typeof Told>
