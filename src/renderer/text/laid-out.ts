import type { Span } from '../../shared/domain/text.ts'
import type { Find } from './find.ts'
import { paragraphs } from './marked.ts'

/** A stretch of a text that is shown in one way from end to end. */
export interface Piece {
  /** Where it stands in the text. */
  readonly at: number
  readonly text: string
  /** Whether a reporter pointed at it. */
  readonly marked: boolean
  /** The cut that it lies in, by its index; and whether it is that cut's last. */
  readonly cut: number | undefined
  readonly endsCut: boolean
  /** What is told about it, and whether it is the last of that. */
  readonly find: Find | undefined
  readonly endsFind: boolean
}

export interface Layers {
  /** In order, none overlapping. */
  readonly marks: readonly Span[]
  /** In order, none overlapping. */
  readonly cuts: readonly Span[]
  /** In order, none overlapping. */
  readonly finds: readonly Find[]
}

/** A text in paragraphs, each in stretches: one walk along it, whatever lies over it. */
export function laidOut(
  text: string,
  { marks, cuts, finds }: Layers,
): readonly (readonly Piece[])[] {
  const mark = walker(marks)
  const cut = walker(cuts)
  const find = walker(finds.map(({ span }) => span))
  return paragraphs(text).map(([start, end]) => {
    const pieces: Piece[] = []
    for (let at = start; at < end;) {
      const over = [mark(at), cut(at), find(at)] as const
      const to = Math.min(end, ...over.map(({ next }) => next))
      const [inMark, inCut, inFind] = over
      pieces.push({
        ...{ at, text: text.slice(at, to), marked: inMark.in !== undefined },
        ...{ cut: inCut.in, endsCut: inCut.in !== undefined && inCut.next === to },
        find: inFind.in === undefined ? undefined : finds[inFind.in],
        endsFind: inFind.in !== undefined && inFind.next === to,
      })
      at = to
    }
    return pieces
  })
}

/** Which of these spans an offset lies in, and where that changes next; asked of rising offsets. */
function walker(spans: readonly Span[]) {
  let i = 0
  return (at: number): { readonly in: number | undefined; readonly next: number } => {
    while ((spans[i]?.[1] ?? Infinity) <= at) i++
    const span = spans[i]
    if (!span) return { in: undefined, next: Infinity }
    return span[0] <= at ? { in: i, next: span[1] } : { in: undefined, next: span[0] }
  }
}
