import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { handEntries } from '../../stores/handing.ts'
import { markedOf } from '../../stores/marked.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { SheetFoot, SheetList } from './sheet-list.tsx'

/** Whom to hand a case to: whoever is next first, and nobody has to say why. */
export function HandSheet() {
  const { overlay, handing } = useConsole().stores
  const { query, marked } = useStore(overlay)
  const { people, words, problem } = useStore(handing)
  const entries = handEntries(people, query)
  const at = markedOf(marked, entries.length)
  const take = (index: number) => {
    void handing.take(query, index)
  }
  useEffect(() => {
    overlay.onTake(() => {
      take(marked)
    })
  })
  return (
    <Dialog label="Hand it on" className="pal hand" onLeave={overlay.close}>
      <SheetField
        label="Hand it on to"
        placeholder="Hand it on to: type a few letters of a name"
        list="hand"
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
      <SheetList
        id="hand"
        label="Colleagues"
        entries={entries.map(({ id, name, why }) => ({ key: id ?? 'next', title: name, end: why }))}
        at={at}
        onTake={take}
      />
      {entries.length === 0 ? <p className="none">Nobody here is called that.</p> : null}
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
      <SheetFoot does="hand it on">
        <span>
          <Kbd cap="tab" /> a word with it
        </span>
      </SheetFoot>
    </Dialog>
  )
}
