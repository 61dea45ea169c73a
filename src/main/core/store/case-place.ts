import type { CaseItem } from '../../../shared/desk/feed.ts'
import { rankOf } from '../../../shared/domain/urgency.ts'

/** Whether the case waits for a lead: its last question has no answer. */
export function isEscalated({ escalations }: CaseItem): boolean {
  return escalations.at(-1)?.answer === null
}

/**
 * Where the desk's own state puts a case whose author has no history: back on top with reports left
 * unanswered, first of its severity once a lead has answered.
 */
export function placeRank(item: CaseItem): number {
  const { severity, receivedAt, readers, reopened } = item
  return rankOf({
    ...{ severity, receivedAt, readers, removals: 0 },
    back: reopened === 'unanswered',
    answered: isAnswered(item),
  })
}

/** Whether a lead has answered and nobody has decided since. */
export function isAnswered({ escalations, decisions }: CaseItem): boolean {
  const answer = escalations.at(-1)?.answer
  return answer != null && decisions.every(({ at }) => at < answer.at)
}
