import { createStore } from 'zustand/vanilla'
import type { BatchView } from '../../shared/contract/models.ts'
import type { Answer, Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface BatchState {
  /** What one has taken; undefined until the core has answered. */
  readonly batch: BatchView | undefined
  /** Whether it is being given back. */
  readonly busy: boolean
  /** Why the last give-back failed. */
  readonly problem: Problem | undefined
}

/** What one has taken to judge, as the core last said. */
export function createBatchStore(client: Client) {
  const store = createStore<BatchState>(() => ({
    ...{ batch: undefined, busy: false, problem: undefined },
  }))
  const take = (answer: Answer<BatchView>) => {
    if (answer.ok) store.setState({ batch: answer.value })
  }
  return Object.assign(store, {
    read: async () => {
      take(await client.call('batch.get', {}))
    },
    /** Takes one case until an instant of the desk's clock, over from a colleague where `reason` says why. */
    claim: (no: number, until: string, reason: string | null) =>
      client.call('case.claim', { no, until, reason }),
    /** Gives these back, or (null) all of it; why it could not is in `problem`, in words. */
    giveBack: async (nos: readonly number[] | null): Promise<Answer<BatchView>> => {
      store.setState({ busy: true, problem: undefined })
      const answer = await client.call('batch.give-back', { nos: nos && [...nos] })
      store.setState({ busy: false, problem: answer.ok ? undefined : answer.problem })
      take(answer)
      return answer
    },
  })
}
export type BatchStore = ReturnType<typeof createBatchStore>
