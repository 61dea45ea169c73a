import { useState } from 'react'
import type { TokenCut } from '../../../shared/domain/amendment.ts'
import { splitsPair, type Span } from '../../../shared/domain/text.ts'
import { CutMark } from '../../ui/cut-mark.tsx'
import { CutText } from '../../ui/cut-text.tsx'
import { inDigits } from '../../stores/sentences.ts'

/** Longer texts are shown up to here first: nobody reads a hundred pages before the facts. */
const FIRST = 10_000

export interface CommentTextProps {
  readonly text: string
  /** What reporters pointed at. */
  readonly spans: readonly Span[]
  /** Of an amended comment: what readers no longer see, and what stands in its place. */
  readonly cuts?: readonly TokenCut[]
}

/** A comment exactly as its author wrote it, in paragraphs, with what was pointed at marked. */
export function CommentText({ text, spans, cuts = [] }: CommentTextProps) {
  const [whole, setWhole] = useState(false)
  const end =
    whole || text.length <= FIRST ? text.length : splitsPair(text, FIRST) ? FIRST - 1 : FIRST
  const shown = text.slice(0, end)
  return (
    <>
      <div className="body words" dir="auto" data-part="comment">
        <CutText
          text={shown}
          marks={spans}
          cuts={cuts.map((cut) => ({
            span: cut.span,
            after: <CutMark cut={cut} />,
          }))}
        />
      </div>
      {end < text.length ? (
        <button type="button" className="btn more" onClick={() => setWhole(true)}>
          Show the rest ({inDigits(text.length - end)} characters more)
        </button>
      ) : null}
    </>
  )
}
