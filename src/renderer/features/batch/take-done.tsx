import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { readySentence } from '../../stores/batch-words.ts'
import type { Taken } from '../../stores/take-store.ts'
import { leftOutSentence, takenTitle } from '../../stores/take-words.ts'
import { Icon } from '../../ui/icon.tsx'

/** What was taken, what was left out and why, and whether all of it is on this machine. */
export function TakeDone({ taken }: { readonly taken: Taken }) {
  const batch = useStore(useConsole().stores.batch, (state) => state.batch)
  const title = useDeskTime((now) => takenTitle(taken, now))
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  const { nos, asked } = taken
  const here = batch && batch.ready === batch.nos.length
  return (
    <div className="fields done">
      <h3 ref={heading} tabIndex={-1} aria-live="polite">
        {title}
      </h3>
      {nos.length > 0 && nos.length < asked ? (
        <p>You asked for {asked}; no more are free.</p>
      ) : null}
      <p>{leftOutSentence(taken)}</p>
      {batch && nos.length > 0 ? (
        <p className={here ? 'note good' : 'note'} role="status">
          <Icon name={here ? 'keep' : 'wait'} />
          <span>{readySentence(batch)}</span>
        </p>
      ) : null}
    </div>
  )
}
