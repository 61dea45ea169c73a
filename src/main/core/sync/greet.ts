import { type Hello, type LogHead, LIMITS, PROTOCOL } from '../../../shared/desk/desk.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { SyncContext } from './context.ts'

export interface Greeting {
  readonly epoch: string
  /** How many changes to ask for at once. */
  readonly pullMax: number
  readonly pushOps: number
  readonly pushBytes: number
}

/**
 * Says hello: measures the desk's clock (Cristian's method), tells it the last head of its log that
 * was seen here, and notices a new epoch. Then the cursor is forgotten; the journal never is.
 */
export async function greet(context: SyncContext): Promise<Greeting> {
  const { desk, token, clock, journal, cache } = context
  const known = knownHead(context)
  const asked = clock.now()
  const hello = await desk.hello(token, known)
  const offsetMs = Math.round(Date.parse(hello.serverTime) - (asked + clock.now()) / 2)
  refuseUnspeakable(hello)
  refuseShrunk(hello.log, known, context)
  context.sites(hello.sites.map(({ origin }) => origin))
  const { epoch } = cache.read.cursor()
  if (epoch !== null && epoch !== hello.epoch) await cache.forget()
  journal.write(() => {
    journal.keepHello(hello.log, offsetMs)
  })
  const { pullMax, pushOps, pushBytes } = hello.limits
  return {
    epoch: hello.epoch,
    pullMax: Math.max(1, Math.min(LIMITS.pullMax, pullMax)),
    pushOps: Math.max(1, Math.min(LIMITS.pushOps, pushOps)),
    pushBytes: Math.max(1, Math.min(LIMITS.pushBytes, pushBytes)),
  }
}

function knownHead({ journal }: SyncContext): LogHead | undefined {
  const { epoch, logSize, logHead } = journal.facts()
  if (epoch === null || logSize === null || logHead === null) return undefined
  return { epoch, size: logSize, head: logHead }
}

function refuseUnspeakable({ protocol }: Hello): void {
  if (protocol.min <= PROTOCOL.max && protocol.max >= PROTOCOL.min) return
  throw new ProblemError(
    problem('upgrade-required', 'The desk speaks a protocol that this Linesman does not know yet.'),
  )
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
