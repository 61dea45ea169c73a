import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { counted, span } from '../../stores/sentences.ts'

/** Why the selected case is where it is, in words. */
export function QueueFoot() {
  const { queue } = useConsole().stores
  const selected = useStore(queue, (state) => state.selected)
  const first = useStore(queue, (state) => state.order[0] === state.selected)
  const row = useStore(queue, () => (selected === undefined ? undefined : queue.row(selected)))
  const contested = useStore(queue, (state) => state.view.place === 'contested')
  const known = useDeskTime((now) => (row ? span(now - Date.parse(row.receivedAt)) : ''))
  return (
    <div className="qfoot">
      {row && contested ? (
        CONTESTED[row.contest?.state ?? 'none']
      ) : row ? (
        <>
          <b>{first ? 'Why first?' : 'Why here?'}</b> S{row.severity}, known for {known},{' '}
          {counted(row.readers, 'reader')}.
        </>
      ) : null}
    </div>
  )
}

const CONTESTED = {
  waits: 'Waits for a lead’s ruling since it reached the desk.',
  edited: 'The author edited it first: yours can be made again.',
  ended: 'Ruled on. Put it away when you have read it.',
  none: 'Your decision was not applied.',
} as const
