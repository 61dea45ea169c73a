import type { QueueChange } from '../../shared/contract/models.ts'

/**
 * The order after a change, or undefined where it names a place that is not there.
 *
 * In one pass however many rows come: a night's thousands arrive while someone is pressing keys.
 */
export function changedOrder(
  order: readonly number[],
  { removed, inserted }: Pick<QueueChange, 'removed' | 'inserted'>,
): number[] | undefined {
  const away = new Set([...removed, ...inserted.map(([no]) => no)])
  const before = new Map<number | null, number[]>()
  for (const [no, anchor] of inserted) {
    const list = before.get(anchor)
    if (list) list.push(no)
    else before.set(anchor, [no])
  }
  const next: number[] = []
  const place = (no: number) => {
    if (before.has(no)) placeBefore(no, before, next)
    next.push(no)
  }
  for (const no of order) if (!away.has(no)) place(no)
  for (const no of before.get(null) ?? []) place(no)
  // Who was put before a place that is not there is missing from the count.
  const kept = order.length - countOf(order, away)
  return next.length === kept + inserted.length ? next : undefined
}

function countOf(order: readonly number[], away: ReadonlySet<number>): number {
  let count = 0
  for (const no of order) if (away.has(no)) count++
  return count
}

/** Puts what stands before `no` into `next`; a chain may be long, so without recursion. */
function placeBefore(
  no: number,
  before: ReadonlyMap<number | null, readonly number[]>,
  next: number[],
): void {
  const pending = [{ list: before.get(no) ?? [], at: 0 }]
  for (let top = pending.at(-1); top; top = pending.at(-1)) {
    const one = top.list[top.at]
    if (one === undefined) {
      pending.pop()
      const below = pending.at(-1)
      const done = below?.list[below.at]
      if (below && done !== undefined) {
        next.push(done)
        below.at++
      }
    } else pending.push({ list: before.get(one) ?? [], at: 0 })
  }
}
