import type { Contest } from '../../../shared/desk/contest.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import { sameOutcome } from '../../../shared/domain/decision.ts'
import type { DeliveryEvent } from '../../../shared/domain/delivery.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { SyncContext } from './context.ts'

/** Where the end of a contest takes the decision that was contested. */
export interface Ended {
  readonly event: Extract<DeliveryEvent, 'settle' | 'supersede'>
  /** The revision that the ending decision made, or null where the case does not hold it any more. */
  readonly decRev: number | null
}

/**
 * What a case says became of a contested decision: borne out by a lead's ruling that leaves the same
 * on the site, else overtaken; undefined while it is open. Who decides anew overtakes themselves.
 */
export function endingOf(
  { contests, decisions }: Pick<CaseItem, 'contests' | 'decisions'>,
  opId: string,
): Ended | undefined {
  const contest = contests.find(({ decision }) => decision.opId === opId)
  if (!contest?.ending) return undefined
  const ruling = decisions.find((decision) => decision.opId === contest.ending?.opId)
  return {
    event: isBorneOut(contest, ruling) ? 'settle' : 'supersede',
    decRev: ruling?.decRev ?? null,
  }
}

function isBorneOut(
  { decision, ending }: Contest,
  ruling: CaseItem['decisions'][number] | undefined,
): boolean {
  if (!ending || ending.by.id === decision.by.id) return false
  if (!ruling) return ending.verb === decision.verb && decision.verb !== 'amend'
  return ruling.bodyRev === decision.bodyRev
    ? sameOutcome(decision, ruling)
    : ruling.verb === decision.verb && decision.verb !== 'amend'
}

/** Moves this device's contested decisions along where their cases, of those asked for, say how it ended. */
export function noteEndings(
  which: (delivery: Pick<Delivery, 'opId' | 'caseNo'>) => boolean,
  { journal, cache, moved }: Pick<SyncContext, 'journal' | 'cache' | 'moved'>,
): void {
  const { deliveries } = journal
  const ended = deliveries.inState('contested').flatMap((opId) => {
    const delivery = deliveries.get(opId)
    const item = delivery && which(delivery) && cache.read.case(delivery.caseNo)
    const ending = item ? endingOf(item, opId) : undefined
    return ending ? [{ opId, ...ending }] : []
  })
  if (ended.length === 0) return
  journal.write(() => {
    for (const { opId, event, decRev } of ended) {
      deliveries.step(opId, 'contested', event)
      if (event === 'settle' && decRev !== null) deliveries.keepBorneOut(opId, decRev)
    }
  })
  moved(ended.map(({ opId }) => opId))
}
