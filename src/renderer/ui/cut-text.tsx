import { Fragment } from 'react'
import type { Span } from '../../shared/domain/text.ts'
import type { Find } from '../text/find.ts'
import { laidOut, type Piece } from '../text/laid-out.ts'
import { mergedSpans } from '../text/marked.ts'
import { FoundPiece } from './found-piece.tsx'

/** A cut as it is drawn: the words struck, then what stands in their place. */
export interface ShownCut {
  readonly span: Span
  readonly after: React.ReactNode
  readonly className?: string
}

export interface CutTextProps {
  readonly text: string
  /** In order, none overlapping. */
  readonly cuts: readonly ShownCut[]
  /** What reporters pointed at. */
  readonly marks: readonly Span[]
  /** What is told about its stretches: the word list, links, characters that nobody sees. */
  readonly finds?: readonly Find[]
  /** Whether listed slurs and threats are told and not shown. */
  readonly masked?: boolean
}

/**
 * A text exactly as its author wrote it, in paragraphs, with what is cut struck and what was
 * pointed at marked. Each stretch carries its offset, so that a selection can be read and set.
 */
export function CutText({ text, cuts, marks, finds = [], masked = false }: CutTextProps) {
  const layers = { marks: mergedSpans(marks), cuts: cuts.map(({ span }) => span), finds }
  // By their place and not by their offset: the next comment is written into the same boxes.
  return laidOut(text, layers).map((pieces, i) => (
    <p key={i} dir="auto">
      {byCut(pieces).map((group, j) => {
        const shown = group.map((piece, k) => <Stretch key={k} piece={piece} masked={masked} />)
        const [{ cut: index } = { cut: undefined }] = group
        const cut = index === undefined ? undefined : cuts[index]
        if (!cut) return <Fragment key={j}>{shown}</Fragment>
        return (
          <span key={j} className={cut.className ?? 'cut'}>
            <s>{shown}</s>
            {group.at(-1)?.endsCut ? cut.after : null}
          </span>
        )
      })}
    </p>
  ))
}

/** The pieces of a paragraph in groups that lie in the same cut, or in none. */
function byCut(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = []
  for (const piece of pieces) {
    const last = groups.at(-1)
    if (last && last[0]?.cut === piece.cut) last.push(piece)
    else groups.push([piece])
  }
  return groups
}

function Stretch({ piece, masked }: { readonly piece: Piece; readonly masked: boolean }) {
  const { at, text, marked, find } = piece
  if (!find) return marked ? <mark data-at={at}>{text}</mark> : <span data-at={at}>{text}</span>
  const found = <FoundPiece piece={piece} find={find} masked={masked} />
  return marked ? <mark>{found}</mark> : found
}
