import type { RefObject } from 'react'
import { useConsole } from '../../context.tsx'
import type { Choice, Picking } from '../../stores/picking.ts'
import { counted } from '../../stores/sentences.ts'

export interface ChoicesProps {
  readonly picking: Picking
  readonly listRef: RefObject<HTMLDivElement | null>
}

const HEADS: Readonly<Record<Picking['verb'], string>> = {
  delete: 'Every rule, always in this place',
  keep: 'Why it stays',
  restore: 'Why it goes back',
}

/** The likeliest with their digits, and every ground always in the same place. */
export function Choices({ picking, listRef }: ChoicesProps) {
  const { likeliest, choices, marked } = picking
  const rules = picking.verb === 'delete'
  const rows = Math.ceil(choices.length / 2)
  const options = choices.map((choice, i) => (
    <Option key={choice.ground.code} choice={choice} index={likeliest.length + i} marked={marked} />
  ))
  return (
    <div
      ref={listRef}
      className={rules ? 'list' : 'list single'}
      role="listbox"
      tabIndex={0}
      aria-label={rules ? 'Rules, likeliest first' : 'Reasons'}
      aria-activedescendant={marked < 0 ? undefined : `choice-${marked}`}
    >
      {rules ? (
        <div className="likely" role="presentation">
          <div className="gh" aria-hidden="true">
            Likeliest here
          </div>
          <div role="group" aria-label="Likeliest here">
            {likeliest.map((choice, i) => (
              <Option key={choice.ground.code} choice={choice} index={i} marked={marked} digit />
            ))}
          </div>
          {likeliest.length === 0 ? <p className="gh">No reporter named a rule.</p> : null}
        </div>
      ) : null}
      <div role="presentation">
        <div className="gh" aria-hidden="true">
          {HEADS[picking.verb]}
        </div>
        <div
          role="group"
          aria-label={rules ? 'Every rule' : 'Reasons'}
          className={rules ? 'two' : undefined}
          style={rules ? { gridTemplateRows: `repeat(${rows}, 1.5rem)` } : undefined}
        >
          {options}
        </div>
      </div>
    </div>
  )
}

interface OptionProps {
  readonly choice: Choice
  readonly index: number
  readonly marked: number
  /** Whether it is one of the likeliest, which have a digit too. */
  readonly digit?: boolean
}

function Option({ choice, index, marked, digit = false }: OptionProps) {
  const { decide } = useConsole().stores
  return (
    <div
      className="opt"
      role="option"
      id={`choice-${index}`}
      aria-selected={index === marked}
      tabIndex={-1}
      aria-keyshortcuts={choice.key}
      onPointerMove={() => {
        if (index !== marked) decide.mark(index)
      }}
      onPointerUp={(event) => {
        decide.press(choice.key, event.timeStamp)
      }}
    >
      {digit ? <kbd aria-hidden="true">{index + 1}</kbd> : null}
      <kbd aria-hidden="true">{choice.key}</kbd>
      <span className="t">{choice.shortTitle}</span>
      {digit ? (
        <span className="end">{choice.cited > 0 ? counted(choice.cited, 'report') : ''}</span>
      ) : null}
    </div>
  )
}
