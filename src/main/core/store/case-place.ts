import type { CaseItem } from '../../../shared/desk/feed.ts'
import { answeredRank, queueRank, topRank } from './queue-rank.ts'

/** Whether the case waits for a lead: its last question has no answer. */
export function isEscalated({ escalations }: CaseItem): boolean {
  return escalations.at(-1)?.answer === null
}

/**
 * Where the desk's own state puts a case: on top with reports left unanswered, first of its severity
 * once a lead has answered.
 */
export function rankOf(item: CaseItem): number {
  const { severity, receivedAt, reopened } = item
  if (reopened === 'unanswered') return topRank(queueRank(severity, receivedAt))
  return (isAnswered(item) ? answeredRank : queueRank)(severity, receivedAt)
}

/** Whether a lead has answered and nobody has decided since. */
function isAnswered({ escalations, decisions }: CaseItem): boolean {
  const answer = escalations.at(-1)?.answer
  return answer != null && decisions.every(({ at }) => at < answer.at)
}
