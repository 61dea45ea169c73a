import type { CaseRow } from '../../shared/contract/models.ts'
import type { Client } from '../../shared/rpc/connect.ts'

const MAX_A_CALL = 200
const MAX_KEPT = 4000

/**
 * Rows by case number, fetched when they come into sight. Outside any state: what is told of a
 * change is only that there was one.
 */
export function createRowCache(client: Client, onChange: () => void) {
  const rows = new Map<number, CaseRow>()
  /** Asked for, or known not to be there: not asked for again until something changes. */
  const asked = new Set<number>()

  const fetch = async (nos: readonly number[]) => {
    const answer = await client.call('queue.rows', { nos: [...nos] })
    if (!answer.ok) {
      for (const no of nos) asked.delete(no)
      return
    }
    for (const row of answer.value) {
      rows.delete(row.no)
      rows.set(row.no, row)
    }
    for (const [no] of rows) {
      if (rows.size <= MAX_KEPT) break
      rows.delete(no)
      asked.delete(no)
    }
    onChange()
  }
  const need = (nos: readonly number[]) => {
    const missing = nos.filter((no) => !asked.has(no))
    for (const no of missing) asked.add(no)
    for (let at = 0; at < missing.length; at += MAX_A_CALL)
      void fetch(missing.slice(at, at + MAX_A_CALL))
  }
  client.on('case.changed', ({ nos }) => {
    const stale = nos.filter((no) => asked.delete(no))
    // A changed row stays in sight until the new one is here.
    need(stale.filter((no) => rows.has(no)).slice(0, MAX_A_CALL))
    for (const no of stale) if (!asked.has(no)) rows.delete(no)
  })
  return { get: (no: number) => rows.get(no), need }
}
