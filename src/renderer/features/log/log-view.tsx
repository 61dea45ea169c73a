import { useLayoutEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useConsole, useTerms } from '../../context.tsx'
import { logWords } from '../../stores/filters.ts'
import { WHOLE_LOG } from '../../stores/log-store.ts'
import { counted, inDigits } from '../../stores/sentences.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Words } from '../../ui/words.tsx'
import { useRowWindow } from '../../ui/window.ts'
import { LogEntry } from './log-entry.tsx'
import { LogProof } from './log-proof.tsx'
import { LogRow } from './log-row.tsx'

/** `--log-row` of the styles, in rem. */
const ROW_REM = 2

/** The log in sight: whether it is unbroken, its entries in words, and one of them whole. */
export function LogView() {
  return (
    <main className="wide log" aria-labelledby="ch">
      <h1 className="vh" id="ch" data-part="case-heading" tabIndex={-1}>
        The log
      </h1>
      <LogProof />
      <Filters />
      <Entries />
      <LogEntry />
    </main>
  )
}

function Filters() {
  const { stores, dispatch } = useConsole()
  const { log } = stores
  const terms = useTerms()
  const { filter, staff, lines, size, more, status } = useStore(log)
  const title = lines[0]?.articleTitle
  const article = title ? { id: filter.articleId ?? '', title } : undefined
  const words = logWords(filter, { staff, terms, article })
  const listed = `${inDigits(lines.length)}${more ? '+' : ''}`
  return (
    <div className="filters" role="toolbar" aria-label="Filters">
      <Words words={words} onTakeAway={(part) => void log.narrow(part)} />
      <button type="button" className="btn" onClick={(e) => dispatch('filter.open', e.timeStamp)}>
        <Kbd of="filter.open" /> List only: person, rule, action, article, date
      </button>
      {words.length > 0 ? (
        <button type="button" className="btn" onClick={() => void log.narrow(WHOLE_LOG)}>
          <Kbd of="filter.clear" /> List all
        </button>
      ) : null}
      <span className="end small q2" role="status">
        {status === 'reading'
          ? 'Reading.'
          : words.length > 0
            ? `${listed} of ${counted(size, 'entry', 'entries')}`
            : counted(size, 'entry', 'entries')}
      </span>
    </div>
  )
}

function Entries() {
  const { log } = useConsole().stores
  const { status, lines, problem } = useStore(log)
  const [list, setList] = useState<HTMLElement | null>(null)
  const selected = useStore(log, (state) => state.selected)
  return (
    <section className="entries" aria-label="Entries">
      <div className="lrow lhead" aria-hidden="true">
        <span>Entry</span>
        <span>Time</span>
        <span>Who</span>
        <span>What</span>
        <span>Rule or reason</span>
        <span>Comment by</span>
      </div>
      <div
        ref={setList}
        className="llist"
        role="listbox"
        tabIndex={0}
        aria-label="Entries, newest first"
        aria-activedescendant={selected === undefined ? undefined : `entry-${selected}`}
      >
        {list ? <Rows list={list} /> : null}
      </div>
      {status === 'failed' ? <p className="note bad">{problem?.message}</p> : null}
      {status === 'ready' && lines.length === 0 ? (
        <p className="none">No entry fits that. Take a word away, or list all.</p>
      ) : null}
    </section>
  )
}

function Rows({ list }: { readonly list: HTMLElement }) {
  const { log } = useConsole().stores
  const { lines, selected } = useStore(log)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const rowHeight = (Number.isNaN(rem) ? 16 : rem) * ROW_REM
  const { start, end } = useRowWindow(list, rowHeight, lines.length)
  const at = lines.findIndex(({ n }) => n === selected)
  useLayoutEffect(() => {
    if (at < 0) return
    const top = at * rowHeight
    const low = top + rowHeight - list.clientHeight
    list.scrollTo({ top: Math.max(Math.min(list.scrollTop, top), low) })
  }, [list, at, rowHeight])
  useLayoutEffect(() => {
    if (end >= lines.length) void log.more()
  }, [log, end, lines.length])
  return (
    <div className="qspace" role="presentation" style={{ height: `${lines.length * rowHeight}px` }}>
      {lines.slice(start, end).map((line, i) => (
        <LogRow
          key={line.n}
          line={line}
          top={(start + i) * rowHeight}
          selected={line.n === selected}
        />
      ))}
    </div>
  )
}
