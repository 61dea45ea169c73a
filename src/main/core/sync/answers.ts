import type { OpAnswer } from '../../../shared/desk/push.ts'
import { type Problem, problem } from '../../../shared/domain/problem.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Errand } from '../store/errands.ts'
import type { Journal } from '../store/journal.ts'

type Conflict = Extract<OpAnswer, { status: 'conflict' }>

/** Moves a delivery that is being sent to where the desk's answer takes it. Only inside `write`. */
export function applyAnswer(
  delivery: Delivery,
  answer: OpAnswer,
  { journal, epoch }: { readonly journal: Journal; readonly epoch: string },
): void {
  const { opId } = delivery
  const { deliveries } = journal
  const keep = (decRev: number | null, told: Problem | null) => {
    deliveries.keepAnswer({ opId, epoch, decRev, answer: JSON.stringify(answer), problem: told })
  }
  switch (answer.status) {
    case 'applied':
      deliveries.step(opId, 'sending', 'settle')
      keep(answer.decRev, null)
      supersede(delivery, journal)
      break
    case 'conflict':
      deliveries.step(opId, 'sending', 'contest')
      if (answer.sameOutcome) deliveries.step(opId, 'contested', 'settle')
      keep(answer.standing.revisions.decRev, answer.sameOutcome ? null : contested(answer))
      break
    case 'gone':
      deliveries.step(opId, 'sending', 'refuse')
      keep(null, problem('gone', 'The comment is no more, so the decision was not applied.'))
      break
    case 'rejected':
      deliveries.step(opId, 'sending', 'refuse')
      keep(null, problem(answer.code, answer.message))
      break
    case 'set-aside':
      deliveries.step(opId, 'sending', 'refuse')
      keep(null, problem('not-permitted', answer.message))
      break
    case 'retry':
      deliveries.step(opId, 'sending', 'lose contact')
      break
  }
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
