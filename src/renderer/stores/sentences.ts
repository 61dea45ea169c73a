/** What is said of decisions and sync, in words: one place, so that eye and ear are told the same. */
import type { CaseRow, DeliveryView, SyncView } from '../../shared/contract/models.ts'
import type { Verb } from '../../shared/domain/terms.ts'

export const past: Readonly<Record<Verb, string>> = {
  keep: 'Kept',
  amend: 'Amended',
  delete: 'Deleted',
  restore: 'Restored',
}

const digits = new Intl.NumberFormat('en-GB')

/** A number as it is read: `12,400`. One formatter: `toLocaleString` makes its own at every call. */
export function inDigits(count: number): string {
  return digits.format(count)
}

/** `1 report`, `3 reports`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${inDigits(count)} ${count === 1 ? one : many}`
}

/** How far a decision or an errand is on its way to the desk. */
export function whereItStands(state: DeliveryView['state']): string {
  return stands[state]
}

const stands: Readonly<Record<DeliveryView['state'], string>> = {
  held: 'Nobody has been told.',
  queued: 'Waiting on this laptop.',
  sending: 'On its way to the desk.',
  unsure: 'On its way to the desk.',
  settled: 'The desk has it.',
  contested: 'Contested.',
  refused: 'Not accepted.',
  superseded: 'A later decision stands.',
  withdrawn: 'Undone; nobody was told.',
}

/** *Deleted, Personal abuse. Undo with z, 8 seconds.* */
export function madeSentence({ verb, heldForMs }: DeliveryView, ground: string): string {
  const seconds = Math.ceil(heldForMs / 1000)
  const undo = seconds > 0 ? `Undo with z, ${counted(seconds, 'second')}.` : 'Undo with z.'
  return `${past[verb]}, ${ground}. ${undo}`
}

/** *Next: S3, Swearing, 1 report.* */
export function nextSentence(row: CaseRow | undefined, rule: string | undefined): string {
  if (!row) return ''
  return `Next: S${row.severity}, ${rule ?? 'Something else'}, ${counted(row.reports, 'report')}.`
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const EXACT = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  // On one night of the year an hour comes twice.
  timeZoneName: 'short',
})
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })

/** *14:29* on the day of `now`, *Tue 12 May, 14:29* on another. */
export function clockTime(at: string | number, now: number): string {
  const date = new Date(at)
  const time = CLOCK.format(date)
  return DAY.format(date) === DAY.format(now) ? time : `${DAY.format(date)}, ${time}`
}

/** *Tue 12 May, 14:32*: day and minute, always both. */
export function dayTime(at: number): string {
  return `${DAY.format(at)}, ${CLOCK.format(at)}`
}

/** The full instant, to the second, as a person writes it. */
export function exactTime(at: string): string {
  return EXACT.format(new Date(at))
}

const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** *12 May 2026*. */
export function longDay(at: string | number): string {
  return LONG_DAY.format(new Date(at))
}

/** *March 2024*. */
export function monthOf(at: string): string {
  return MONTH.format(new Date(at))
}

/** *10 s*, *14 min*, *1 h 04 min*, *3 days*. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
  const days = Math.floor(hours / 24)
  return days < 60 ? counted(days, 'day') : counted(Math.floor(days / 30.4), 'month')
}

/** *14 min ago*; under ten seconds *just now*, so that the line does not flicker. */
export function ago(at: string, now: number): string {
  const ms = now - Date.parse(at)
  return ms < 10_000 ? 'just now' : `${span(ms)} ago`
}

/** What sync is doing, as one short paragraph. */
export function syncSentence(sync: SyncView | undefined, now: number): string {
  if (!sync) return 'Looking for the desk.'
  const heads: Readonly<Record<SyncView['state'], () => string>> = {
    'signed-out': () => 'Not signed in.',
    'first-sync': () => fetching(sync),
    syncing: () => synced(sync, now),
    synced: () => synced(sync, now),
    offline: () => offline(sync, now),
    upgrade: () => 'This Linesman is too old for the desk. Update it to go on.',
    revoked: () => 'This device was signed out by a lead.',
  }
  return [heads[sync.state](), ...waitingSentences(sync)].join(' ')
}

function synced({ state, syncedAt }: SyncView, now: number): string {
  if (syncedAt === null) return 'Syncing.'
  const ms = now - Date.parse(syncedAt)
  if (state === 'syncing' && ms > 60_000) return 'Syncing.'
  return `Synced ${ago(syncedAt, now)}.`
}

function offline({ offlineSince, syncedAt }: SyncView, now: number): string {
  const since = offlineSince ? `Offline since ${clockTime(offlineSince, now)}.` : 'Offline.'
  const age = syncedAt === null ? -1 : now - Date.parse(syncedAt)
  return age < 60_000 ? since : `${since} What you see is ${span(age)} old.`
}

function fetching({ progress }: SyncView): string {
  if (!progress) return 'Fetching the cases.'
  const [have, of] = [progress.have, progress.of].map(inDigits)
  return `Fetching the cases, ${have} of ${of}.`
}

function waitingSentences(sync: SyncView): string[] {
  const queued = sync.waiting - sync.held
  const where = sync.state === 'offline' ? ' on this laptop' : ''
  const said = [
    sync.held > 0 ? `${counted(sync.held, 'decision')} held for undo.` : '',
    queued > 0 ? `${counted(queued, 'decision')} waiting${where}.` : '',
    sync.unpublished > 0 ? `${sync.unpublished} decided, not yet on the site.` : '',
    sync.contested > 0 ? `${sync.contested} contested.` : '',
    sync.refused > 0 ? `${sync.refused} not accepted.` : '',
  ].filter((sentence) => sentence !== '')
  return said.length > 0 || sync.state === 'signed-out' ? said : ['Nothing waiting.']
}

/** Midnight `by` days after a midnight, by this machine's calendar. */
export function dayAfter(midnight: number, by: number): number {
  const date = new Date(midnight)
  return date.setDate(date.getDate() + by)
}
