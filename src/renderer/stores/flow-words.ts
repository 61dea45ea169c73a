/** What is said of cases that were handed on and put aside. */
import type { AsideView, HandView } from '../../shared/contract/flow.ts'
import { asideTime } from './aside-times.ts'
import { shortName } from './claim-words.ts'
import { clockTime } from './sentences.ts'

const BACK: Readonly<Record<NonNullable<AsideView['back']>, string>> = {
  time: 'Back from aside',
  report: 'Back: reported again',
  edit: 'Back: edited since',
}

/** *Back from aside*, or why else it is back; of one that is still aside *Aside until 18:00*. */
export function asideWords({ until, back }: AsideView, now: number): string {
  return back === null ? `Aside until ${asideTime(Date.parse(until), now)}` : BACK[back]
}

/** In a row: *from R. Tait*, *for I. Corrie*, *you, to I. Corrie*, *you, to whoever is next*. */
export function handRow({ by, to, mine }: HandView): string {
  if (mine === 'to') return `from ${shortName(by)}`
  const whom = to === null ? 'whoever is next' : shortName(to)
  return mine === 'by' ? `you, to ${whom}` : to === null ? 'handed on' : `for ${whom}`
}

/** *Handed to Ishbel Corrie by Rona Tait, 14:31.* */
export function handHead({ by, to, at, mine }: HandView, now: number): string {
  const when = clockTime(at, now)
  const whom = to ?? 'whoever is next'
  if (mine === 'to') return `Handed to you by ${by}, ${when}.`
  if (mine === 'by') return `You handed it to ${whom}, ${when}.`
  return `Handed to ${whom} by ${by}, ${when}.`
}

/** What is read out and shown once a case was handed on. */
export function handedSentence(to: string | null): string {
  return `Handed on to ${to ?? 'whoever is next'}. Undo with z.`
}

/** What is said of a case that was put aside, and of one that was taken out again. */
export const asideSaid = {
  put: (until: number, now: number) =>
    `Put aside until ${asideTime(until, now)}. It comes back sooner if somebody reports it again or its author edits it.`,
  out: 'Taken out again. It is in the queue.',
  outAgain: 'Back in the queue, as if it had not been put aside.',
  putAgain: 'Aside again.',
} as const
