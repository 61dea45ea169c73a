import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole } from '../../context.tsx'
import { useMasked } from '../../reading.tsx'
import { nextChange, TOO_DIFFERENT } from '../../stores/reading-words.ts'
import type { FindWith } from '../../text/finds-in.ts'
import { maskedLine } from '../../text/masked-line.ts'
import { compared } from '../../text/word-diff.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Ago } from '../../when.tsx'
import { backToHeading } from './back-to-heading.ts'

export interface RevisionsProps {
  readonly view: CaseView
  /** The revision that is set beside the one before it. */
  readonly rev: number
  readonly how: FindWith
}

/** What the author changed in one edit: words that are gone struck, words that came underlined. */
export function Revisions({ view, rev, how }: RevisionsProps) {
  const { stores, dispatch } = useConsole()
  const former = useStore(stores.reading, ({ texts }) => texts.get(rev - 1))
  const latter = useStore(stores.reading, ({ texts }) => texts.get(rev))
  const { revisions, comment } = view.case
  const newest = rev === revisions.bodyRev
  return (
    <section className="revisions" aria-label={`Revision ${rev} beside revision ${rev - 1}`}>
      <p className="rhead">
        <b>
          Revision {rev - 1} → {rev}
        </b>
        {newest && comment.editedAt ? (
          <span className="q3">
            edited <Ago at={comment.editedAt} />
          </span>
        ) : null}
        <button
          type="button"
          className="quiet end"
          onClick={(e) => {
            backToHeading(e.currentTarget)
            dispatch('comment.revisions', e.timeStamp)
          }}
        >
          <Kbd of="comment.revisions" /> {nextChange(rev)}
        </button>
      </p>
      {former === undefined || latter === undefined ? (
        <NotHere rev={former === undefined ? rev - 1 : rev} />
      ) : (
        <Changes former={former} latter={latter} how={how} />
      )}
    </section>
  )
}

/** In the place of a text that this machine does not have. */
function NotHere({ rev }: { readonly rev: number }) {
  const problem = useStore(useConsole().stores.reading, (state) => state.problem)
  return (
    <p className="nothing" role="status">
      {problem ? problem.message : `Fetching revision ${rev} from the desk.`}
    </p>
  )
}

interface ChangesProps {
  readonly former: string
  readonly latter: string
  readonly how: FindWith
}

function Changes({ former, latter, how }: ChangesProps) {
  const masked = useMasked()
  const { changes, toTheEnd } = useMemo(() => {
    const seen = (text: string) => (masked ? maskedLine(text, how.words) : text)
    return compared(seen(former), seen(latter))
  }, [former, latter, how, masked])
  return (
    <>
      {toTheEnd ? null : <p className="small q2">{TOO_DIFFERENT}</p>}
      <div className="body words seen" dir="auto" data-part="changes">
        {changes.map(({ kind, text }, i) => {
          if (kind === 'same') return <span key={i}>{text}</span>
          return kind === 'removed' ? <del key={i}>{text}</del> : <ins key={i}>{text}</ins>
        })}
      </div>
    </>
  )
}
