/** Waits until the desk has taken in what the paper has, so that the console opens on a queue. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { StartFailure } from './start-failure.ts'

const POLL_MS = 200
/** So many looks without a change mean that nothing more is on its way. */
const QUIET_LOOKS = 5
const PATIENCE_MS = 60_000

const Readiness = z.object({
  status: z.string(),
  database: z.object({ seq: z.int().optional() }),
})

/** The desk's running number, or undefined while it is not ready. */
async function look(desk: string, signal: AbortSignal): Promise<number | undefined> {
  const response = await fetch(new URL('/readyz', desk), {
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  })
  const { status, database } = Readiness.parse(await response.json())
  return status === 'ready' ? database.seq : undefined
}

/** Resolves when the desk has reached the paper and its running number has come to rest. */
export async function firstReports(desk: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  let last: number | undefined
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    if (performance.now() > until)
      throw new StartFailure('The desk did not come to rest within a minute; see desk.log.')
    const now = await look(desk, signal)
    quiet = now !== undefined && now === last ? quiet + 1 : 0
    last = now
    await wait(POLL_MS, undefined, { signal })
  }
}
