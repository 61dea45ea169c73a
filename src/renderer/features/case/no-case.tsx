import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** In the place of a comment that is not here yet, or not here at all. */
export function NoCase({ no }: { readonly no: number }) {
  const { stores, dispatch } = useConsole()
  const absent = useStore(stores.cases, () => stores.cases.isAbsent(no))
  const problem = useStore(stores.cases, (state) => state.problem)
  if (!absent && !problem)
    return (
      <div className="cbody" data-part="case-body">
        <p className="waiting late">Opening the case.</p>
      </div>
    )
  return (
    <div className="cbody" data-part="case-body">
      <p className="strong">That case isn’t on this machine.</p>
      <p className="q2">
        {problem?.message ??
          'It came in after the last sync, or it has left. It opens by itself when it is here.'}
      </p>
      <div className="acts">
        <button
          type="button"
          className="btn go"
          onClick={(e) => dispatch('case.next', e.timeStamp)}
        >
          <Kbd of="case.next" /> Go on with the next
        </button>
        <button type="button" className="btn" onClick={(e) => dispatch('sync.now', e.timeStamp)}>
          <Kbd of="sync.now" /> Sync now
        </button>
      </div>
    </div>
  )
}
