import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { untilTime } from '../../stores/batch-words.ts'
import { clockTime, inDigits } from '../../stores/sentences.ts'
import { type TakeField, type TakeForm, untilChoices } from '../../stores/take-form.ts'
import { Icon } from '../../ui/icon.tsx'
import { Severity } from '../../ui/severity.tsx'

interface FieldProps {
  readonly form: TakeForm
}

/** What is filled in: how many, until when, which, and whether anybody else is on. */
export function TakeFields({ form }: FieldProps) {
  const { take } = useConsole().stores
  const wrong = useStore(take, (state) => state.wrong)
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wrong) fields.current?.querySelector<HTMLElement>(`[data-field="${wrong.field}"]`)?.focus()
  }, [wrong])
  return (
    <div className="fields" ref={fields}>
      <Trouble />
      <HowMany form={form} />
      <UntilWhen form={form} />
      <Which form={form} />
      <Alone form={form} />
    </div>
  )
}

/** Why it cannot be taken now: it is taken at the desk. */
function Trouble() {
  const { take, sync } = useConsole().stores
  const problem = useStore(take, (state) => state.problem)
  const since = useStore(sync, ({ sync: told }) =>
    told?.state === 'offline' ? (told.offlineSince ?? '') : undefined,
  )
  const when = useDeskTime((now) => (since ? ` since ${clockTime(since, now)}` : ''))
  if (problem)
    return (
      <p className="note bad" role="alert">
        <Icon name="warn" />
        <span>
          <b>Not taken.</b> {problem.message}
        </span>
      </p>
    )
  if (since === undefined) return null
  return (
    <p className="note" role="status">
      <Icon name="offline" />
      <span>
        <b>The desk can’t be reached{when}.</b> A batch is taken at the desk, so that no two have
        the same case. What is on this machine can be decided without one.
      </span>
    </p>
  )
}

function Wrong({ field }: { readonly field: TakeField }) {
  const wrong = useStore(useConsole().stores.take, (state) => state.wrong)
  return (
    <span className="wrong small alertc" id={`take-${field}`} role="alert">
      {wrong?.field === field ? wrong.words : ''}
    </span>
  )
}

function useIsWrong(field: TakeField): boolean {
  return useStore(useConsole().stores.take, (state) => state.wrong?.field === field)
}

function HowMany({ form: { howMany } }: FieldProps) {
  const { take } = useConsole().stores
  const wrong = useIsWrong('n')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <label className="line">
      <span className="term">How many</span>
      <input
        ref={field}
        className="number"
        type="number"
        inputMode="numeric"
        min={1}
        max={100}
        data-field="n"
        value={howMany}
        aria-invalid={wrong}
        aria-describedby="take-n"
        onChange={(event) => {
          take.fill({ howMany: event.target.value })
        }}
      />
      <span className="q2">of the next in the queue, at most 100</span>
      <Wrong field="n" />
    </label>
  )
}

function UntilWhen({ form }: FieldProps) {
  const { take } = useConsole().stores
  const wrong = useIsWrong('until')
  const minute = useDeskTime((now) => Math.floor(now / 60_000) * 60_000)
  const choices = [
    ...untilChoices(minute).map(({ id, title, at }) => {
      const day = untilTime(new Date(at).toISOString(), minute).split(' ')
      return { id, title, hint: day.length > 1 && id === 'morning' ? (day[0] ?? '') : '' }
    }),
    { id: 'own', title: 'Another time', hint: 'at most 72 hours' } as const,
  ]
  return (
    <fieldset className="line">
      <legend className="term">Until</legend>
      {choices.map(({ id, title, hint }) => (
        <label key={id} className="pickone">
          <input
            type="radio"
            name="until"
            {...(form.until === id ? { 'data-field': 'until' } : {})}
            checked={form.until === id}
            onChange={() => {
              take.fill({ until: id })
            }}
          />
          {title} {hint ? <span className="q3 small">{hint}</span> : null}
        </label>
      ))}
      {form.until === 'own' ? (
        <input
          className="number when"
          type="datetime-local"
          aria-label="Until this day and time"
          aria-invalid={wrong}
          aria-describedby="take-until"
          value={form.own}
          onChange={(event) => {
            take.fill({ own: event.target.value })
          }}
        />
      ) : null}
      <Wrong field="until" />
    </fieldset>
  )
}

const LEVELS = [1, 2, 3, 4] as const

function Which({ form: { severities } }: FieldProps) {
  const { take, counts, queue } = useConsole().stores
  const known = useStore(counts, (state) => state.counts?.severities)
  const view = useStore(queue, (state) => state.view)
  const finer = view.rule !== null || view.articleId !== null || view.authorId !== null
  return (
    <fieldset className="line">
      <legend className="term">Which</legend>
      {LEVELS.map((level) => (
        <label key={level} className="pickone">
          <input
            type="checkbox"
            {...(level === 1 ? { 'data-field': 'severities' } : {})}
            aria-describedby="take-severities"
            checked={severities.includes(level)}
            onChange={(event) => {
              const others = severities.filter((one) => one !== level)
              take.fill({ severities: event.target.checked ? [...others, level] : others })
            }}
          />
          <Severity level={level} />
          <span className="vh">Severity {level}</span>
          <span className="q3 small">
            {inDigits(known?.[level - 1] ?? 0)}
            <span className="vh"> in the queue</span>
          </span>
        </label>
      ))}
      {finer ? (
        <span className="q2 small wrong">
          A batch is by severity: the queue’s other filters are not for it.
        </span>
      ) : null}
      <Wrong field="severities" />
    </fieldset>
  )
}

function Alone({ form: { alone } }: FieldProps) {
  const { take } = useConsole().stores
  return (
    <div className="line">
      <span className="term">Cover</span>
      <label className="pickone">
        <input
          type="checkbox"
          checked={alone}
          aria-describedby="take-alone"
          onChange={(event) => {
            take.fill({ alone: event.target.checked })
          }}
        />
        I am the only one on
      </label>
      <span className="q2 small wrong" id="take-alone">
        {alone
          ? 'Nothing is left out: grave, legal and restricted cases are among them.'
          : 'Grave (S1), legal and restricted cases are left out, for whoever is on.'}
      </span>
    </div>
  )
}
