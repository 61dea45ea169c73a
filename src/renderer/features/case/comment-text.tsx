import { memo } from 'react'
import { useStore } from 'zustand'
import type { TokenCut } from '../../../shared/domain/amendment.ts'
import { clippedAt, type Span } from '../../../shared/domain/text.ts'
import { useConsole } from '../../context.tsx'
import { useFinds, useMasked } from '../../reading.tsx'
import { onlySpace, showRest } from '../../stores/reading-words.ts'
import type { FindWith } from '../../text/finds-in.ts'
import { CutMark } from '../../ui/cut-mark.tsx'
import { CutText } from '../../ui/cut-text.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { backToHeading } from './back-to-heading.ts'

/** Longer texts are shown up to here first: nobody reads a hundred pages before the facts. */
const FIRST = 10_000

export interface CommentTextProps {
  readonly text: string
  /** What reporters pointed at. */
  readonly spans: readonly Span[]
  /** Of an amended comment: what readers no longer see, and what stands in its place. */
  readonly cuts: readonly TokenCut[]
  readonly how: FindWith
}

/** A comment exactly as its author wrote it, in paragraphs, with all that is told about it marked. */
export const CommentText = memo(function CommentText({ text, spans, cuts, how }: CommentTextProps) {
  const { stores, dispatch } = useConsole()
  const whole = useStore(stores.reading, (state) => state.whole)
  const end = whole ? text.length : clippedAt(text, FIRST)
  const shown = end < text.length ? text.slice(0, end) : text
  const finds = useFinds(shown, how)
  const masked = useMasked()
  return (
    <>
      <div className="body words" dir="auto" data-part="comment">
        {text.trim() === '' ? <p className="nothing">{onlySpace(text)}</p> : null}
        <CutText
          text={shown}
          marks={spans}
          finds={finds}
          masked={masked}
          cuts={cuts.map((cut) => ({
            span: cut.span,
            after: <CutMark cut={cut} />,
          }))}
        />
      </div>
      {end < text.length ? (
        <button
          type="button"
          className="btn more"
          onClick={(e) => {
            backToHeading(e.currentTarget)
            dispatch('comment.rest', e.timeStamp)
          }}
        >
          <Kbd of="comment.rest" /> {showRest(text.length - end)}
        </button>
      ) : null}
    </>
  )
})
