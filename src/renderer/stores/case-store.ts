import { createStore } from 'zustand/vanilla'
import type { CaseView } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import { createCaseCache } from './case-cache.ts'

/** How many cases before and after the one on the screen are had ready. */
const READY_BEFORE = 2
const READY_AFTER = 8
/** When fewer than these are ready, the rest is fetched too: not one call at every key. */
const READY_AT_LEAST = 4

export interface CaseState {
  /** A case that is looked at although it is not where one is in the queue. */
  readonly visiting: number | undefined
  /** The comment around the shown case that is in focus, by its id on the platform. */
  readonly neighbour: string | undefined
  /** Changes whenever a cached case does. */
  readonly tick: number
  /** Why the last fetch failed. */
  readonly problem: Problem | undefined
}

/** Whole cases: the one on the screen and those that one is likely to go to next. */
export function createCaseStore(client: Client) {
  const store = createStore<CaseState>(() => ({
    ...{ visiting: undefined, neighbour: undefined, tick: 0, problem: undefined },
  }))
  const cache = createCaseCache(client, (problem) => {
    store.setState(({ tick }) => ({ tick: tick + 1, problem }))
  })
  client.on('case.changed', ({ nos }) => {
    cache.changed(nos)
  })

  return Object.assign(store, {
    view: (no: number): CaseView | undefined => cache.get(no),
    /** Whether the core was asked for it and does not have it. */
    isAbsent: (no: number) => cache.isAbsent(no),
    /** Has the case on the screen and those around it ready. */
    need: (shown: number, around: readonly number[]) => {
      cache.keepNear([shown, ...around])
      // The one on the screen goes alone: it should not wait for the texts of ten others.
      cache.need([shown])
      const soon = around.slice(0, READY_BEFORE + 1 + READY_AT_LEAST)
      if (soon.some((no) => !cache.get(no))) cache.need(around.filter((no) => no !== shown))
    },
    /** Fetches a case that the queue does not hold, or undefined where it is not here. */
    fetch: async (no: number): Promise<CaseView | undefined> => {
      await cache.fetch([no])
      return cache.get(no)
    },
    /** Reads what is near anew: after contact was lost nobody knows what has changed. */
    refresh: () => {
      cache.changed(cache.near())
    },
    visit: (no: number | undefined) => {
      store.setState({ visiting: no })
    },
    /** Puts the focus on a comment around the case, or takes it off. */
    focusNeighbour: (neighbour: string | undefined) => {
      store.setState({ neighbour })
    },
    /** A link as it may be opened, or null where it does not lead to exactly a site of the desk's. */
    siteLink: async (url: string): Promise<string | null> => {
      const answer = await client.call('site.link', { url })
      return answer.ok ? answer.value.url : null
    },
    /** A person has had this case before them for a second. */
    seen: (no: number) => client.call('case.seen', { no }),
    /** A person goes on having this case before them, or (null) has none any more. */
    look: (no: number | null) => client.call('case.look', { no }),
  })
}
export type CaseStore = ReturnType<typeof createCaseStore>

/** The cases to have ready around a place in the queue. */
export function around(order: readonly number[], selected: number): readonly number[] {
  const at = order.indexOf(selected)
  return order.slice(Math.max(0, at - READY_BEFORE), at + READY_AFTER + 1)
}
