/** What is said of a batch that was taken. */
import { untilTime } from './batch-words.ts'
import { counted } from './sentences.ts'
import type { Taken } from './take-store.ts'

/** What became of taking a batch, in a headline. */
export function takenTitle({ nos, until }: Pick<Taken, 'nos' | 'until'>, now: number): string {
  if (nos.length === 0) return 'Nothing was taken: no free case fits.'
  const are = nos.length === 1 ? 'is' : 'are'
  return `${counted(nos.length, 'case')} ${are} yours until ${untilTime(until, now)}.`
}

/** What was left out and why, in sentences. */
export function leftOutSentence({ leftOut, alone }: Pick<Taken, 'leftOut' | 'alone'>): string {
  if (alone) return 'Nothing was left out: you are the only one on.'
  const { severe, legal, restricted } = leftOut
  const parts = [
    severe > 0 ? `${severe} grave (S1)` : '',
    legal > 0 ? `${legal} legal` : '',
    restricted > 0 ? `${restricted} about a protected person` : '',
  ].filter((part) => part !== '')
  if (parts.length === 0) return 'Nothing had to be left out.'
  const all = severe + legal + restricted
  const stay = all === 1 ? 'It stays' : 'They stay'
  return `Left out: ${parts.join(', ')}. ${stay} in the queue for whoever is on.`
}
