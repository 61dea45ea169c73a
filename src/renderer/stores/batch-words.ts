/** What is said of a batch and of a clock that is not the desk's. */
import type { BatchView } from '../../shared/contract/models.ts'
import { counted, span } from './sentences.ts'

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' })

/** *06:00*, or on another day than `now` *Tuesday 06:00*: nothing is taken for longer than a week. */
export function untilTime(until: string, now: number): string {
  const at = Date.parse(until)
  const time = CLOCK.format(at)
  return DAY.format(at) === DAY.format(now) ? time : `${WEEKDAY.format(at)} ${time}`
}

/** How many cases a batch holds, decided or not. */
export function batchSize({ nos, decided }: BatchView): number {
  return nos.length + decided
}

/** *Your batch: 24 cases, yours until Tuesday 06:00*. */
export function batchTitle(batch: BatchView | undefined, now: number): string {
  if (!batch) return 'Your batch'
  const size = batchSize(batch)
  if (size === 0 || batch.until === null) return 'You have no batch'
  return `Your batch: ${counted(size, 'case')}, ${wholeUntil(batch.until, batch.last, now)}`
}

/** What was taken at different times ends at different times. */
function wholeUntil(first: string, last: string | null, now: number): string {
  const [from, to] = [first, last ?? first].map((at) => untilTime(at, now))
  return from === to ? `yours until ${from}` : `the first until ${from}, the last until ${to}`
}

/** How long before a batch ends one is told, in milliseconds. */
const SOON_MS = 10 * 60_000

/** *Your batch ends at 06:00, with 5 cases left.* Empty when it does not, or not soon. */
export function endingSentence(batch: BatchView | undefined, now: number): string {
  const left = batch?.nos.length ?? 0
  if (!batch?.until || left === 0) return ''
  const ms = Date.parse(batch.until) - now
  if (ms <= 0 || ms > SOON_MS) return ''
  const what = batch.until === batch.last ? 'Your batch ends' : 'The first of your batch is free'
  return `${what} at ${untilTime(batch.until, now)}, with ${counted(left, 'case')} left.`
}

/** How many of those that wait are of severity 1. */
export function severeWords({ nos, severe }: BatchView): string {
  if (nos.length === 0) return 'nothing is left'
  return severe > 0 ? counted(severe, 'is S1', 'are S1') : 'none is S1'
}

/** What cannot be known while the desk cannot be reached, since when. */
export function unknownSentence(since: string): string {
  return `New reports, edits by authors and colleagues’ decisions since ${since}. If one of yours meets one of theirs, nothing is lost: the stricter stands and a lead rules.`
}

/** Whether everything that the cases need is on this machine, in words. */
export function readySentence({ nos, ready }: BatchView): string {
  const all = nos.length
  const what = 'comments, threads, articles, authors’ history and every version of the terms'
  if (ready === all) return `Everything you need to judge them is on this machine: ${what}.`
  const missing = all - ready
  return `${ready} of ${all} are wholly on this machine: ${what}. ${counted(missing, 'is', 'are')} not yet; stay online until ${missing === 1 ? 'it is' : 'they are'}.`
}

/** From this far on a clock that is wrong is told of, in milliseconds. */
const WRONG_MS = 60_000

/** *2 min fast*, of this machine's clock beside the desk's. `offsetMs` is the desk's minus its own. */
export function clockWords(offsetMs: number | null): {
  readonly how: string
  readonly what: string
} {
  if (offsetMs === null) return { how: 'not measured', what: 'the desk was never reached' }
  if (Math.abs(offsetMs) < WRONG_MS)
    return { how: 'right', what: 'to within a minute of the desk’s' }
  const how = `${span(Math.abs(offsetMs))} ${offsetMs < 0 ? 'fast' : 'slow'}`
  return { how, what: 'the desk’s clock is used' }
}
