import { useEffect, useRef } from 'react'
import { useConsole } from '../../context.tsx'
import type { Asking } from '../../stores/asking.ts'

export interface RaiseRulesProps {
  readonly asking: Asking
  /** Told when a rule was chosen by its letter: the words come next. */
  readonly onChosen: () => void
}

/** Which rule a raised comment may break: a letter each, as everywhere. */
export function RaiseRules({ asking, onChosen }: RaiseRulesProps) {
  const { decide } = useConsole().stores
  const list = useRef<HTMLDivElement>(null)
  const { terms, rule } = asking
  const chosen = useRef(rule)
  useEffect(() => {
    list.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (chosen.current !== rule) onChosen()
    chosen.current = rule
  }, [rule, onChosen])
  const options = [
    ...terms.rules.map(({ code, key, shortTitle }) => ({ code, key, title: shortTitle })),
    { code: null, key: '–', title: 'Something else' },
  ]
  return (
    <div
      ref={list}
      className="rules"
      role="listbox"
      tabIndex={0}
      aria-label="Rule it may break"
      aria-activedescendant={`raise-${rule ?? 'none'}`}
    >
      {options.map(({ code, key, title }) => (
        <div
          key={key}
          id={`raise-${code ?? 'none'}`}
          className="opt"
          role="option"
          tabIndex={-1}
          aria-selected={rule === code}
          onPointerUp={() => {
            decide.ask.setRule(code)
          }}
        >
          <kbd aria-hidden="true">{key}</kbd>
          <span className="t">{title}</span>
        </div>
      ))}
    </div>
  )
}
