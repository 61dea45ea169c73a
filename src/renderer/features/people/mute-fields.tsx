import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { longDay } from '../../stores/sentences.ts'
import { MUTE_DOES, muteChoices, readerName } from '../../stores/reporter-words.ts'

const DAY_MS = 24 * 60 * 60_000

/** For how long a reader is muted, and why. */
export function MuteFields() {
  const { reporters } = useConsole().stores
  const form = useStore(reporters, (state) => state.form)
  const reason = useRef<HTMLTextAreaElement>(null)
  const reader = form?.reader
  useEffect(() => {
    if (reader !== undefined) reason.current?.focus()
  }, [reader])
  const end = useDeskTime((now) => longDay(now + (form?.days ?? 0) * DAY_MS))
  if (!form) return null
  return (
    <div className="fields">
      <p>
        <b>Mute {readerName(form)}.</b> {MUTE_DOES}
      </p>
      <label className="field">
        <span>Why</span>
        <textarea
          ref={reason}
          rows={2}
          value={form.reason}
          aria-required="true"
          aria-invalid={form.wrong !== undefined}
          aria-describedby="mute-wrong"
          onChange={(event) => {
            reporters.fill({ reason: event.target.value })
          }}
        />
      </label>
      <p className="small alertc" id="mute-wrong" role="alert">
        {form.wrong}
      </p>
      <fieldset>
        <legend>For how long</legend>
        {muteChoices.map(({ days, title }) => (
          <label key={days} className="pickone">
            <input
              type="radio"
              name="mute-days"
              checked={form.days === days}
              onChange={() => {
                reporters.fill({ days })
              }}
            />
            {title}
          </label>
        ))}
        <span className="q3 small">until {end}, by the desk’s clock; a lead may end it before</span>
      </fieldset>
    </div>
  )
}
