import { useStore } from 'zustand'
import type { QueueView } from '../../../shared/contract/models.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { queueWords } from '../../stores/filters.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Words } from '../../ui/words.tsx'
import { inDigits } from '../../stores/sentences.ts'

const placeTitles: Readonly<Record<QueueView['place'], string>> = {
  queue: 'Queue',
  escalated: 'Escalated',
  contested: 'Contested',
  batch: 'Batch',
  mine: 'Mine',
}

const WHOLE: Readonly<Record<QueueView['place'], string>> = {
  queue: 'All open',
  escalated: 'Waiting for a lead',
  contested: 'Not applied, or ruled on',
  batch: 'What you have taken',
  mine: 'What you have',
}

/** What is listed: the place, and what it is narrowed to as words that can be taken away. */
export function QueueHead() {
  const { stores, dispatch } = useConsole()
  const { queue } = stores
  const terms = useTerms()
  const view = useStore(queue, (state) => state.view)
  const count = useStore(queue, (state) => state.count)
  const names = useNames()
  const words = queueWords(view, terms, names)
  return (
    <div className={words.length > 0 ? 'qhead narrowed' : 'qhead'}>
      <h2 id="qh">{placeTitles[view.place]}</h2>
      {words.length === 0 ? (
        <button
          type="button"
          className="narrow"
          title="List only some"
          onClick={(e) => dispatch('filter.open', e.timeStamp)}
        >
          <span className="q2">{WHOLE[view.place]}</span> <Kbd of="filter.open" />
        </button>
      ) : (
        <div className="words-on">
          <Words words={words} onTakeAway={(part) => void queue.show({ ...view, ...part })} />
        </div>
      )}
      {words.length > 0 ? (
        <span className="end" role="status">
          {inDigits(count)}
          <span className="vh"> listed</span>
        </span>
      ) : (
        <Newcomers />
      )}
    </div>
  )
}

/** What the article and the author of the list are called: those of the case that is shown. */
function useNames() {
  const { stores } = useConsole()
  const { cases, queue } = stores
  useStore(cases, (state) => state.tick)
  const selected = useStore(queue, (state) => state.selected)
  const shown = selected === undefined ? undefined : cases.view(selected)
  return {
    article: shown?.article?.title ?? 'one article',
    author: shown?.case.comment.authorName ?? 'one author',
  }
}

/** New rows never push the selected one; this says that they are above, and takes no room for it. */
function Newcomers() {
  const { queue } = useConsole().stores
  const fresh = useStore(queue, (state) => state.fresh)
  const contested = useStore(queue, (state) => state.view.place === 'contested')
  if (fresh.size === 0)
    return <span className="end">{contested ? 'oldest first' : 'most urgent first'}</span>
  return (
    <button
      type="button"
      className="qnew end"
      onClick={() => {
        const first = queue.getState().order.find((no) => fresh.has(no))
        if (first !== undefined) queue.select(first)
      }}
    >
      {fresh.size} new, press <Kbd of="case.previous" />
    </button>
  )
}
