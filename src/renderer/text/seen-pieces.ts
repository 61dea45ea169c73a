import type { Span } from '../../shared/domain/text.ts'
import type { Change } from './word-diff.ts'

/** A stretch of a text as somebody saw it: unchanged or added since the one before, or gone from it. */
export interface SeenPiece {
  readonly kind: Change['kind']
  readonly text: string
  /** The cut that it lies in, by its index; and whether it is that cut's last. */
  readonly cut: number | undefined
  readonly endsCut: boolean
}

/** A text by what changed in it and what was cut from it: cuts are spans of the text, in order and apart. */
export function seenPieces(changes: readonly Change[], cuts: readonly Span[]): SeenPiece[] {
  const pieces: SeenPiece[] = []
  let at = 0
  for (const { kind, text } of changes) {
    if (kind === 'removed') {
      pieces.push({ kind, text, cut: undefined, endsCut: false })
      continue
    }
    const end = at + text.length
    const edges = cuts.flatMap((span) => span.filter((edge) => at < edge && edge < end))
    for (const to of [...new Set([...edges, end])].sort((a, b) => a - b)) {
      const start = end - text.length
      const cut = cuts.findIndex(([from, until]) => from <= at && at < until)
      const part = text.slice(at - start, to - start)
      const endsCut = cut >= 0 && cuts[cut]?.[1] === to
      pieces.push({ kind, text: part, cut: cut < 0 ? undefined : cut, endsCut })
      at = to
    }
  }
  return pieces
}
