/** What the bench says: a figure against its floor, or why there is none. */

/** How good it has to be, in words, and whether it is. */
export interface Bar {
  readonly says: string
  readonly met: boolean
}

/** A measurement and the floor that was measured beside it, in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly floor: number
  readonly unit: string
  /** How many single measurements stand behind the value. */
  readonly n: number
  readonly bar: Bar
  /** What must be known to read the figure, in a few words. */
  readonly note?: string
}

/** A measurement that could not be made here, and why. */
export interface Skipped {
  readonly name: string
  readonly skipped: string
}

/** A measurement that went wrong: a defect of the product or of the bench. */
export interface Failed {
  readonly name: string
  readonly failed: string
}

export type Line = Figure | Skipped | Failed

/** At least this share of the floor: for rates. */
export function atLeast(value: number, floor: number, share: number): Bar {
  return { says: `ratio >= ${share}`, met: value >= floor * share }
}

/** At most this many times the floor: for times. */
export function atMost(value: number, floor: number, times: number): Bar {
  return { says: `ratio <= ${times}`, met: value <= floor * times }
}

/** Four significant digits: more would claim a precision that no shared machine has. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

/** A line as the machine reads it: one JSON object. */
export function jsonLine(line: Line): string {
  if (!('value' in line)) return JSON.stringify(line)
  const { name, value, unit, floor, n, bar, note } = line
  return JSON.stringify({
    name,
    value: rounded(value),
    unit,
    floor: rounded(floor),
    ratio: rounded(value / floor),
    n,
    bar: bar.says,
    met: bar.met,
    ...(note !== undefined && { note }),
  })
}

/** A line as people read it. */
export function plainLine(line: Line): string {
  const name = line.name.padEnd(24)
  if ('skipped' in line) return `${name} skipped: ${line.skipped}`
  if ('failed' in line) return `${name} FAILED: ${line.failed}`
  const { value, unit, floor, n, bar, note } = line
  const against = `${rounded(value)} ${unit}, floor ${rounded(floor)}, ratio ${rounded(value / floor)}`
  const verdict = `${bar.says}: ${bar.met ? 'met' : 'MISSED'}`
  return `${name} ${against}, n ${n}; ${verdict}${note === undefined ? '' : ` (${note})`}`
}
