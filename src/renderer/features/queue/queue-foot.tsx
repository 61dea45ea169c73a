import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { contestedWhy, whyHere } from '../../stores/urgency-words.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { useNeighbours } from './use-neighbours.ts'

/** Why the selected case is where it is, in words; the whole of it is one key away. */
export function QueueFoot() {
  const { stores, dispatch } = useConsole()
  const { queue } = stores
  const selected = useStore(queue, (state) => state.selected)
  const contested = useStore(queue, (state) => state.view.place === 'contested')
  const { row, isFirst, ...around } = useNeighbours(selected)
  const why = useDeskTime((now) => (row && !contested ? whyHere(row, around, now) : ''))
  if (!row) return <div className="qfoot" />
  return (
    <button
      type="button"
      className="qfoot"
      onClick={(event) => dispatch('queue.why', event.timeStamp)}
    >
      <span className="why">
        {contested ? (
          contestedWhy[row.contest?.state ?? 'none']
        ) : (
          <>
            <b>{isFirst ? 'Why first?' : 'Why here?'}</b> {why}
          </>
        )}
      </span>
      <Kbd of="queue.why" />
    </button>
  )
}
