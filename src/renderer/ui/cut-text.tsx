import { Fragment } from 'react'
import type { Span } from '../../shared/domain/text.ts'
import { mergedSpans, paragraphs, stretches } from '../text/marked.ts'

/** A cut as it is drawn: the words struck, then what stands in their place. */
export interface ShownCut {
  readonly span: Span
  readonly after: React.ReactNode
  readonly className?: string
}

export interface CutTextProps {
  readonly text: string
  readonly cuts: readonly ShownCut[]
  /** What reporters pointed at. */
  readonly marks: readonly Span[]
}

/**
 * A text exactly as its author wrote it, in paragraphs, with what is cut struck and what was
 * pointed at marked. Each stretch carries its offset, so that a selection can be read and set.
 */
export function CutText({ text, cuts, marks }: CutTextProps) {
  const merged = mergedSpans(marks)
  return paragraphs(text).map((span) => (
    <p key={span[0]} dir="auto">
      {stretches(
        text,
        span,
        cuts.map((cut) => cut.span),
      ).map(({ at, text: words, marked }) => {
        const own: Span = [at, at + words.length]
        const cut = marked
          ? cuts.find(({ span: [start, end] }) => start <= at && at < end)
          : undefined
        if (!cut) return <Marked key={at} text={text} span={own} marks={merged} />
        return (
          <span key={at} className={cut.className ?? 'cut'}>
            <s>
              <Marked text={text} span={own} marks={merged} />
            </s>
            {own[1] === cut.span[1] ? cut.after : null}
          </span>
        )
      })}
    </p>
  ))
}

interface MarkedProps {
  readonly text: string
  readonly span: Span
  readonly marks: readonly Span[]
}

function Marked({ text, span, marks }: MarkedProps) {
  return stretches(text, span, marks).map(({ at, text: words, marked }) => (
    <Fragment key={at}>
      {marked ? <mark data-at={at}>{words}</mark> : <span data-at={at}>{words}</span>}
    </Fragment>
  ))
}
