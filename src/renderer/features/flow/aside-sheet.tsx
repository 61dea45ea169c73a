import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useConsole, useDeskTime } from '../../context.tsx'
import { asideTime } from '../../stores/aside-times.ts'
import { span } from '../../stores/sentences.ts'
import { asideEntries } from '../../stores/putting-aside.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SheetField } from '../../ui/sheet-field.tsx'
import { SheetOption } from './sheet-option.tsx'

/** Those that are named by how long they last say when that is. */
const SPANS: ReadonlySet<string> = new Set(['half-hour', 'two-hours'])

/** How exactly a typed time is compared with the clock while the sheet is open. */
const MINUTE_MS = 60_000

/** Until when to put a case aside: take one that is offered, or type a time. */
export function AsideSheet() {
  const { overlay, aside } = useConsole().stores
  const { query, marked } = useStore(overlay)
  const { times, problem } = useStore(aside)
  const now = useDeskTime((ms) => Math.floor(ms / MINUTE_MS) * MINUTE_MS)
  const { entries, wrong } = asideEntries(times, query, now)
  const at =
    entries.length === 0 ? -1 : ((marked % entries.length) + entries.length) % entries.length
  useEffect(() => {
    overlay.onTake(() => {
      aside.take(query, marked)
    })
  })
  return (
    <Dialog label="Put aside until" className="pal aside" onLeave={overlay.close}>
      <SheetField
        label="Put it aside until"
        placeholder="Put it aside until: take one, or type a time"
        list="aside-list"
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
      <div className="list" id="aside-list" role="listbox" aria-label="Times">
        {entries.map(({ id, title, at: ms }, i) => (
          <SheetOption
            key={id}
            id={`aside-${i}`}
            index={i}
            marked={i === at}
            title={title}
            end={SPANS.has(id) ? asideTime(ms, now) : `in ${span(ms - now)}`}
            onTake={(index) => {
              aside.take(query, index)
            }}
          />
        ))}
      </div>
      {wrong === undefined ? null : <p className="none">{wrong}</p>}
      <p className="small q3 with">
        For you, on this machine. A new report or an edit brings it back at once.
      </p>
      <Foot />
    </Dialog>
  )
}

function Foot() {
  return (
    <div className="pf">
      <span>
        <Kbd of="choice.take" /> put it aside
      </span>
      <span>
        <Kbd cap="↑" />
        <Kbd cap="↓" /> move
      </span>
      <span className="end">
        <Kbd of="leave" /> leave it
      </span>
    </div>
  )
}
