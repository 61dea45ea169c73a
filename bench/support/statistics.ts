/**
 * The value that `share` of the measurements do not exceed, by nearest rank: always one that was
 * measured. Throws where there are none.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new RangeError('nothing was measured')
  return found
}

/** The middle measurement; of an even number the lower of the two middle ones. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
