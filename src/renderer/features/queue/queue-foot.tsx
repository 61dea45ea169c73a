import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { counted, span } from '../../stores/sentences.ts'

/** Why the selected case is where it is, in words. */
export function QueueFoot() {
  const { queue } = useConsole().stores
  const selected = useStore(queue, (state) => state.selected)
  const first = useStore(queue, (state) => state.order[0] === state.selected)
  const row = useStore(queue, () => (selected === undefined ? undefined : queue.row(selected)))
  const known = useDeskTime((now) => (row ? span(now - Date.parse(row.receivedAt)) : ''))
  return (
    <div className="qfoot">
      {row ? (
        <>
          <b>{first ? 'Why first?' : 'Why here?'}</b> S{row.severity}, known for {known},{' '}
          {counted(row.readers, 'reader')}.
        </>
      ) : null}
    </div>
  )
}
