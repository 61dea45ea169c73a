import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { comingBack, isNews, nextTry, skewSentence } from '../../stores/outbox-words.ts'
import { Kbd } from '../../ui/kbd.tsx'

/** When the line is tried again, and what came of the try that was asked for. */
export function NextTry() {
  const { sync, clock } = useConsole().stores
  const state = useStore(sync, (now) => now.sync?.state)
  const tryAt = useStore(sync, (now) => now.tryAt)
  const came = useStore(sync, (now) => now.came)
  const words = useStore(clock, ({ steady }) =>
    nextTry(state, tryAt === undefined ? undefined : tryAt - steady),
  )
  return (
    <>
      {words === '' ? null : (
        <span className="q3">
          {came === 'no line' ? 'Tried just now: no answer. ' : ''}
          {words}
        </span>
      )}
      <span className="vh" role="status">
        {CAME[came]}
      </span>
    </>
  )
}

const CAME = {
  nothing: '',
  asked: '',
  'no line': 'Tried just now: no answer from the desk.',
  synced: 'Synced just now.',
} as const

/** What becomes of what had waited, in a line, with the key that opens the list. Never takes the focus. */
export function ComingBack() {
  const { stores, dispatch } = useConsole()
  const spell = useStore(stores.outbox, (state) => state.reconnect)
  const online = useStore(stores.sync, (state) => state.sync?.state !== 'offline')
  const news = useDeskTime((now) => (isNews(spell, now) ? 1 : 0)) === 1
  const words = spell && news && (online || spell.doneAt !== null) ? comingBack(spell) : ''
  return (
    <>
      {words === '' ? null : (
        <button
          type="button"
          className="came-back"
          onClick={(e) => dispatch('place.batch', e.timeStamp)}
        >
          {words} <Kbd of="place.batch" /> Open
        </button>
      )}
      <span className="vh" role="status">
        {spell?.doneAt == null ? '' : words}
      </span>
    </>
  )
}

/** That this machine's clock is wrong, where it is so by more than a blink. */
export function Skew() {
  const offset = useStore(useConsole().stores.sync, (state) => state.sync?.offsetMs)
  const words = skewSentence(offset)
  return words === '' ? null : <span className="skew">{words}</span>
}
