/** Why a case stands where it does in the queue, in words. */
import type { CaseRow, QueueView } from '../../shared/contract/models.ts'
import {
  firstDifference,
  MOST_READERS,
  MOST_REMOVALS,
  type Urgency,
  type UrgencyPart,
} from '../../shared/domain/urgency.ts'
import { counted, exactTime, inDigits, span } from './sentences.ts'

/** What the queue orders a row by. */
export function urgencyOf(row: CaseRow): Urgency {
  const { severity, answered = false, receivedAt, readers, removals = 0 } = row
  return { ...{ severity, answered, receivedAt, readers, removals }, back: backWords(row) !== null }
}

/** Why a case is back and stands before all others, or null. */
function backWords({ delivery, reopened }: CaseRow): string | null {
  if (delivery) return 'your decision was not applied'
  return reopened === 'unanswered' ? 'reports on it were left unanswered' : null
}

/** The rows around one, as far as they are here; null where there is none. */
export interface Neighbours {
  readonly above: CaseRow | null
  readonly below: CaseRow | null
}

/** How `row` stands before `other`, by the first part in which they differ. */
export function standsBefore(row: CaseRow, other: CaseRow): string {
  const part = firstDifference(urgencyOf(row), urgencyOf(other))
  return part === undefined ? 'as urgent, and first to come' : before[part](row, other)
}

const before: Readonly<Record<UrgencyPart, (row: CaseRow, other: CaseRow) => string>> = {
  back: (row) => `${backWords(row) ?? 'it is back'}, and that goes first`,
  severity: (row, other) => `S${row.severity} before S${other.severity}`,
  answered: () => 'a lead has answered',
  received: (row, other) => `known ${minutesBetween(row, other)} longer`,
  readers: (row, other) => `${counted(row.readers, 'reader')} before ${other.readers}`,
  removals: (row, other) =>
    `${counted(row.removals ?? 0, 'comment')} of its author removed before ${other.removals ?? 0}`,
}

/** By whole minutes of the clock, as the queue compares them. */
function minutesBetween(row: CaseRow, other: CaseRow): string {
  const minute = ({ receivedAt }: CaseRow) => Math.floor(Date.parse(receivedAt) / 60_000)
  return span((minute(other) - minute(row)) * 60_000)
}

/**
 * Why a row is where it is: first the first part in which it differs from the row it stands before
 * (of the last one, from the row it stands behind), then what else counts for it.
 */
export function whyHere(row: CaseRow, { above, below }: Neighbours, now: number): string {
  const differs = differing(row, { above, below })
  const known = `known for ${span(now - Date.parse(row.receivedAt))}`
  const facts = [
    ...(differs?.part === 'received' ? [] : [known]),
    ...(differs?.part === 'readers' ? [] : [counted(row.readers, 'reader')]),
  ]
  return `${[differs?.words ?? `S${row.severity}`, ...facts].join('; ')}.`
}

interface Differing {
  readonly part: UrgencyPart | undefined
  readonly words: string
}

function differing(row: CaseRow, { above, below }: Neighbours): Differing | undefined {
  if (below) {
    const part = firstDifference(urgencyOf(row), urgencyOf(below))
    if (part === 'received' && isFirstOfItsKind(row, above))
      return { part, words: `waiting longest of the S${row.severity}` }
    return { part, words: standsBefore(row, below) }
  }
  if (!above) return undefined
  const part = firstDifference(urgencyOf(above), urgencyOf(row))
  return { part, words: `after the one above: ${standsBefore(above, row)}` }
}

/** Whether none above it is of its severity and as far. */
function isFirstOfItsKind(row: CaseRow, above: CaseRow | null): boolean {
  if (!above) return true
  const part = firstDifference(urgencyOf(above), urgencyOf(row))
  return part === 'back' || part === 'severity'
}

/** Under *contested* another order holds. */
export const contestedWhy = {
  waits: 'Waits for a lead’s ruling since it reached the desk.',
  edited: 'The author edited it first: yours can be made again.',
  ended: 'Ruled on. Put it away when you have read it.',
  none: 'Your decision was not applied.',
} as const

/** By what a place is ordered, in a sentence. */
export function orderWords(place: QueueView['place']): string {
  if (place === 'contested')
    return 'Contested cases stand by when they reached the desk, the oldest first.'
  return 'First what is back; then by severity; then what a lead has answered; then by how long it is known, to the minute; then by how many readers reported it; then by how many comments of its author were removed.'
}

/** One part of a row's urgency, as a table shows it. */
interface PartLine {
  readonly part: UrgencyPart
  readonly title: string
  readonly of: (row: CaseRow) => string
}

export const partLines: readonly PartLine[] = [
  { part: 'back', title: 'Back', of: (row) => backWords(row) ?? 'no' },
  { part: 'severity', title: 'Severity', of: ({ severity }) => `S${severity}` },
  {
    part: 'answered',
    title: 'Answered by a lead',
    of: ({ answered }) => (answered ? 'yes' : 'no'),
  },
  { part: 'received', title: 'Known since', of: ({ receivedAt }) => exactTime(receivedAt) },
  { part: 'readers', title: 'Readers', of: ({ readers }) => atMost(readers, MOST_READERS) },
  {
    part: 'removals',
    title: 'Its author’s removed comments',
    of: ({ removals = 0 }) => atMost(removals, MOST_REMOVALS),
  },
]

/** From the most on they count the same. */
function atMost(count: number, most: number): string {
  return count > most ? `${inDigits(count)}, as ${most}` : String(count)
}

/** The part that puts one row before another; undefined where one is missing or the number decides. */
export function decidingPart(
  first: CaseRow | null,
  second: CaseRow | null,
): UrgencyPart | undefined {
  return first && second ? firstDifference(urgencyOf(first), urgencyOf(second)) : undefined
}
