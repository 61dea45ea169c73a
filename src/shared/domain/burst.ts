/**
 * What makes a burst: so many cases of one author, or under one article, received within an hour.
 * One pile-on is then one event, whatever the number of its reports.
 */

/** From this many cases on. */
export const BURST_CASES = 5
/** Received within this time of each other, in milliseconds. */
export const BURST_WINDOW_MS = 60 * 60_000
/** The most cases of one author or article that are looked at, and that a burst holds. */
export const MAX_BURST = 200

export interface BurstCase {
  readonly no: number
  /** In milliseconds since 1970. */
  readonly received: number
}

/**
 * The bursts among the cases of one author or article, each in the order the cases came. A case is in
 * one where some hour that holds it holds enough of them; hours that share a case are one burst.
 */
export function burstsAmong(cases: readonly BurstCase[]): BurstCase[][] {
  const sorted = cases.toSorted((a, b) => a.received - b.received || a.no - b.no)
  const bursts: BurstCase[][] = []
  /** The index after the last that is in a burst already. */
  let taken = 0
  for (let first = 0; first + BURST_CASES <= sorted.length; first++) {
    const hour = sorted.slice(first, first + BURST_CASES)
    if (!isWithinWindow(hour)) continue
    const [begun] = first < taken ? bursts.slice(-1) : []
    const fresh = sorted.slice(Math.max(first, taken), first + BURST_CASES)
    if (begun) begun.push(...fresh)
    else bursts.push(fresh)
    taken = first + BURST_CASES
  }
  return bursts
}

function isWithinWindow(cases: readonly BurstCase[]): boolean {
  const [first, last] = [cases[0], cases.at(-1)]
  return (
    first !== undefined && last !== undefined && last.received - first.received <= BURST_WINDOW_MS
  )
}
