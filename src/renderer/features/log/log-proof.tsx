import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { checkSentence } from '../../stores/log-words.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

const LOOK = { never: '', checking: '', unbroken: 'good', broken: 'bad' } as const

/** Whether the log is unbroken, in a sentence, with what that does and does not cover. */
export function LogProof() {
  const { stores, dispatch } = useConsole()
  const check = useStore(stores.log, (state) => state.check)
  const sentence = useDeskTime((now) => checkSentence(check, now))
  const state = check?.state ?? 'never'
  const whole = check?.whole ?? true
  return (
    <div className={`note proof ${LOOK[state]}`}>
      <Icon name={state === 'broken' ? 'warn' : 'shield'} />
      <div>
        <p>
          <b>{sentence}</b>
          {/* Read out at the beginning and the end, not at each step. */}
          <span className="vh" role="status">
            {state === 'checking' ? 'Checking the log.' : sentence}
          </span>
        </p>
        <p className="small q2">
          {whole
            ? 'Tamper-evident: what was changed, left out or put in later would show. It cannot show that what was first written was true, and it holds no comment’s text, only what proves it.'
            : 'These are your own entries. Tamper-evident: a change made to one later would show. Whether the whole log is unbroken is for a lead to check, and no log can show that what was first written was true.'}
        </p>
      </div>
      <button
        type="button"
        className="btn"
        aria-disabled={state === 'checking'}
        onClick={(e) => dispatch('log.verify', e.timeStamp)}
      >
        <Kbd of="log.verify" /> {state === 'never' ? 'Check now' : 'Check again'}
      </button>
    </div>
  )
}
