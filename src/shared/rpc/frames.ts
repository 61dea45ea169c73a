import { z } from 'zod'
import { Problem } from '../domain/problem.ts'

/** What the renderer's end may say. */
export const Call = z.strictObject({
  k: z.literal('call'),
  id: z.int().min(1),
  method: z.string().max(60),
  input: z.unknown(),
})

/** What the core's end may say. */
export const Reply = z.discriminatedUnion('k', [
  z.object({ k: z.literal('ok'), id: z.int(), output: z.unknown() }),
  z.object({ k: z.literal('no'), id: z.int(), problem: Problem }),
  z.object({ k: z.literal('event'), name: z.string(), payload: z.unknown() }),
])
export type Reply = z.infer<typeof Reply>

/** A frame as JSON, or undefined where it is none. */
export function parseFrame(frame: string): unknown {
  try {
    const parsed: unknown = JSON.parse(frame)
    return parsed
  } catch {
    return undefined
  }
}
