/** What is said of what waits, and of what became of it. */
import type { SyncView } from '../../shared/contract/models.ts'
import type { Outbox, OutboxItem, Outcome, Reconnect } from '../../shared/contract/outbox.ts'
import { counted, inDigits, span } from './sentences.ts'

/** Why one thing has not left; `ms` is what is left of its time, where it has one. */
export function keptBackWords({ keptBack }: OutboxItem, ms: number): string {
  switch (keptBack) {
    case 'held':
      return ms > 0 ? `held ${Math.ceil(ms / 1000)} s` : 'waiting'
    case 'offline':
      return 'waiting'
    case 'sending':
      return 'on its way'
    case 'unsure':
      return 'sent, no answer yet'
    case 'asked':
      return ms > 0 ? `the desk asked for ${span(ms)}` : 'waiting'
    case 'behind':
      return 'after the one before it'
    case 'next':
      return 'next to go'
  }
}

/** *and 3 more, back to 21:56.* Empty where all of them are shown. */
export function moreWords({ count, items }: Outbox, since: string): string {
  const more = count - items.length
  return more > 0 ? `and ${inDigits(more)} more, back to ${since}.` : ''
}

/** One outcome in words, for a list; of the settled, whether the site shows it. */
export function outcomeWords(outcome: Outcome, unpublished = 0): string {
  if (outcome === 'settled') return settledWords(unpublished)
  return OUTCOMES[outcome]
}

const settledWords = (unpublished: number) =>
  unpublished === 0
    ? 'settled, on the site'
    : `settled, ${inDigits(unpublished)} not on the site yet`

const OUTCOMES: Readonly<Record<Exclude<Outcome, 'settled'>, string>> = {
  agreed: 'agreed with a colleague',
  contested: 'contested',
  edited: 'edited by its author meanwhile',
  gone: 'the author had deleted',
  refused: 'not accepted',
  'set-aside': 'handed to a lead',
  waiting: 'still waiting',
}

/** *31 settled, 1 contested, 1 the author had deleted.* */
function summary({ groups }: Reconnect): string {
  const parts = groups.map(({ outcome, count }) =>
    outcome === 'settled'
      ? `${inDigits(count)} settled`
      : `${inDigits(count)} ${OUTCOMES[outcome]}`,
  )
  return parts.length > 0 ? `${parts.join(', ')}.` : ''
}

/** *14 of your decisions were missing there …* after the desk was restored; else empty. */
export function againWords(again: number): string {
  if (again === 0) return ''
  return again === 1
    ? 'The desk was restored from a backup. One of your decisions was missing there and has been sent again under its old number.'
    : `The desk was restored from a backup. ${inDigits(again)} of your decisions were missing there and have been sent again under their old numbers.`
}

/** *Sending 11 decisions. 4 settled.* while it goes on; what became of it when it is done. */
export function comingBack(reconnect: Reconnect): string {
  if (reconnect.doneAt !== null) return summary(reconnect) || againWords(reconnect.again)
  const settled = reconnect.groups.find(({ outcome }) => outcome === 'settled')?.count ?? 0
  return `Sending ${counted(reconnect.sent + reconnect.again, 'decision')}. ${inDigits(settled)} settled.`
}

/** Whether everything went as it was meant: then it need not be looked at. */
function isPlain({ groups, again }: Reconnect): boolean {
  return again === 0 && groups.every(({ outcome }) => outcome === 'settled' || outcome === 'agreed')
}

/** How long a list in which all is well is told of, in milliseconds. */
const NEWS_MS = 120_000

/** Whether one still has to be told: until one has looked, or for two minutes where all is well. */
export function isNews(reconnect: Reconnect | null, now: number): boolean {
  if (!reconnect || reconnect.told) return false
  const { doneAt } = reconnect
  return doneAt === null || !isPlain(reconnect) || now - Date.parse(doneAt) < NEWS_MS
}

/** *Next try in 40 s*, *Trying now*; empty while there is a line. */
export function nextTry(state: SyncView['state'] | undefined, ms: number | undefined): string {
  if (state !== 'offline') return ''
  return ms === undefined ? 'Trying now' : `Next try in ${Math.max(1, Math.ceil(ms / 1000))} s`
}

/** From this far on a clock that is wrong is told of in the status line, in milliseconds. */
const SKEWED_MS = 120_000

/** *This laptop’s clock is 2 min fast. The desk’s clock is used.* Empty while it is right enough. */
export function skewSentence(offsetMs: number | null | undefined): string {
  if (offsetMs == null || Math.abs(offsetMs) <= SKEWED_MS) return ''
  const how = `${span(Math.abs(offsetMs))} ${offsetMs < 0 ? 'fast' : 'slow'}`
  return `This laptop’s clock is ${how}. The desk’s clock is used.`
}
