import { type Hello, type LogHead, LIMITS } from '../../../shared/desk/desk.ts'
import { may } from '../../../shared/domain/permission.ts'
import { type Problem, problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { SyncContext } from './context.ts'

export interface Greeting {
  readonly epoch: string
  /** How many changes to ask for at once. */
  readonly pullMax: number
  readonly pushOps: number
  readonly pushBytes: number
  /** What to say where the desk lost history since it was last greeted, or null. */
  readonly restored: Problem | null
}

/**
 * Says hello: measures the desk's clock (Cristian's method), tells it the last head of its log that
 * was seen here, and notices a new epoch. Then the cursor is forgotten; the journal never is.
 */
export async function greet(context: SyncContext): Promise<Greeting> {
  const { desk, token, clock, deskClock, journal, cache } = context
  const known = knownHead(context)
  const asked = clock.monotonic()
  const hello = await desk.hello(token, known, journal.facts().mark ?? cache.read.cursor().cursor)
  const underWay = (clock.monotonic() - asked) / 2
  const offsetMs = deskClock.met(Date.parse(hello.serverTime) + underWay)
  refuseShrunk(hello.log, known, context)
  context.sites(hello.sites.map(({ origin }) => origin))
  const restored = saidOfRestore(hello, known, context)
  const { epoch } = cache.read.cursor()
  if (epoch !== null && epoch !== hello.epoch) await cache.forget(hello.epoch)
  journal.write(() => {
    journal.keepHello(hello.log, offsetMs)
    journal.keepMark(hello.mark)
  })
  const { pullMax, pushOps, pushBytes } = hello.limits
  return {
    epoch: hello.epoch,
    pullMax: Math.max(1, Math.min(LIMITS.pullMax, pullMax)),
    pushOps: Math.max(1, Math.min(LIMITS.pushOps, pushOps)),
    pushBytes: Math.max(1, Math.min(LIMITS.pushBytes, pushBytes)),
    restored,
  }
}

/** Keeps in the device's log what was known of the old history; the sentence is by who reads it. */
function saidOfRestore(
  { epoch, staff, log: now }: Hello,
  known: LogHead | undefined,
  { log }: SyncContext,
): Problem | null {
  if (known === undefined || known.epoch === epoch) return null
  log.error('epoch-changed', { known, now })
  if (!may(staff.role, 'log.read'))
    return problem(
      'desk-restored',
      'The desk was put back from a backup. Your decisions are safe on this device; what it lost is sent again.',
    )
  return problem(
    'history-lost',
    `The desk was put back from a backup and lost part of its history: its log goes on under a new name after entry ${now.size}, or a little before. Consoles send again what they still have. Tell whoever keeps the desk.`,
  )
}

function knownHead({ journal }: SyncContext): LogHead | undefined {
  const { epoch, logSize, logHead } = journal.facts()
  if (epoch === null || logSize === null || logHead === null) return undefined
  return { epoch, size: logSize, head: logHead }
}

/** A log that is shorter than it was, under the same name, has been tampered with or cut. */
function refuseShrunk(now: LogHead, known: LogHead | undefined, { log }: SyncContext): void {
  if (!known || !isForked(known, now)) return
  log.error('log-forked', { known, now })
  throw new ProblemError(
    problem(
      'desk-nonsense',
      `The desk’s log no longer holds entry ${known.size}, which it had. Tell whoever keeps the desk.`,
    ),
  )
}

/** Whether the head of a log contradicts the one that was known of the same history. */
export function isForked(known: LogHead, now: LogHead): boolean {
  if (known.epoch !== now.epoch) return false
  return now.size < known.size || (now.size === known.size && now.head !== known.head)
}
