import { memo } from 'react'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useTerms } from '../../context.tsx'
import { HandedNote } from '../../handed.tsx'
import { openReports } from '../../stores/picking.ts'
import { exactTime } from '../../stores/sentences.ts'
import { standingCuts } from '../../stores/standing.ts'
import { Icon } from '../../ui/icon.tsx'
import { Name } from '../../ui/name.tsx'
import { oneLine } from '../../ui/one-line.ts'
import { Ago } from '../../when.tsx'
import { CommentText } from './comment-text.tsx'
import { DeskSaid, Questions } from './questions.tsx'
import { Thread } from './thread.tsx'

/** The reader's words, and just enough around them. The lines above them are always as many. */
export const CaseBody = memo(function CaseBody({ view }: { readonly view: CaseView }) {
  const { comment, revisions, neighbours } = view.case
  const parent = neighbours.find(({ where }) => where === 'parent')
  const spans = openReports(view)
    .filter(({ bodyRev }) => bodyRev === revisions.bodyRev)
    .flatMap((report) => report.spans)
  const terms = useTerms()
  const cuts = standingCuts(terms, view)
  return (
    <div className="cbody" data-part="case-body">
      <DeskSaid view={view} />
      <Questions view={view} />
      <HandedNote handed={view.handed} />
      <Under view={view} />
      <article aria-label={`Comment by ${comment.authorName}`}>
        <Byline view={view} />
        <blockquote className="parent">
          {parent ? (
            <>
              <Name of={parent.authorName} /> wrote:{' '}
              <span className="words" dir="auto">
                {oneLine(parent.body)}
              </span>
            </>
          ) : (
            'A comment on the article itself.'
          )}
        </blockquote>
        <CommentText text={comment.body} spans={spans} cuts={cuts} />
      </article>
      {comment.deletedByAuthor ? (
        <p className="thread q2">
          The author has deleted this comment. There is nothing to take down; keep or delete closes
          the case.
        </p>
      ) : null}
      <Thread neighbours={neighbours} />
    </div>
  )
})

function Under({ view }: { readonly view: CaseView }) {
  const { comment } = view.case
  return (
    <p className="under">
      <span>Under</span>
      <a href={comment.url} target="_blank" rel="noopener noreferrer" title="Open on the site (o)">
        {view.article?.title ?? 'an article that isn’t here yet'}
      </a>
      <span>
        Comment {comment.position} of {comment.total}
      </span>
    </p>
  )
}

function Byline({ view }: { readonly view: CaseView }) {
  const { comment, revisions } = view.case
  const hidden = invisible(comment.body)
  return (
    <div className="by">
      <b>
        <Name of={comment.authorName} />
      </b>
      <span className="q3 small">
        <Ago at={comment.postedAt} /> · revision {revisions.bodyRev},{' '}
        {comment.editedAt ? (
          <>
            edited <Ago at={comment.editedAt} />
          </>
        ) : (
          'not edited'
        )}
      </span>
      {hidden > 0 ? (
        <span className="chip" title="Marks that turn text round or take no room">
          {hidden === 1 ? '1 invisible character' : `${hidden} invisible characters`}
        </span>
      ) : null}
      {comment.deletedByAuthor ? (
        <span className="chip delete" title={exactTime(comment.postedAt)}>
          <Icon name="delete" />
          Deleted by its author
        </span>
      ) : null}
    </div>
  )
}

const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

function invisible(text: string): number {
  return text.match(INVISIBLE)?.length ?? 0
}
