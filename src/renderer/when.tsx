import { useStore } from 'zustand'
import { useConsole, useDeskTime } from './context.tsx'
import { ago, clockTime, exactTime, span } from './stores/sentences.ts'

/** A time as *14 min ago*, exact in its title; or exact at once where the setting says so. */
export function Ago({ at }: { readonly at: string }) {
  const exact = useStore(useConsole().stores.settings, (state) => state.exactTimes)
  const words = useDeskTime((now) => (exact ? clockTime(at, now) : ago(at, now)))
  return (
    <time dateTime={at} title={exactTime(at)}>
      {words}
    </time>
  )
}

/** How long something has lasted: *18 min*. */
export function Since({ at }: { readonly at: string }) {
  const exact = useStore(useConsole().stores.settings, (state) => state.exactTimes)
  const words = useDeskTime((now) => (exact ? clockTime(at, now) : span(now - Date.parse(at))))
  return (
    <time dateTime={at} title={exactTime(at)}>
      {words}
    </time>
  )
}
