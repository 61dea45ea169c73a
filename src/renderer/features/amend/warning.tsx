import { useEffect, useRef } from 'react'
import type { CommandId } from '../../../shared/commands/catalogue.ts'
import type { Remedy, SenseWarning } from '../../../shared/domain/amendment-sense.ts'
import { useConsole } from '../../context.tsx'
import { remedyWords, warningWords } from '../../stores/amend-words.ts'
import type { Amending } from '../../stores/amending.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { oneLine } from '../../ui/one-line.ts'

export interface WarningProps {
  readonly amending: Amending
  readonly warning: SenseWarning
  /** Whether the keys are for this one. */
  readonly looked: boolean
}

/** A warning beneath the cut it concerns; the one that is looked at has its remedies on keys. */
export function Warning({ amending: { words, faced }, warning, looked }: WarningProps) {
  const box = useRef<HTMLDivElement>(null)
  const [what, why] = warningWords(warning)
  const isFaced = looked && faced !== ''
  useEffect(() => {
    if (isFaced) box.current?.scrollIntoView({ block: 'nearest' })
  }, [isFaced])
  return (
    <div ref={box} className={isFaced ? 'warning faced' : 'warning'} data-part="warning">
      <p>
        <Icon name="warn" />
        <span>
          <b>{what}</b> {why}
        </span>
      </p>
      {looked ? (
        <ul>
          {warning.remedies.map((remedy) => (
            <li key={remedy.kind}>
              <Take id={COMMANDS[remedy.kind]}>{oneLine(remedyWords(words.text, remedy))}</Take>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

const COMMANDS: Readonly<Record<Remedy['kind'], CommandId>> = {
  sentence: 'amend.whole',
  quotation: 'amend.whole',
  'give-back': 'amend.give-back',
  delete: 'amend.delete-instead',
  only: 'amend.only',
}

function Take({ id, children }: { readonly id: CommandId; readonly children: string }) {
  const { dispatch } = useConsole()
  return (
    <button
      type="button"
      tabIndex={-1}
      onPointerDown={(event) => {
        event.preventDefault() // the words keep the focus
      }}
      onClick={(event) => dispatch(id, event.timeStamp)}
    >
      <Kbd of={id} />
      <span dir="auto">{children}</span>
    </button>
  )
}
