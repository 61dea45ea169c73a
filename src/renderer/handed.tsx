import type { AsideView, HandView } from '../shared/contract/flow.ts'
import { useDeskTime } from './context.tsx'
import { asideWords, handHead, handRow } from './stores/flow-words.ts'
import { Icon } from './ui/icon.tsx'

/** In a row: until when it is aside, or why it is back. */
export function RowAside({ aside }: { readonly aside: AsideView }) {
  const words = useDeskTime((now) => asideWords(aside, now))
  return <span className={aside.back ? 'claim back' : 'claim'}>{words}</span>
}

/** In a row: from whom or to whom it was handed. */
export function RowHand({ handed }: { readonly handed: HandView }) {
  return (
    <span className={handed.mine === 'to' ? 'claim handed' : 'claim'}>
      <span className="who" dir="auto">
        {handRow(handed)}
      </span>
    </span>
  )
}

/** Over a case: until when it is aside, or why it is back. */
export function AsideChip({ aside }: { readonly aside: AsideView }) {
  const words = useDeskTime((now) => asideWords(aside, now))
  return <span className="chip back end">{words}</span>
}

/** Who handed the case to whom, and the words that came with it. Nobody has to have said any. */
export function HandedNote({ handed }: { readonly handed: HandView | null }) {
  const head = useDeskTime((now) => (handed ? handHead(handed, now) : ''))
  if (!handed) return null
  return (
    <section className="questions" aria-label="Handed on">
      <div className="question">
        <Icon name="person" />
        <div>
          <p>
            <b>{head}</b> {handed.words ? <span className="words">{handed.words}</span> : null}
          </p>
        </div>
      </div>
    </section>
  )
}
