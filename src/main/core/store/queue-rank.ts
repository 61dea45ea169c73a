/** Room for any instant until the year 2286 below each severity. */
const STEP = 1e13

/**
 * A case's place in the queue as one number: gravest first, then who has waited longest. Numbers
 * under `STEP` stand above every severity.
 */
export function queueRank(severity: number, receivedAt: string): number {
  return severity * STEP + Date.parse(receivedAt)
}

/** The same wait, before everything of its severity that came after 1975: a lead has answered. */
export function answeredRank(severity: number, receivedAt: string): number {
  return severity * STEP + Math.floor(Date.parse(receivedAt) / 10)
}

/** The same wait, above every severity: a case that is back and must be looked at first. */
export function topRank(rank: number): number {
  return rank % STEP
}
