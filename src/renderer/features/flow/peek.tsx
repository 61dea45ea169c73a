import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useConsole, useTerms } from '../../context.tsx'
import { ahead } from '../../stores/peek-store.ts'
import { ruleTitle } from '../../stores/terms-store.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { oneLine } from '../../ui/one-line.ts'
import { Severity } from '../../ui/severity.tsx'
import { Since } from '../../when.tsx'

/** The words of the next cases, over the foot of this one. Reading on and every key go on as before. */
export function Peek() {
  const { peek } = useConsole().stores
  const open = useStore(peek, (state) => state.open)
  return open ? <Open /> : null
}

function Open() {
  const { stores, dispatch } = useConsole()
  const { peek, queue } = stores
  const selected = useStore(queue, (state) => state.selected)
  const order = useStore(queue, (state) => state.order)
  const nos = ahead(order, selected)
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') peek.close()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [peek])
  return (
    <section className="sheet pick peek" aria-label="The next cases">
      <div className="ph">
        <h2>Next in the queue</h2>
        <span className="q3 small end">Only to look at: none of them counts as seen</span>
      </div>
      {nos.length === 0 ? <p className="none q2">Nothing is after this one.</p> : null}
      <ol>
        {nos.map((no) => (
          <Next key={no} no={no} />
        ))}
      </ol>
      <div className="pf">
        <span>
          <Kbd of="case.next" /> go to the next
        </span>
        <button
          type="button"
          className="end"
          tabIndex={-1}
          onClick={(e) => dispatch('queue.peek', e.timeStamp)}
        >
          <Kbd of="queue.peek" /> close
        </button>
      </div>
    </section>
  )
}

function Next({ no }: { readonly no: number }) {
  const { queue, cases } = useConsole().stores
  const terms = useTerms()
  const row = useStore(queue, () => queue.row(no))
  const body = useStore(cases, () => cases.view(no)?.case.comment.body)
  useEffect(() => {
    queue.need([no])
  }, [queue, no])
  if (!row) return <li aria-hidden="true" />
  return (
    <li>
      <Severity level={row.severity} />
      <p className="l1">
        <b>{ruleTitle(terms, row.rule)}</b> <span className="q3">×{row.reports}</span>{' '}
        <span className="q2">
          <Name of={row.authorName} />
        </span>
        <span className="end q3 small">
          <Since at={row.receivedAt} />
        </span>
      </p>
      <p className="words" dir="auto">
        {oneLine(body ?? row.words)}
      </p>
    </li>
  )
}
