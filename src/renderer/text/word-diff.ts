/** What changed between two texts, by words. Pure; its work is bounded however long they are. */

/** A stretch that is in both texts, or only in the former, or only in the latter. */
export interface Change {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Beyond so many words removed and added, the middle is said to be another text altogether. */
const MOST_EDITS = 600

/** Beyond so many words looked at too: long texts of few words would be compared for seconds. */
const MOST_LOOKS = 2_000_000

const TOKENS = /\s+|[\p{L}\p{N}\p{M}'’_-]+|[^]/gu

/**
 * The latter text as changes of the former: *same* and *removed* together are the former, *same* and
 * *added* the latter, to the character. Of what changed in one place, the removed comes first.
 */
export function wordDiff(former: string, latter: string): readonly Change[] {
  return compared(former, latter).changes
}

/** What changed, and whether it was compared to the end: where not, the middle is another text. */
export interface Comparison {
  readonly changes: readonly Change[]
  readonly toTheEnd: boolean
}

/** As `wordDiff`, saying whether the bound was met. */
export function compared(former: string, latter: string): Comparison {
  const a = former.match(TOKENS) ?? []
  const b = latter.match(TOKENS) ?? []
  const start = commonLength(a, b, (words, i) => words[i])
  const rest = [a.slice(start), b.slice(start)] as const
  const end = commonLength(...rest, (words, i) => words[words.length - 1 - i])
  const [gone = [], come = []] = rest.map((words) => words.slice(0, words.length - end))
  const middle = middleOf(gone, come)
  const ends = [a.slice(0, start), a.slice(a.length - end)].map((words) => words.join(''))
  const changes = merged([
    same(ends[0] ?? ''),
    ...(middle ?? [removed(gone.join('')), added(come.join(''))]),
    same(ends[1] ?? ''),
  ])
  return { changes, toTheEnd: middle !== undefined }
}

const same = (text: string): Change => ({ kind: 'same', text })
const removed = (text: string): Change => ({ kind: 'removed', text })
const added = (text: string): Change => ({ kind: 'added', text })

type Words = readonly string[]

function commonLength(
  a: Words,
  b: Words,
  at: (words: Words, i: number) => string | undefined,
): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && at(a, length) === at(b, length)) length++
  return length
}

function middleOf(a: Words, b: Words): Change[] | undefined {
  const path = shortestPath(a, b)
  return path && walked(path, a, b)
}

/** How far each diagonal came after each number of edits (Myers 1986); undefined beyond the bound. */
function shortestPath(a: Words, b: Words): readonly Map<number, number>[] | undefined {
  const rounds: Map<number, number>[] = []
  let reached = new Map([[1, 0]])
  let looks = 0
  for (let edits = 0; edits <= MOST_EDITS && looks <= MOST_LOOKS; edits++) {
    const next = new Map<number, number>()
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const from = comesDown(reached, diagonal, edits)
        ? (reached.get(diagonal + 1) ?? 0)
        : (reached.get(diagonal - 1) ?? 0) + 1
      const x = alongSame(a, b, [from, from - diagonal])
      next.set(diagonal, x)
      looks += x - from + 1
      if (x >= a.length && x - diagonal >= b.length) return [...rounds, reached]
    }
    rounds.push(reached)
    reached = next
  }
  return undefined
}

/** Where the words that are the same in both from here on end, in the former. */
function alongSame(a: Words, b: Words, [fromX, fromY]: readonly [number, number]): number {
  let x = fromX
  let y = fromY
  while (x < a.length && y < b.length && a[x] === b[y]) {
    x++
    y++
  }
  return x
}

/** Whether a diagonal is best reached by a word that was added, not by one removed. */
function comesDown(reached: Map<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true
  if (diagonal === edits) return false
  return (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1)
}

/** The changes along the path, found from its end. */
function walked(rounds: readonly Map<number, number>[], a: Words, b: Words): Change[] {
  const changes: Change[] = []
  let x = a.length
  let y = b.length
  const back = (toX: number, toY: number) => {
    while (x > toX && y > toY) {
      changes.push(same(a[--x] ?? ''))
      y--
    }
  }
  for (let edits = rounds.length - 1; edits > 0; edits--) {
    const reached = rounds[edits] ?? new Map<number, number>()
    const down = comesDown(reached, x - y, edits)
    const before = down ? x - y + 1 : x - y - 1
    const fromX = reached.get(before) ?? 0
    const fromY = fromX - before
    back(down ? fromX : fromX + 1, down ? fromY + 1 : fromY)
    if (down) changes.push(added(b[--y] ?? ''))
    else changes.push(removed(a[--x] ?? ''))
  }
  back(0, 0)
  return changes.reverse()
}

/** Neighbours of a kind as one, and in each place the removed before the added. */
function merged(changes: readonly Change[]): Change[] {
  const whole: Change[] = []
  let [gone, come] = ['', '']
  const close = () => {
    if (gone !== '') whole.push(removed(gone))
    if (come !== '') whole.push(added(come))
    gone = ''
    come = ''
  }
  let kept = ''
  for (const { kind, text } of changes) {
    if (kind === 'same') {
      close()
      kept += text
      continue
    }
    if (kept !== '') whole.push(same(kept))
    kept = ''
    if (kind === 'removed') gone += text
    else come += text
  }
  close()
  if (kept !== '') whole.push(same(kept))
  return whole
}
