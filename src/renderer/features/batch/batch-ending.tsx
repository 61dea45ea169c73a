import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { endingSentence } from '../../stores/batch-words.ts'

/** In the last ten minutes of a batch: when it ends, and what is left of it. */
export function BatchEnding() {
  const batch = useStore(useConsole().stores.batch, (state) => state.batch)
  const words = useDeskTime((now) => endingSentence(batch, now))
  return (
    <span className={words === '' ? 'vh' : 'ending'} role="status">
      {words}
    </span>
  )
}
