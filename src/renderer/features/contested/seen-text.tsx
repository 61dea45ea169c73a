import { useMemo, useState } from 'react'
import type { TokenCut } from '../../../shared/domain/amendment.ts'
import { splitsPair } from '../../../shared/domain/text.ts'
import { type SeenPiece, seenPieces } from '../../text/seen-pieces.ts'
import { wordDiff } from '../../text/word-diff.ts'
import { CutMark } from '../../ui/cut-mark.tsx'
import { inDigits } from '../../stores/sentences.ts'

/** Longer texts are shown up to here first: the decisions stand side by side. */
const FIRST = 4000

export interface SeenTextProps {
  readonly text: string
  /** The text before its author's edit: what changed is marked. */
  readonly former?: string | undefined
  /** What was cut from it, with what stands in its place. */
  readonly cuts?: readonly TokenCut[]
}

/** A comment as somebody saw it: what its author changed marked, what was cut struck. */
export function SeenText({ text, former, cuts = [] }: SeenTextProps) {
  const [whole, setWhole] = useState(false)
  const end = whole ? text.length : firstEnd(text)
  const pieces = useMemo(() => {
    const shown = text.slice(0, end)
    const before = former === undefined ? shown : former.slice(0, whole ? undefined : FIRST)
    const spans = cuts.map(({ span }) => span).filter(([, last]) => last <= end)
    return seenPieces(wordDiff(before, shown), spans)
  }, [text, end, former, whole, cuts])
  return (
    <>
      <div className="body words seen" dir="auto">
        {pieces.map((piece, i) => (
          <Piece key={i} piece={piece} after={cutAfter(piece, cuts)} />
        ))}
      </div>
      {end < text.length ? (
        <button
          type="button"
          className="btn more"
          onClick={() => {
            setWhole(true)
          }}
        >
          Show all {inDigits(text.length)} characters
        </button>
      ) : null}
    </>
  )
}

function firstEnd(text: string): number {
  if (text.length <= FIRST) return text.length
  return splitsPair(text, FIRST) ? FIRST - 1 : FIRST
}

function cutAfter({ cut, endsCut }: SeenPiece, cuts: readonly TokenCut[]): TokenCut | undefined {
  return endsCut && cut !== undefined ? cuts[cut] : undefined
}

function Piece({
  piece: { kind, text, cut },
  after,
}: {
  readonly piece: SeenPiece
  readonly after: TokenCut | undefined
}) {
  const words = kind === 'same' ? text : kind === 'removed' ? <del>{text}</del> : <ins>{text}</ins>
  if (cut === undefined) return words
  return (
    <span className="cut">
      <s>{words}</s>
      {after ? <CutMark cut={after} /> : null}
    </span>
  )
}
