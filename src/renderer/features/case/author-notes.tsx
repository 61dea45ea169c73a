import type { CaseView } from '../../../shared/contract/models.ts'
import { notesOf } from '../../stores/author-words.ts'
import { counted } from '../../stores/sentences.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Ago } from '../../when.tsx'

/** How many notes are shown beside a case. */
const SHOWN = 3

/** What staff wrote down about the author, the newest first, with what has not left this machine. */
export function AuthorNotes({ view }: { readonly view: CaseView }) {
  const notes = notesOf(view)
  const count = Math.max(notes.length, (view.author?.record?.noteCount ?? 0) + view.ownNotes.length)
  return (
    <div className="notes">
      <h3 id="f-notes">
        {count === 0 ? 'No notes' : counted(count, 'note')}
        <span className="end">
          <Kbd of="author.note" /> write one
        </span>
      </h3>
      {notes.length > 0 ? (
        <ul aria-labelledby="f-notes">
          {notes.slice(0, SHOWN).map(({ opId, text, by, at, waits }) => (
            <li key={opId}>
              <p dir="auto">{text}</p>
              <p className="q3">
                {by}, <Ago at={at} />
                {waits ? ', not sent yet' : ''}
              </p>
            </li>
          ))}
          {count > SHOWN ? <li className="q3">{counted(count - SHOWN, 'older note')}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}
