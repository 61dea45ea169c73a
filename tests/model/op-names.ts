import { NAMES } from './history.ts'

const PREFIX = '00000000-0000-7000-8000-'

/** The id of the `n`-th op of a console: the same in every run of a history. */
export const opIdOf = (console: number, n: number): string =>
  `${PREFIX}${console}${String(n).padStart(11, '0')}`

/** The op in words, such as *Ada 3*. */
export function opName(opId: string): string {
  if (!opId.startsWith(PREFIX)) return 'the desk’s own'
  const tail = opId.slice(PREFIX.length)
  return `${NAMES[Number(tail.slice(0, 1))] ?? 'somebody'} ${Number(tail.slice(1))}`
}
