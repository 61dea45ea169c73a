import { useState } from 'react'
import { splitsPair, type Span } from '../../../shared/domain/text.ts'
import { mergedSpans, paragraphs, stretches } from '../../ui/marked.ts'

/** Longer texts are shown up to here first: nobody reads a hundred pages before the facts. */
const FIRST = 10_000

export interface CommentTextProps {
  readonly text: string
  /** What reporters pointed at. */
  readonly spans: readonly Span[]
}

/** A comment exactly as its author wrote it, in paragraphs, with what was pointed at marked. */
export function CommentText({ text, spans }: CommentTextProps) {
  const [whole, setWhole] = useState(false)
  const end =
    whole || text.length <= FIRST ? text.length : splitsPair(text, FIRST) ? FIRST - 1 : FIRST
  const shown = text.slice(0, end)
  const marks = mergedSpans(spans)
  return (
    <>
      <div className="body words" dir="auto" data-part="comment">
        {paragraphs(shown).map((span) => (
          <p key={span[0]} dir="auto">
            {stretches(shown, span, marks).map((stretch) =>
              stretch.marked ? (
                <mark key={stretch.at}>{stretch.text}</mark>
              ) : (
                <span key={stretch.at}>{stretch.text}</span>
              ),
            )}
          </p>
        ))}
      </div>
      {end < text.length ? (
        <button type="button" className="btn more" onClick={() => setWhole(true)}>
          Show the rest ({(text.length - end).toLocaleString('en-GB')} characters more)
        </button>
      ) : null}
    </>
  )
}
