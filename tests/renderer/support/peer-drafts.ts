import type { Handlers } from '../../../src/shared/contract/contract.ts'
import type { CutsDraft } from '../../../src/shared/contract/drafts.ts'
import { type Problem, ProblemError } from '../../../src/shared/domain/problem.ts'

/** Keeps what was begun to be cut, by case, unless everything is refused. */
export function draftHandlers(
  drafts: Map<string, CutsDraft>,
  refusal: () => Problem | undefined,
): Pick<Handlers, 'draft.list' | 'draft.keep'> {
  return {
    'draft.list': () => [...drafts.values()].toReversed(),
    'draft.keep': (draft) => {
      const refused = refusal()
      if (refused) throw new ProblemError(refused)
      drafts.delete(draft.caseId)
      if (draft.cuts.length > 0) drafts.set(draft.caseId, draft)
      return {}
    },
  }
}
