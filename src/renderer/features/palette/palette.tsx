import { useEffect } from 'react'
import { useStore } from 'zustand'
import { type CommandId, commandOf, isLive } from '../../../shared/commands/catalogue.ts'
import { paletteCommands } from '../../../shared/commands/listings.ts'
import { useConsole } from '../../context.tsx'
import { screenOf } from '../../stores/screen.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { fuzzy, looseness } from './fuzzy.ts'

interface Entry {
  readonly id: CommandId
  readonly places: readonly number[]
  readonly live: boolean
}

/** Every command by name. What cannot be done now is there too, and says so. */
export function Palette() {
  const { stores, dispatch } = useConsole()
  const { overlay } = stores
  const { query, marked } = useStore(overlay)
  const entries = useEntries(query)
  const at =
    entries.length === 0 ? -1 : ((marked % entries.length) + entries.length) % entries.length
  const run = (entry: Entry | undefined) => {
    if (!entry?.live) return
    overlay.close()
    dispatch(entry.id, stores.clock.time.steady())
  }
  useEffect(() => {
    overlay.onTake(() => {
      run(entries[at])
    })
  })
  return (
    <Dialog label="Do anything" className="pal" onLeave={overlay.close}>
      <SheetField
        label="Type what you want to do"
        placeholder="Type what you want to do"
        list="pal-list"
        marked={at < 0 ? undefined : `pal-${at}`}
        value={query}
        onType={overlay.search}
      />
      <div className="list" id="pal-list" role="listbox" aria-label="Commands">
        {entries.map((entry, i) => (
          <Option key={entry.id} entry={entry} index={i} marked={i === at} onRun={run} />
        ))}
      </div>
      {entries.length === 0 ? <p className="none">Nothing is called that.</p> : null}
      <Foot />
    </Dialog>
  )
}

interface OptionProps {
  readonly entry: Entry
  readonly index: number
  readonly marked: boolean
  readonly onRun: (entry: Entry) => void
}

function Option({ entry, index, marked, onRun }: OptionProps) {
  const { overlay } = useConsole().stores
  return (
    <div
      id={`pal-${index}`}
      className="opt"
      role="option"
      tabIndex={-1}
      aria-selected={marked}
      aria-disabled={!entry.live}
      onPointerMove={() => {
        if (!marked) overlay.mark(index)
      }}
      onPointerUp={() => {
        onRun(entry)
      }}
    >
      <span className="t">
        <Found title={commandOf(entry.id).title} places={entry.places} />
      </span>
      <span className="end">{entry.live ? <Hint id={entry.id} /> : 'not now'}</span>
    </div>
  )
}

function Foot() {
  return (
    <div className="pf">
      <span>
        <Kbd of="choice.take" /> do it
      </span>
      <span>
        <Kbd cap="↑" />
        <Kbd cap="↓" /> move
      </span>
      <span className="end">
        <Kbd of="leave" /> back to the case
      </span>
    </div>
  )
}

function Hint({ id }: { readonly id: CommandId }) {
  return commandOf(id).keys.length > 0 ? <Kbd of={id} /> : null
}

/** The commands that fit what was typed: those that can be done first, the closest first. */
function useEntries(query: string): readonly Entry[] {
  const { stores, link } = useConsole()
  const beneath = { ...screenOf(stores, link.getState().line, false), over: 'nothing' } as const
  return paletteCommands
    .filter((id) => id !== 'palette.open')
    .flatMap((id) => {
      const places = fuzzy(query, commandOf(id).title)
      return places ? [{ id, places, live: isLive(id, beneath) }] : []
    })
    .sort((a, b) => Number(b.live) - Number(a.live) || looseness(a.places) - looseness(b.places))
}

function Found({ title, places }: { readonly title: string; readonly places: readonly number[] }) {
  const marked = new Set(places)
  return Array.from(title, (letter, i) =>
    marked.has(i) ? (
      <b key={i} className="m">
        {letter}
      </b>
    ) : (
      letter
    ),
  )
}
