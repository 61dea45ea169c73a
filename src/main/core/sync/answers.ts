import type { OpAnswer } from '../../../shared/desk/push.ts'
import { type DeliveryEvent, type DeliveryState, step } from '../../../shared/domain/delivery.ts'
import { type Problem, problem } from '../../../shared/domain/problem.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Errand } from '../store/errands.ts'
import type { Journal } from '../store/journal.ts'

type Conflict = Extract<OpAnswer, { status: 'conflict' }>

/** Where an answer takes a decision that is being sent, and what is kept of it. */
export interface Outcome {
  /** The arrows it moves along, from `sending`. */
  readonly events: readonly DeliveryEvent[]
  /** Null where the desk has not answered yet. */
  readonly kept: { readonly decRev: number | null; readonly told: Problem | null } | null
}

/** What an answer means for the decision it answers. */
export function outcomeOf(answer: OpAnswer): Outcome {
  switch (answer.status) {
    case 'applied':
      return { events: ['settle'], kept: { decRev: answer.decRev, told: null } }
    case 'conflict':
      return outcomeOfConflict(answer)
    case 'gone':
      return refused(problem('gone', 'The comment is no more, so the decision was not applied.'))
    case 'rejected':
      return refused(problem(answer.code, answer.message))
    case 'set-aside':
      return refused(problem('not-permitted', answer.message))
    case 'retry':
      return { events: ['lose contact'], kept: null }
  }
}

function outcomeOfConflict(answer: Conflict): Outcome {
  const { decRev } = answer.standing.revisions
  return answer.sameOutcome
    ? { events: ['contest', 'settle'], kept: { decRev, told: null } }
    : { events: ['contest'], kept: { decRev, told: contested(answer) } }
}

const refused = (told: Problem): Outcome => ({ events: ['refuse'], kept: { decRev: null, told } })

/** Moves a delivery that is being sent to where the desk's answer takes it. Only inside `write`. */
export function applyAnswer(
  delivery: Delivery,
  answer: OpAnswer,
  { journal, epoch }: { readonly journal: Journal; readonly epoch: string },
): void {
  const { opId } = delivery
  const { events, kept } = outcomeOf(answer)
  let at: DeliveryState | undefined = 'sending'
  for (const event of events) {
    if (at) journal.deliveries.step(opId, at, event)
    at = at && step(at, event)
  }
  if (kept) {
    const { decRev, told } = kept
    const text = JSON.stringify(answer)
    journal.deliveries.keepAnswer({ opId, epoch, decRev, answer: text, problem: told })
  }
  if (answer.status === 'applied') supersede(delivery, journal)
}

/** Moves an errand that is being sent to where the desk's answer takes it. Only inside `write`. */
export function applyErrandAnswer(
  { opId, kind }: Errand,
  answer: OpAnswer,
  { journal: { errands }, epoch }: { readonly journal: Journal; readonly epoch: string },
): void {
  if (answer.status === 'retry') {
    errands.step(opId, 'sending', 'lose contact')
    return
  }
  const told = errandProblem(answer)
  errands.step(opId, 'sending', told === null ? 'settle' : 'refuse')
  errands.keepAnswer(opId, epoch, { answer: JSON.stringify(answer), problem: told })
  // What is raised comes back as a case of its own: there is no row that this one waits to change.
  if (kind === 'raise') errands.keepShown(opId)
}

function errandProblem(answer: Exclude<OpAnswer, { status: 'retry' }>): Problem | null {
  switch (answer.status) {
    case 'applied':
      return null
    case 'conflict':
      return problem('stale-case', 'The case had changed before this arrived.')
    case 'gone':
      return problem('gone', 'The comment is no more.')
    case 'rejected':
      return problem(answer.code, answer.message)
    case 'set-aside':
      return problem('not-permitted', answer.message)
  }
}

/** A contested decision ends when a later one of the same person on the same case is settled. */
function supersede({ caseNo, n }: Delivery, { deliveries }: Journal): void {
  for (const opId of deliveries.contestedBefore(caseNo, n))
    deliveries.step(opId, 'contested', 'supersede')
}

const PAST = { keep: 'kept', amend: 'amended', delete: 'deleted', restore: 'restored' } as const

function contested({ kinds, standing }: Conflict): Problem {
  const { decision } = standing
  if (kinds.includes('edited'))
    return problem('stale-case', 'The author changed the comment before this arrived.')
  const who = decision ? `${decision.by.name} ${PAST[decision.verb]} it` : 'Someone decided it'
  return problem('stale-case', `${who} before this arrived, so it was not applied.`)
}
