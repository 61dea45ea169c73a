import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { HandedNote } from '../../handed.tsx'
import { useFindWith } from '../../reading.tsx'
import { UnderArticle } from '../../under-article.tsx'
import { pointedAt } from '../../stores/pointed-at.ts'
import { standingCuts } from '../../stores/standing.ts'
import { Byline } from './byline.tsx'
import { CommentText } from './comment-text.tsx'
import { Parent } from './parent.tsx'
import { DeskSaid, Questions } from './questions.tsx'
import { Revisions } from './revisions.tsx'
import { Thread } from './thread.tsx'

/**
 * The reader's words, and just enough around them. The lines above them are always as many. The next
 * case is written into the same boxes: making them anew is most of what a key press would cost.
 */
export const CaseBody = memo(function CaseBody({ view }: { readonly view: CaseView }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    beginAtTop(box.current)
  }, [view.no])
  const { comment, neighbours } = view.case
  const how = useFindWith(view)
  return (
    <div className="cbody" data-part="case-body" ref={box}>
      <DeskSaid view={view} />
      <Questions view={view} />
      <HandedNote handed={view.handed} />
      <Under view={view} />
      <article aria-label={`Comment by ${comment.authorName}`}>
        <Byline view={view} />
        <Parent parent={neighbours.find(({ where }) => where === 'parent')} how={how} />
        <Text view={view} how={how} />
      </article>
      {comment.deletedByAuthor ? (
        <p className="thread q2">
          The author has deleted this comment. There is nothing to take down; keep or delete closes
          the case.
        </p>
      ) : null}
      <Thread neighbours={neighbours} how={how} />
    </div>
  )
})

/** Nothing of how the case before was read is left: not its place, not what was selected in it. */
function beginAtTop(box: HTMLElement | null): void {
  if (!box) return
  if (box.scrollTop !== 0) box.scrollTop = 0
  const selection = box.ownerDocument.getSelection()
  if (selection?.anchorNode && box.contains(selection.anchorNode)) selection.removeAllRanges()
}

interface TextProps {
  readonly view: CaseView
  readonly how: ReturnType<typeof useFindWith>
}

/** The comment; or, where one asked for it, what its author changed. */
function Text({ view, how }: TextProps) {
  const rev = useStore(useConsole().stores.reading, (state) => state.rev)
  const spans = useMemo(() => pointedAt(view), [view])
  const terms = useTerms()
  const cuts = useMemo(() => standingCuts(terms, view), [terms, view])
  if (rev !== undefined) return <Revisions view={view} rev={rev} how={how} />
  return <CommentText text={view.case.comment.body} spans={spans} cuts={cuts} how={how} />
}

function Under({ view }: { readonly view: CaseView }) {
  const { comment } = view.case
  return (
    <p className="under">
      <span>Under</span>
      <UnderArticle view={view} />
      <span>
        Comment {comment.position} of {comment.total}
      </span>
    </p>
  )
}
