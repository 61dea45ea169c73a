import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** What can be done with the batch, each with its key. */
export function BatchActions({ has }: { readonly has: boolean }) {
  const { stores, dispatch } = useConsole()
  const problem = useStore(stores.batch, (state) => state.problem)
  return (
    <section aria-labelledby="b-do">
      <h2 className="colhead" id="b-do">
        This batch
      </h2>
      <div className="acts">
        {has ? (
          <button
            type="button"
            className="btn"
            onClick={(e) => dispatch('batch.give-back', e.timeStamp)}
          >
            <Kbd of="batch.give-back" /> Give the rest back
          </button>
        ) : null}
        <button type="button" className="btn" onClick={(e) => dispatch('sync.now', e.timeStamp)}>
          <Kbd of="sync.now" /> Sync now
        </button>
      </div>
      {problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not given back.</b> {problem.message} The cases are still yours.
          </span>
        </p>
      ) : null}
    </section>
  )
}
