import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { HeadClaim } from '../../claimed.tsx'
import { useConsole } from '../../context.tsx'
import { type Asking, openQuestion } from '../../stores/asking.ts'
import { type IconName } from '../../glyphs.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Name } from '../../ui/name.tsx'
import { oneLine } from '../../ui/one-line.ts'
import { RaiseRules } from './raise-rules.tsx'

interface Kind {
  readonly title: string
  readonly label: string
  readonly send: string
  readonly icon: IconName
}

const KINDS: Readonly<Record<Asking['kind'], Kind>> = {
  escalate: { title: 'Ask a lead', label: 'Your question', send: 'Ask', icon: 'escalate' },
  answer: { title: 'Answer the question', label: 'Your answer', send: 'Answer', icon: 'escalate' },
  raise: {
    title: 'Raise as a case',
    label: 'Why it should be looked at',
    send: 'Raise',
    icon: 'person',
  },
  note: {
    title: 'Note about the author',
    label: 'Your note, for colleagues',
    send: 'Keep the note',
    icon: 'person',
  },
  'take-over': {
    title: 'Take it over',
    label: 'Why you take it over',
    send: 'Take it over',
    icon: 'person',
  },
}

/** What is no question: its sign is grey. */
const QUIET: ReadonlySet<Asking['kind']> = new Set(['take-over', 'note'])
const IN_HOUSE = 'What is written here stays in the newsroom'
const DISCLOSED = 'The author may ask for it and read it: keep to what happened'

/** A question, an answer, or why a comment is raised: low and wide, so that reading goes on above it. */
export function AskPanel() {
  const state = useStore(useConsole().stores.decide)
  return state.at === 'asking' ? (
    <Open key={`${state.kind}${state.view.no}`} asking={state} />
  ) : null
}

function Open({ asking }: { readonly asking: Asking }) {
  const { stores } = useConsole()
  const { title, label, icon } = KINDS[asking.kind]
  const field = useRef<HTMLTextAreaElement>(null)
  const { no } = asking.view
  const raising = asking.kind === 'raise'
  useEffect(() => {
    const before = document.activeElement
    if (!raising) field.current?.focus({ preventScroll: true })
    return () => {
      const heading = document.querySelector<HTMLElement>('[data-part="case-heading"]')
      const back = before instanceof HTMLElement && before.isConnected ? before : heading
      const target = stores.queue.isLeaving(no) || back === document.body ? heading : back
      target?.focus({ preventScroll: true })
    }
  }, [stores, no, raising])
  return (
    <div className="sheet pick ask" role="dialog" aria-label={title}>
      <div className="ph">
        <span className={QUIET.has(asking.kind) ? 'q2' : 'escalatec'}>
          <Icon name={icon} />
        </span>
        <h2>{title}</h2>
        <span className="q3 small end">{asking.kind === 'note' ? DISCLOSED : IN_HOUSE}</span>
      </div>
      {asking.problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not kept.</b> {asking.problem.message} Your words are below; send them again.
          </span>
        </p>
      ) : null}
      <div className={raising ? 'ask-cols raising' : 'ask-cols'}>
        <About asking={asking} />
        {raising ? <RaiseRules asking={asking} onChosen={() => field.current?.focus()} /> : null}
        <label className="field">
          <span>{label}</span>
          <textarea
            ref={field}
            rows={raising ? 5 : 4}
            value={asking.words}
            aria-required="true"
            aria-invalid={asking.remark !== undefined}
            aria-describedby="ask-remark"
            onChange={(event) => {
              stores.decide.ask.write(event.target.value)
            }}
          />
        </label>
      </div>
      <p className="small alertc ask-remark" id="ask-remark" role="alert">
        {asking.remark}
      </p>
      <Foot asking={asking} />
    </div>
  )
}

function About({ asking: { kind, view, neighbour } }: { readonly asking: Asking }) {
  const asked = openQuestion(view)
  if (kind === 'answer' && asked)
    return (
      <blockquote className="asked">
        <b>{asked.by.name}</b> asks: <span className="words">{asked.question}</span>
      </blockquote>
    )
  if (kind === 'raise' && neighbour)
    return (
      <blockquote className="asked">
        <b>
          <Name of={neighbour.authorName} />
        </b>{' '}
        wrote:{' '}
        <span className="words" dir="auto">
          {oneLine(neighbour.body)}
        </span>
      </blockquote>
    )
  if (kind === 'note')
    return (
      <blockquote className="asked">
        About{' '}
        <b>
          <Name of={view.case.comment.authorName} />
        </b>
        . Colleagues see it beside every comment of theirs. The law may oblige the paper to show it
        to the person it is about.
      </blockquote>
    )
  if (kind === 'take-over' && view.claim)
    return (
      <blockquote className="asked">
        <HeadClaim claim={view.claim} /> Taken over, it is yours for an hour, and they see that it
        is.
      </blockquote>
    )
  return null
}

function Foot({ asking }: { readonly asking: Asking }) {
  const { stores, dispatch } = useConsole()
  return (
    <div className="pf">
      <button type="button" className="btn go" onClick={(e) => dispatch('panel.send', e.timeStamp)}>
        <Kbd of="panel.send" /> {KINDS[asking.kind].send}
      </button>
      {asking.kind === 'escalate' ? (
        <button
          type="button"
          role="switch"
          aria-checked={asking.hide}
          className="switch"
          onClick={stores.decide.ask.toggleHide}
        >
          <Kbd of="panel.hide" />
          <i aria-hidden="true" /> Hide the comment until answered
        </button>
      ) : null}
      <button type="button" className="end" onClick={(e) => dispatch('leave', e.timeStamp)}>
        <Kbd of="leave" /> leave it{asking.words.trim() === '' ? '' : ', kept as a draft'}
      </button>
    </div>
  )
}
