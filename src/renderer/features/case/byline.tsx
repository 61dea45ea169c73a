import { useMemo } from 'react'
import type { CaseView } from '../../../shared/contract/models.ts'
import { exactTime } from '../../stores/sentences.ts'
import { NO_AUTHOR, NO_AUTHOR_WHY } from '../../stores/reading-words.ts'
import { countHidden } from '../../text/hidden.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { Ago } from '../../when.tsx'

/** Whose words they are, and since when. */
export function Byline({ view }: { readonly view: CaseView }) {
  const { comment, revisions } = view.case
  const hidden = useMemo(() => countHidden(comment.body), [comment.body])
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
      {revisions.bodyRev > 1 ? (
        <span className="q3 small">
          <Kbd of="comment.revisions" /> what changed
        </span>
      ) : null}
      {hidden > 0 ? (
        <span className="chip" title="Marks that turn text round or take no room">
          {hidden === 1 ? '1 invisible character' : `${hidden} invisible characters`}
        </span>
      ) : null}
      {view.author ? null : (
        <span className="chip" title={NO_AUTHOR_WHY}>
          <Icon name="person" />
          {NO_AUTHOR}
        </span>
      )}
      {comment.deletedByAuthor ? (
        <span className="chip delete" title={exactTime(comment.postedAt)}>
          <Icon name="delete" />
          Deleted by its author
        </span>
      ) : null}
    </div>
  )
}
