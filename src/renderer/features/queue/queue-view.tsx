import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { useRowWindow } from '../../ui/window.ts'
import { QueueHead } from './queue-head.tsx'
import { QueueFoot } from './queue-foot.tsx'
import { QueueRow } from './queue-row.tsx'

/** `--row` of the tokens, in rem. */
const ROW_REM = 3.25

/** The queue: the most urgent first. However long, only what is in sight is in the page. */
export function QueueView() {
  return (
    <section className="queue" aria-labelledby="qh">
      <QueueHead />
      <QueueList />
      <QueueFoot />
    </section>
  )
}

function QueueList() {
  const { stores, dispatch } = useConsole()
  const { queue } = stores
  const selected = useStore(queue, (state) => state.selected)
  const onKeyDown = (event: KeyboardEvent) => {
    const move = LIST_KEYS[event.key]
    if (!move) return
    event.preventDefault()
    dispatch(move, event.timeStamp)
  }
  const [list, setList] = useState<HTMLElement | null>(null)
  return (
    <div
      ref={setList}
      className="qlist"
      role="listbox"
      tabIndex={0}
      aria-labelledby="qh"
      aria-keyshortcuts="j k"
      aria-activedescendant={selected === undefined ? undefined : `case-${selected}`}
      data-part="queue-list"
      onKeyDown={onKeyDown}
    >
      {list ? <Rows list={list} selected={selected} /> : null}
    </div>
  )
}

interface RowsProps {
  readonly list: HTMLElement
  readonly selected: number | undefined
}

/** The rows in sight, and always the selected one: assistive technology is told of it. */
function Rows({ list, selected }: RowsProps) {
  const { queue } = useConsole().stores
  const order = useStore(queue, (state) => state.order)
  const fresh = useStore(queue, (state) => state.fresh.size)
  useStore(queue, (state) => state.tick)
  const rowHeight = useMemo(() => rowPixels(), [])
  const at = useMemo(
    () => (selected === undefined ? -1 : order.indexOf(selected)),
    [order, selected],
  )
  const { start, end } = useRowWindow(list, rowHeight, order.length)
  const shown = useMemo(() => {
    const nos = order.slice(start, end).map((no, i) => ({ no, index: start + i }))
    const inside = at < 0 || (at >= start && at < end)
    return inside || selected === undefined ? nos : [...nos, { no: selected, index: at }]
  }, [order, start, end, at, selected])
  useAnchor(list, { at, no: selected }, rowHeight)
  useLayoutEffect(() => {
    queue.need(shown.map(({ no }) => no))
  })
  return (
    <div
      className="qspace"
      role="presentation"
      style={{ height: `${(order.length + fresh) * rowHeight}px` }}
    >
      {shown.map(({ no, index }) => (
        <QueueRow
          key={no}
          no={no}
          row={queue.row(no)}
          index={index}
          size={order.length}
          top={index * rowHeight}
          selected={no === selected}
        />
      ))}
    </div>
  )
}

const LIST_KEYS: Readonly<
  Partial<Record<string, 'case.next' | 'case.previous' | 'case.first' | 'case.last'>>
> = {
  ArrowDown: 'case.next',
  ArrowUp: 'case.previous',
  Home: 'case.first',
  End: 'case.last',
}

function rowPixels(): number {
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return (Number.isNaN(root) ? 16 : root) * ROW_REM
}

/** Keeps the selected row where it is when rows come above it, and in sight when another is selected. */
function useAnchor(
  list: HTMLElement,
  { at, no }: { readonly at: number; readonly no: number | undefined },
  rowHeight: number,
): void {
  const former = useRef({ at: -1, no })
  useLayoutEffect(() => {
    const before = former.current
    former.current = { at, no }
    if (at < 0) return
    if (before.no === no && before.at >= 0)
      list.scrollTo({ top: list.scrollTop + (at - before.at) * rowHeight })
    else list.scrollTo({ top: inSight(list, at * rowHeight, rowHeight) })
  }, [list, at, no, rowHeight])
}

/** How far the list is to be scrolled so that a row is in sight, moving as little as may be. */
function inSight(list: HTMLElement, top: number, height: number): number {
  return Math.max(Math.min(list.scrollTop, top), top + height - list.clientHeight)
}
