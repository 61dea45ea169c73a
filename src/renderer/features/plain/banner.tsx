import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { brokenSentence } from '../../stores/log-words.ts'
import { Icon } from '../../ui/icon.tsx'

/** One line over everything, for what stops work or needs a word before it goes on. */
export function Banner({ lost }: { readonly lost: boolean }) {
  const { sync, log } = useConsole().stores
  const check = useStore(log, (state) => state.check)
  const problem = useStore(sync, (state) => state.sync?.problem)
  const state = useStore(sync, (state) => state.sync?.state)
  if (lost)
    return (
      <p className="banner note" role="alert">
        <Icon name="warn" />
        <span>
          <b>This window has lost its program.</b> It tries again by itself. What you decided is on
          disk; keys do nothing until it is back.
        </span>
      </p>
    )
  if (check?.state === 'broken')
    return (
      <p className="banner note bad" role="alert">
        <Icon name="warn" />
        <span>
          <b>{brokenSentence(check)}</b> The evidence is kept. Tell the editor before anything else.
        </span>
      </p>
    )
  const stops = state === 'upgrade' || state === 'revoked'
  if (!problem || state === 'offline') return null
  return (
    <p className={`banner note ${stops ? 'bad' : ''}`} role={stops ? 'alert' : undefined}>
      <Icon name="warn" />
      <span>{problem.message}</span>
    </p>
  )
}
