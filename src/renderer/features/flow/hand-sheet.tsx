import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { type HandEntry, handEntries } from '../../stores/handing.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { SheetOption } from './sheet-option.tsx'

/** Whom to hand a case to: whoever is next first, and nobody has to say why. */
export function HandSheet() {
  const { overlay, handing } = useConsole().stores
  const { query, marked } = useStore(overlay)
  const { people, words, problem } = useStore(handing)
  const entries = handEntries(people, query)
  const at =
    entries.length === 0 ? -1 : ((marked % entries.length) + entries.length) % entries.length
  useEffect(() => {
    overlay.onTake(() => {
      void handing.take(query, marked)
    })
    document.getElementById(`hand-${at}`)?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <Dialog label="Hand it on" className="pal hand" onLeave={overlay.close}>
      <SheetField
        label="Hand it on to"
        placeholder="Hand it on to: type a few letters of a name"
        list="hand-list"
        marked={at < 0 ? undefined : `hand-${at}`}
        value={query}
        onType={overlay.search}
      />
      {problem ? (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not handed on.</b> {problem.message}
          </span>
        </p>
      ) : null}
      <People entries={entries} at={at} onTake={(i) => void handing.take(query, i)} />
      <label className="with">
        <span>A word with it, for whoever wants to</span>
        <input
          value={words}
          maxLength={2000}
          autoComplete="off"
          onChange={(event) => {
            handing.write(event.target.value)
          }}
        />
      </label>
      <Foot />
    </Dialog>
  )
}

interface PeopleProps {
  readonly entries: readonly HandEntry[]
  readonly at: number
  readonly onTake: (index: number) => void
}

function People({ entries, at, onTake }: PeopleProps) {
  return (
    <>
      <div className="list" id="hand-list" role="listbox" aria-label="Colleagues">
        {entries.map(({ id, name, why }, i) => (
          <SheetOption
            key={id ?? 'next'}
            id={`hand-${i}`}
            index={i}
            marked={i === at}
            title={name}
            end={why}
            onTake={onTake}
          />
        ))}
      </div>
      {entries.length === 0 ? <p className="none">Nobody here is called that.</p> : null}
    </>
  )
}

function Foot() {
  return (
    <div className="pf">
      <span>
        <Kbd of="choice.take" /> hand it on
      </span>
      <span>
        <Kbd cap="↑" />
        <Kbd cap="↓" /> move
      </span>
      <span>
        <Kbd cap="tab" /> a word with it
      </span>
      <span className="end">
        <Kbd of="leave" /> leave it
      </span>
    </div>
  )
}
