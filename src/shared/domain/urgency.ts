/**
 * Why one case stands before another: the parts by which the queue is ordered, from the first that
 * counts to the last. The rank is made of them alone, so that what is said of it is what it is.
 */

/** From this many on, readers, and removed comments of an author, are not told apart. */
export const MOST_READERS = 99
export const MOST_REMOVALS = 9

const A_MINUTE_MS = 60_000

/** What makes a case as urgent as it is. */
export interface Urgency {
  /** It was decided and is back, to be looked at before all others. */
  readonly back: boolean
  /** 1 is the gravest of 4. */
  readonly severity: number
  /** A lead has answered a question about it and nobody has decided since. */
  readonly answered: boolean
  /** When the paper knew of it: an instant. Compared by the minute. */
  readonly receivedAt: string
  /** Distinct readers among the open reports. */
  readonly readers: number
  /** How many comments of its author were amended or deleted. */
  readonly removals: number
}

export const urgencyParts = [
  'back',
  'severity',
  'answered',
  'received',
  'readers',
  'removals',
] as const
export type UrgencyPart = (typeof urgencyParts)[number]

/** Each part as a number of its own width; the smaller stands first. */
const measures: Readonly<Record<UrgencyPart, (urgency: Urgency) => number>> = {
  back: ({ back }) => (back ? 0 : 1),
  severity: ({ severity }) => severity,
  answered: ({ answered }) => (answered ? 0 : 1),
  received: ({ receivedAt }) => Math.floor(Date.parse(receivedAt) / A_MINUTE_MS),
  readers: ({ readers }) => MOST_READERS - Math.min(readers, MOST_READERS),
  removals: ({ removals }) => removalsMeasure(removals),
}

/** The last digit of a rank: what changes when a comment of the author is removed. */
export function removalsMeasure(removals: number): number {
  return MOST_REMOVALS - Math.min(removals, MOST_REMOVALS)
}

/** The first part in which two cases differ, or undefined: then the desk's number decides. */
export function firstDifference(a: Urgency, b: Urgency): UrgencyPart | undefined {
  return urgencyParts.find((part) => measures[part](a) !== measures[part](b))
}

const READERS = 10
const RECEIVED = READERS * 100
/** Room for any minute until the year 2160. */
const ANSWERED = RECEIVED * 1e8
const SEVERITY = ANSWERED * 10
/** What is back has the severities 1 to 4, all others 5 to 8. */
const NOT_BACK = SEVERITY * 4

/** The parts as one whole number: the smaller stands first, and equal ones have equal parts. */
export function rankOf(urgency: Urgency): number {
  const { back, severity, answered, received, readers, removals } = measures
  return (
    back(urgency) * NOT_BACK +
    severity(urgency) * SEVERITY +
    answered(urgency) * ANSWERED +
    received(urgency) * RECEIVED +
    readers(urgency) * READERS +
    removals(urgency)
  )
}

/** The rank of the same case were it back. */
export function backRank(rank: number): number {
  return rank >= NOT_BACK + SEVERITY ? rank - NOT_BACK : rank
}
