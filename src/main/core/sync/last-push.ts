import { LIMITS } from '../../../shared/desk/desk.ts'
import {
  type Problem,
  type ProblemCode,
  problem,
  ProblemError,
} from '../../../shared/domain/problem.ts'
import type { Journal } from '../store/journal.ts'
import type { Push } from './push.ts'

/** What ends this person's session on this device, whatever else they do. */
const ENDS: ReadonlySet<ProblemCode> = new Set(['signed-out', 'device-revoked', 'account-closed'])

/** Whether the desk has ended the session. */
export function endsSession({ code }: Problem): boolean {
  return ENDS.has(code)
}

export interface LastPushNeeds {
  readonly push: Push
  readonly journal: Journal
  /** Lets go of what is held for undo. */
  readonly releaseAll: () => void
  /** How much of this person's the desk may not have yet. */
  readonly waiting: () => number
}

/**
 * The one thing that a revoked device or a closed account may still do: hand in what waits. Answers
 * why the session ends, with what became of it; throws where the desk could not be reached, and then
 * nothing has ended. A session that ran out hands in nothing: it waits for the same person.
 */
export async function handIn(why: Problem, needs: LastPushNeeds): Promise<Problem> {
  if (why.code === 'signed-out') return why
  needs.releaseAll()
  const before = needs.waiting()
  await sendAll(needs)
  const left = needs.waiting()
  if (left > 0)
    throw new ProblemError(problem('desk-busy', 'The desk asks for time before it takes the rest.'))
  return { ...why, message: said(why, before) }
}

async function sendAll({ push, journal }: LastPushNeeds): Promise<void> {
  const { pushOps, pushBytes } = LIMITS
  let { epoch } = journal.facts()
  for (let more = epoch !== null; more && epoch !== null;) {
    const result = await push.run({ epoch, pushOps, pushBytes })
    if (result.type === 'pushed') more = result.more
    else if (result.epoch === epoch) throw new ProblemError(OTHER_EPOCH)
    // Whoever is sent away cannot say hello: that the desk began a new history is told by this.
    else epoch = result.epoch
  }
}

const OTHER_EPOCH = problem('desk-nonsense', 'The desk answered for another history than its own.')

const WHY: Partial<Record<ProblemCode, string>> = {
  'device-revoked': 'This device was signed out by an admin.',
  'account-closed': 'This account was closed by an admin.',
}

function said({ code, message }: Problem, handedIn: number): string {
  const first = WHY[code] ?? message
  if (handedIn === 0) return `${first} Nothing was waiting.`
  const what = handedIn === 1 ? 'One waiting decision has' : `${handedIn} waiting decisions have`
  return `${first} ${what} been handed to a lead.`
}
