/** The order of the queue with each burst in one place: a band with its cases beneath it, or alone. */
import type { Burst } from '../../shared/contract/bursts.ts'

/** A burst as it is in the list. */
export interface Band {
  readonly burst: Burst
  /** Those of its cases that are in the list, the most urgent first. */
  readonly nos: readonly number[]
  readonly open: boolean
  /** Where the most urgent stands in the folded order: it speaks for the band. */
  readonly at: number
}

export interface Folded {
  readonly order: readonly number[]
  /** By the number of the case that speaks for each. */
  readonly bands: ReadonlyMap<number, Band>
}

/** Folds an order; those bursts are closed whose ids are given. */
export type Fold = (order: readonly number[], closed: ReadonlySet<number>) => Folded

const NO_BANDS: ReadonlyMap<number, Band> = new Map()

/**
 * A fold for these bursts. What it costs on an order of a hundred thousand is one look at each, into
 * a row of bytes; without bursts, nothing.
 */
export function foldOf(bursts: readonly Burst[]): Fold {
  if (bursts.length === 0) return (order) => ({ order, bands: NO_BANDS })
  const burstOf = membership(bursts)
  const isMember = new Uint8Array(Math.max(...burstOf.keys()) + 1)
  for (const no of burstOf.keys()) isMember[no] = 1
  return (order, closed) => {
    const found = new Map<Burst, number[]>()
    for (const no of order) {
      if (isMember[no] !== 1) continue
      const burst = burstOf.get(no)
      if (!burst) continue
      const nos = found.get(burst)
      if (nos) nos.push(no)
      else found.set(burst, [no])
    }
    for (const [burst, nos] of found) if (nos.length < 2) found.delete(burst)
    if (found.size === 0) return { order, bands: NO_BANDS }
    return gathered(order, found, { isMember, burstOf, closed })
  }
}

/** Of which burst each case is: of its author's before its article's, of a larger before a smaller. */
function membership(bursts: readonly Burst[]): ReadonlyMap<number, Burst> {
  const burstOf = new Map<number, Burst>()
  for (const kind of ['author', 'article'])
    for (const burst of bursts)
      if (burst.of === kind)
        for (const no of burst.nos) if (!burstOf.has(no)) burstOf.set(no, burst)
  return burstOf
}

interface Members {
  readonly isMember: Uint8Array
  readonly burstOf: ReadonlyMap<number, Burst>
  readonly closed: ReadonlySet<number>
}

function gathered(
  order: readonly number[],
  found: ReadonlyMap<Burst, readonly number[]>,
  { isMember, burstOf, closed }: Members,
): Folded {
  const next: number[] = []
  const bands = new Map<number, Band>()
  for (const no of order) {
    const burst = isMember[no] === 1 ? burstOf.get(no) : undefined
    const nos = burst && found.get(burst)
    if (!burst || !nos) next.push(no)
    else if (nos[0] === no) {
      const isOpen = !closed.has(burst.id)
      bands.set(no, { burst, nos, open: isOpen, at: next.length })
      next.push(...(isOpen ? nos : [no]))
    }
  }
  return { order: next, bands }
}

/** The band that a case is in, or undefined. */
export function bandOf(bands: Folded['bands'], no: number | undefined): Band | undefined {
  if (no === undefined) return undefined
  const own = bands.get(no)
  if (own) return own
  for (const band of bands.values()) if (band.nos.includes(no)) return band
  return undefined
}

/** The lines of the list: a row each, and one more for each band that is open. */
export interface Lines {
  readonly count: number
  /** The line of the row at an index of the order. */
  readonly of: (index: number) => number
  /** What stands on a line: the row's index, and whether it is the heading above that row. */
  readonly at: (line: number) => { readonly index: number; readonly heading: boolean }
}

export function linesOf(order: readonly number[], bands: Folded['bands']): Lines {
  const heads = [...bands.values()]
    .filter(({ open }) => open)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  return {
    count: order.length + heads.length,
    of: (index) => index + heads.filter((at) => at <= index).length,
    at: (line) => {
      let before = 0
      for (const head of heads) {
        if (head + before >= line) break
        before++
      }
      const heading = heads[before] !== undefined && heads[before] === line - before
      return { index: line - before, heading }
    },
  }
}
