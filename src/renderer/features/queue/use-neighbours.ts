import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { CaseRow } from '../../../shared/contract/models.ts'
import { useConsole } from '../../context.tsx'
import type { Neighbours } from '../../stores/urgency-words.ts'

/** A row of the list with those around it; a row that is not here yet is left out until it is. */
export function useNeighbours(
  no: number | undefined,
): Neighbours & { readonly row: CaseRow | undefined; readonly isFirst: boolean } {
  const { queue } = useConsole().stores
  const order = useStore(queue, (state) => state.order)
  useStore(queue, (state) => state.tick)
  const at = useMemo(() => (no === undefined ? -1 : order.indexOf(no)), [order, no])
  const [above, below] = [order[at - 1], order[at + 1]]
  useEffect(() => {
    const nos = [above, no, below].filter((one) => one !== undefined)
    if (at >= 0) queue.need(nos)
  }, [queue, at, above, no, below])
  const rowOf = (one: number | undefined) => (one === undefined ? undefined : queue.row(one))
  return {
    row: at < 0 ? undefined : rowOf(no),
    isFirst: at === 0,
    above: at < 0 ? null : (rowOf(above) ?? null),
    below: at < 0 ? null : (rowOf(below) ?? null),
  }
}
