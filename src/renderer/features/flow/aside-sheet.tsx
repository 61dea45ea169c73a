import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { type AsideTime, asideTime } from '../../stores/aside-times.ts'
import { markedOf } from '../../stores/marked.ts'
import { asideEntries } from '../../stores/putting-aside.ts'
import { span } from '../../stores/sentences.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { type SheetEntry, SheetFoot, SheetList } from './sheet-list.tsx'

/** Those that are named by how long they last say when that is. */
const SPANS: ReadonlySet<string> = new Set(['half-hour', 'two-hours'])

/** How exactly a typed time is compared with the clock while the sheet is open. */
const MINUTE_MS = 60_000

function entryOf({ id, title, at }: AsideTime, now: number): SheetEntry {
  return { key: id, title, end: SPANS.has(id) ? asideTime(at, now) : `in ${span(at - now)}` }
}

/** Until when to put a case aside: take one that is offered, or type a time. */
export function AsideSheet() {
  const { overlay, aside } = useConsole().stores
  const { query, marked } = useStore(overlay)
  const { times, problem } = useStore(aside)
  const now = useDeskTime((ms) => Math.floor(ms / MINUTE_MS) * MINUTE_MS)
  const { entries, wrong } = asideEntries(times, query, now)
  const at = markedOf(marked, entries.length)
  const take = (index: number) => {
    aside.take(query, index)
  }
  useEffect(() => {
    overlay.onTake(() => {
      take(marked)
    })
  })
  return (
    <Dialog label="Put aside until" className="pal aside" onLeave={overlay.close}>
      <SheetField
        label="Put it aside until"
        placeholder="Put it aside until: take one, or type a time"
        list="aside"
        marked={at < 0 ? undefined : `aside-${at}`}
        value={query}
        onType={overlay.search}
      />
      {problem === undefined ? null : (
        <p className="note bad" role="alert">
          <Icon name="warn" />
          <span>
            <b>Not put aside.</b> {problem}
          </span>
        </p>
      )}
      <SheetList
        id="aside"
        label="Times"
        entries={entries.map((entry) => entryOf(entry, now))}
        at={at}
        onTake={take}
      />
      {wrong === undefined ? null : <p className="none">{wrong}</p>}
      <p className="small q3 with">
        For you, on this machine. A new report or an edit brings it back at once.
      </p>
      <SheetFoot does="put it aside" />
    </Dialog>
  )
}
