import { createStore } from 'zustand/vanilla'
import type { CutsDraft } from '../../shared/contract/drafts.ts'
import type { CaseView } from '../../shared/contract/models.ts'
import { cutsFault } from '../../shared/domain/amendment.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import type { DraftCut } from './cutting.ts'

/** What was begun to be cut and is on disk, by case; read at the start, so that a key need not wait. */
export function createDraftsStore(client: Client) {
  const store = createStore<{ readonly cuts: ReadonlyMap<string, CutsDraft> }>(() => ({
    cuts: new Map(),
  }))
  const set = (draft: CutsDraft) => {
    store.setState(({ cuts }) => {
      const rest = [...cuts].filter(([caseId]) => caseId !== draft.caseId)
      return { cuts: new Map(draft.cuts.length > 0 ? [...rest, [draft.caseId, draft]] : rest) }
    })
  }
  return Object.assign(store, {
    read: async () => {
      const answer = await client.call('draft.list', {})
      if (answer.ok)
        store.setState({ cuts: new Map(answer.value.map((draft) => [draft.caseId, draft])) })
    },
    /** The cuts that were begun on the very text of this case, or undefined. */
    of: ({ case: { caseId, comment } }: CaseView): readonly DraftCut[] | undefined => {
      const draft = store.getState().cuts.get(caseId)
      if (draft?.bodyCommit !== comment.bodyCommit) return undefined
      return cutsFault(comment.body, draft.cuts) === undefined ? draft.cuts : undefined
    },
    /** Keeps these on disk; none: forgets them. Answers why it could not. */
    keep: async (
      { case: { caseId, comment } }: CaseView,
      cuts: readonly DraftCut[],
    ): Promise<Problem | undefined> => {
      const draft: CutsDraft = {
        ...{ caseId, bodyCommit: comment.bodyCommit },
        cuts: cuts.map(({ span, rule }) => ({ span, rule })),
      }
      set(draft)
      const answer = await client.call('draft.keep', draft)
      return answer.ok ? undefined : answer.problem
    },
    /** The case was decided: the core has forgotten them with the decision. */
    decided: (caseId: string) => {
      set({ caseId, bodyCommit: '0'.repeat(64), cuts: [] })
    },
  })
}
export type DraftsStore = ReturnType<typeof createDraftsStore>
