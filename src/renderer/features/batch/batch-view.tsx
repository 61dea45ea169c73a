import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { batchTitle, unknownSentence } from '../../stores/batch-words.ts'
import { clockTime } from '../../stores/sentences.ts'
import { BatchActions } from './batch-actions.tsx'
import { BatchHead } from './batch-head.tsx'
import { Lid } from './lid.tsx'
import { Reconnect } from './reconnect.tsx'
import { Waiting } from './waiting.tsx'

/** What one has taken, what waits to be sent, and what became of what was sent the last time. */
export function BatchView() {
  const { batch: store } = useConsole().stores
  const batch = useStore(store, (state) => state.batch)
  const title = useDeskTime((now) => batchTitle(batch, now))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className="wide batch" aria-labelledby="ch">
      <div>
        <h1 ref={heading} id="ch" data-part="case-heading" tabIndex={-1}>
          {title}
        </h1>
        <BatchHead batch={batch} />
        <Waiting />
        <Unknown />
      </div>
      <div>
        <Reconnect />
        <BatchActions batch={batch} />
        <Lid />
      </div>
    </main>
  )
}

/** Away from the desk: what cannot be known from here. */
function Unknown() {
  const sync = useStore(useConsole().stores.sync, (state) => state.sync)
  const since = sync?.state === 'offline' ? (sync.syncedAt ?? sync.offlineSince) : null
  const words = useDeskTime((now) => (since === null ? '' : unknownSentence(clockTime(since, now))))
  return words === '' ? null : (
    <section aria-labelledby="b-unknown">
      <h2 className="colhead" id="b-unknown">
        What you can’t know from here
      </h2>
      <p className="q2">{words}</p>
    </section>
  )
}
