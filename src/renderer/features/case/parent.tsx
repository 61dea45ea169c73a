import { useStore } from 'zustand'
import type { CaseView } from '../../../shared/contract/models.ts'
import { clippedAt } from '../../../shared/domain/text.ts'
import { useConsole } from '../../context.tsx'
import { OneLine, useFinds, useMasked } from '../../reading.tsx'
import { ON_THE_ARTICLE, showRest } from '../../stores/reading-words.ts'
import type { FindWith } from '../../text/finds-in.ts'
import { CutText } from '../../ui/cut-text.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'

type Neighbour = CaseView['case']['neighbours'][number]

export interface ParentProps {
  /** What the comment answers, or undefined of one on the article itself. */
  readonly parent: Neighbour | undefined
  readonly how: FindWith
}

/** What the comment answers: in one line, and whole where one asks for it. */
export function Parent({ parent, how }: ParentProps) {
  const { stores, dispatch } = useConsole()
  const open = useStore(stores.reading, (state) => state.parentOpen)
  if (!parent) return <p className="parent">{ON_THE_ARTICLE}</p>
  return (
    <blockquote className={open ? 'parent open' : 'parent'}>
      <button
        type="button"
        aria-expanded={open}
        onClick={(e) => dispatch('comment.parent', e.timeStamp)}
      >
        <span className="first">
          <Name of={parent.authorName} /> wrote:{' '}
          {open ? null : <OneLine text={parent.body} how={how} />}
        </span>
        <Kbd of="comment.parent" />
      </button>
      {open ? <Whole text={parent.body} how={how} /> : null}
    </blockquote>
  )
}

/** It is context: of a very long one the beginning is enough, until one asks for all that is long. */
const LONGEST = 4000

function Whole({ text, how }: { readonly text: string; readonly how: FindWith }) {
  const all = useStore(useConsole().stores.reading, (state) => state.whole)
  const end = all ? text.length : clippedAt(text, LONGEST)
  const shown = text.slice(0, end)
  const finds = useFinds(shown, how)
  const masked = useMasked()
  return (
    <div className="words" dir="auto">
      <CutText text={shown} marks={[]} cuts={[]} finds={finds} masked={masked} />
      {end < text.length ? (
        <p className="small q3">
          <Kbd of="comment.rest" /> {showRest(text.length - end)}
        </p>
      ) : null}
    </div>
  )
}
