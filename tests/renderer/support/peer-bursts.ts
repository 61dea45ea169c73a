import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { Burst } from '../../../src/shared/contract/bursts.ts'
import type { CaseView, DeliveryView } from '../../../src/shared/contract/models.ts'
import type { NewDecision } from '../../../src/shared/domain/decision.ts'

interface Around {
  readonly bursts: readonly Burst[]
  readonly cases: ReadonlyMap<number, CaseView>
  readonly record: (decision: NewDecision) => Promise<DeliveryView>
  readonly deliveries: Map<string, DeliveryView>
}

type BurstHandlers = Pick<Handlers, 'bursts.list' | 'bursts.preview' | 'bursts.decide'>

/** Bursts that a test names; a case that somebody else has is left out of what is made together. */
export function burstHandlers({ bursts, cases, record, deliveries }: Around): BurstHandlers {
  return {
    'bursts.list': () => [...bursts],
    'bursts.preview': ({ nos, verb, ground }) => ({
      items: nos.flatMap((no) => {
        const view = cases.get(no)
        if (!view) return []
        const { caseId, revisions, comment, reports } = view.case
        const leftOut = view.claim ? `${view.claim.name} has this one.` : null
        const decision: NewDecision = {
          ...{ caseId, verb, ground, cuts: [], restores: null, note: null, expect: revisions },
          ...{ answers: reports.map(({ id }) => id), bodyCommit: comment.bodyCommit },
        }
        return [
          {
            ...{ no, authorName: comment.authorName, words: comment.body, leftOut },
            decision: leftOut === null ? decision : null,
          },
        ]
      }),
    }),
    'bursts.decide': async ({ decisions }) => {
      const made: DeliveryView[] = []
      for (const decision of decisions) {
        const delivery = { ...(await record(decision)), together: decisions.length }
        deliveries.set(delivery.opId, delivery)
        made.push(delivery)
      }
      return made
    },
  }
}

/** Takes back all that were made together with one; they are withdrawn in the map. */
export function withdrawOthers(
  deliveries: Map<string, DeliveryView>,
  { opId, together }: DeliveryView,
): DeliveryView[] {
  if (together === undefined) return []
  const others = [...deliveries.values()]
    .filter((one) => one.opId !== opId && one.together !== undefined && one.canUndo)
    .map((one): DeliveryView => ({ ...one, state: 'withdrawn', canUndo: false }))
  for (const other of others) deliveries.set(other.opId, other)
  return others
}
