/** What is said of bursts and of deciding many cases together. */
import type { DeliveryView } from '../../shared/contract/models.ts'
import type { Band } from './queue-fold.ts'
import { counted, past } from './sentences.ts'

/** *12 on “Ferry refit slips”, 3 decided*: how many cases of one event, whose, and what is done. */
export function bandWords({ burst, nos }: Pick<Band, 'burst' | 'nos'>): string {
  const { of, title, gone } = burst
  const whose =
    of === 'author' ? `by ${title === '' ? 'one author' : title}` : `on ${title || 'one article'}`
  return `${counted(nos.length, 'case')} ${whose}${gone > 0 ? `, ${gone} decided` : ''}`
}

/** *12 cases deleted, Spam. Undo with z.* `undo` is the key that takes them back. */
export function togetherSentence(
  made: readonly Pick<DeliveryView, 'verb'>[],
  ground: string,
  undo: string,
): string {
  const [first] = made
  const done = first ? past[first.verb].toLowerCase() : 'decided'
  return `${counted(made.length, 'case')} ${done}, ${ground}. Undo with ${undo}.`
}

/** What came of taking them back. */
export function undoneTogether(undone: number, made: number): string {
  if (undone === made)
    return `Undone. ${counted(undone, 'case is', 'cases are')} back and nobody was told.`
  const left = made - undone
  return `Undone for ${undone} of ${made}. ${counted(left, 'case')} had left already.`
}

export const NO_BURST = 'This case came by itself: there is no burst to decide together.'
