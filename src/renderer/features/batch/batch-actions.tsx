import { useStore } from 'zustand'
import type { BatchView } from '../../../shared/contract/models.ts'
import { useConsole, useDeskTime } from '../../context.tsx'
import { batchSize, untilTime } from '../../stores/batch-words.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** What can be done with the batch, each with its key. */
export function BatchActions({ batch }: { readonly batch: BatchView | undefined }) {
  const { dispatch } = useConsole()
  const open = batch !== undefined && batch.nos.length > 0
  const has = batch !== undefined && batchSize(batch) > 0
  return (
    <section aria-labelledby="b-do">
      <h2 className="colhead" id="b-do">
        {has ? 'This batch' : 'A batch'}
      </h2>
      <div className="acts">
        {open ? (
          <button
            type="button"
            className="btn go"
            onClick={(e) => dispatch('batch.decide', e.timeStamp)}
          >
            <Kbd of="batch.decide" /> Go on deciding
          </button>
        ) : null}
        {has ? (
          <button
            type="button"
            className="btn"
            onClick={(e) => dispatch('batch.give-back', e.timeStamp)}
          >
            <Kbd of="batch.give-back" /> Give the rest back
          </button>
        ) : null}
        <button
          type="button"
          className={open ? 'btn' : 'btn go'}
          onClick={(e) => dispatch('batch.take', e.timeStamp)}
        >
          <Kbd of="batch.take" /> {open ? 'Take more' : 'Take a batch'}
        </button>
        <button type="button" className="btn" onClick={(e) => dispatch('sync.now', e.timeStamp)}>
          <Kbd of="sync.now" /> Sync now
        </button>
      </div>
      {batch?.until ? <Ends until={batch.until} /> : null}
      <NotGivenBack />
    </section>
  )
}

/** What giving back needs, and what happens without it. */
function Ends({ until }: { readonly until: string }) {
  const time = useDeskTime((now) => untilTime(until, now))
  return (
    <p className="small q2 after">
      Giving back needs the desk. At {time} what is left is anybody’s again.
    </p>
  )
}

function NotGivenBack() {
  const problem = useStore(useConsole().stores.batch, (state) => state.problem)
  return problem ? (
    <p className="note bad" role="alert">
      <Icon name="warn" />
      <span>
        <b>Not given back.</b> {problem.message} The cases are still yours.
      </span>
    </p>
  ) : null
}
