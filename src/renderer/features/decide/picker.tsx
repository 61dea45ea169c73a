import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { markable, type PickedVerb, type Picking } from '../../stores/picking.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { About } from './about.tsx'
import { Choices } from './choices.tsx'

const QUESTION: Readonly<Record<PickedVerb, string>> = {
  keep: 'Keep for which reason?',
  delete: 'Delete under which rule?',
  restore: 'Restore for which reason?',
}

/** The second key: a ground for the verb, low and wide, so that reading goes on above it. */
export function Picker() {
  const state = useStore(useConsole().stores.decide)
  return state.at === 'picking' ? (
    <Open key={`${state.verb}${state.view.no}`} picking={state} />
  ) : null
}

function Open({ picking }: { readonly picking: Picking }) {
  const { stores } = useConsole()
  const list = useRef<HTMLDivElement>(null)
  const { no } = picking.view
  useEffect(() => {
    const before = document.activeElement
    list.current?.focus({ preventScroll: true })
    return () => {
      const decided = stores.queue.isLeaving(no)
      const heading = document.querySelector<HTMLElement>('[data-part="case-heading"]')
      const back = before instanceof HTMLElement && before.isConnected ? before : heading
      const target = decided || back === document.body ? heading : back
      target?.focus({ preventScroll: true })
    }
  }, [stores, no])
  return (
    <div className="sheet pick" role="dialog" aria-label={QUESTION[picking.verb]}>
      <div className="ph">
        <span className={`${picking.verb}c`}>
          <Icon name={picking.verb} />
        </span>
        <h2>{QUESTION[picking.verb]}</h2>
        <span className="q3 small end">Terms {picking.terms}</span>
      </div>
      {picking.problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not kept.</b> {picking.problem.message} Your choice is marked below; take it again
            with <kbd>↵</kbd>
          </span>
        </p>
      ) : null}
      <div className="cols">
        <Choices picking={picking} listRef={list} />
        <About picking={picking} choice={markable(picking)[picking.marked]} />
      </div>
      <Foot picking={picking} />
    </div>
  )
}

function Foot({ picking }: { readonly picking: Picking }) {
  const { dispatch } = useConsole()
  const marked = markable(picking)[picking.marked]
  return (
    <div className="pf">
      {marked ? (
        <span>
          <kbd>{marked.key}</kbd> decides at once
        </span>
      ) : (
        <span>A letter decides at once</span>
      )}
      {marked ? (
        <span>
          <Kbd of="choice.take" /> takes the marked one
        </span>
      ) : null}
      <span>
        <Kbd of="choice.next" />
        <Kbd of="choice.previous" /> move
      </span>
      <button
        type="button"
        className="end"
        tabIndex={-1}
        onClick={(e) => dispatch('leave', e.timeStamp)}
      >
        <Kbd of="leave" /> leave it
      </button>
    </div>
  )
}
