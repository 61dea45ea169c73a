import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { CaseView, ErrandView } from '../../../src/shared/contract/models.ts'
import { type Problem, ProblemError } from '../../../src/shared/domain/problem.ts'

export type FlowHandlers = Pick<
  Handlers,
  'case.hand' | 'hand.people' | 'case.aside' | 'case.aside-end'
>

export interface PeerFlow {
  readonly cases: Map<number, CaseView>
  readonly errand: (kind: ErrandView['kind'], no: number | null) => ErrandView
  readonly remove: (no: number) => void
  readonly insert: (no: number, before: number | null) => void
  readonly refused: () => Problem | undefined
  readonly top: () => number | null
}

/** What the far end does with cases that are handed on and put aside. */
export function flowHandlers(peer: PeerFlow): FlowHandlers {
  const { cases, errand, remove, insert, refused, top } = peer
  return {
    'case.hand': ({ no }) => errand('hand', no),
    'hand.people': () => [
      { id: 'stf_rona', name: 'Rona Tait', role: 'moderator', why: 'gave' },
      { id: 'stf_morven', name: 'Morven Haldry', role: 'lead', why: null },
    ],
    'case.aside': ({ no, until }) => {
      const problem = refused()
      if (problem) throw new ProblemError(problem)
      const view = cases.get(no)
      const aside = { until, back: null }
      const former = view?.aside?.until ?? null
      if (view) cases.set(no, { ...view, aside })
      if (former === null) remove(no)
      return { aside, former }
    },
    'case.aside-end': ({ no }) => {
      const view = cases.get(no)
      if (view?.aside?.back === null) insert(no, top())
      if (view) cases.set(no, { ...view, aside: null })
      return {}
    },
  }
}
