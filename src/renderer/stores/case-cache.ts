import type { CaseView } from '../../shared/contract/models.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

const MAX_KEPT = 60

/** Whole cases by number, outside any state: what is told is only that something changed. */
export function createCaseCache(client: Client, onChange: (problem: Problem | undefined) => void) {
  const views = new Map<number, CaseView>()
  const asked = new Set<number>()
  /** Asked for and not in the core's cache: gone, or not here yet. */
  const absent = new Set<number>()
  let nearby: ReadonlySet<number> = new Set()

  const fetch = async (nos: readonly number[]) => {
    for (const no of nos) asked.add(no)
    const answer = await client.call('case.get', { nos: [...nos] })
    for (const no of nos) asked.delete(no)
    if (!answer.ok) {
      onChange(answer.problem)
      return
    }
    for (const no of nos) {
      views.delete(no)
      absent.add(no)
    }
    for (const view of answer.value) {
      views.set(view.no, view)
      absent.delete(view.no)
    }
    forget(views, nearby)
    onChange(undefined)
  }
  return {
    get: (no: number) => views.get(no),
    isAbsent: (no: number) => absent.has(no),
    fetch,
    /** Fetches those of these that are not here. */
    need: (nos: readonly number[]) => {
      const missing = nos.filter((no) => !views.has(no) && !asked.has(no) && !absent.has(no))
      if (missing.length > 0) void fetch(missing)
    },
    /** These are kept whatever else is forgotten. */
    keepNear: (nos: readonly number[]) => {
      nearby = new Set(nos)
    },
    /** What is near is fetched anew and stays in sight until then; the rest is forgotten. */
    changed: (nos: readonly number[]) => {
      for (const no of nos) {
        absent.delete(no)
        if (!nearby.has(no)) views.delete(no)
      }
      const stale = nos.filter((no) => nearby.has(no))
      if (stale.length > 0) void fetch(stale)
    },
    near: () => [...nearby],
  }
}

function forget(views: Map<number, CaseView>, nearby: ReadonlySet<number>): void {
  for (const no of views.keys()) {
    if (views.size <= MAX_KEPT) return
    if (!nearby.has(no)) views.delete(no)
  }
}
