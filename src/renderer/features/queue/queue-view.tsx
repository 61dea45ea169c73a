import {
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { type Box, broughtIntoSight, useRowWindow } from '../../ui/window.ts'
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
  const { start, end, boxRef } = useRowWindow(list, rowHeight, order.length)
  const whole = (order.length + fresh) * rowHeight
  const shown = useMemo(() => {
    const nos = order.slice(start, end).map((no, i) => ({ no, index: start + i }))
    const inside = at < 0 || (at >= start && at < end)
    return inside || selected === undefined ? nos : [...nos, { no: selected, index: at }]
  }, [order, start, end, at, selected])
  useAnchor(list, boxRef, { at, no: selected, rowHeight, whole })
  useLayoutEffect(() => {
    queue.need(shown.map(({ no }) => no))
  })
  return (
    <div className="qspace" role="presentation" style={{ height: `${whole}px` }}>
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

interface Anchored {
  /** Where the selected row stands, or −1. */
  readonly at: number
  readonly no: number | undefined
  readonly rowHeight: number
  /** The height of the whole list in pixels. */
  readonly whole: number
}

/** Keeps the selected row where it is when rows come above it, and in sight when another is selected. */
function useAnchor(
  list: HTMLElement,
  boxRef: RefObject<Box>,
  { at, no, rowHeight, whole }: Anchored,
): void {
  const former = useRef({ at: -1, no })
  useLayoutEffect(() => {
    const before = former.current
    former.current = { at, no }
    if (at < 0) return
    const { scrollTop } = boxRef.current
    const same = before.no === no && before.at >= 0
    const target = same
      ? scrollTop + (at - before.at) * rowHeight
      : broughtIntoSight(boxRef.current, { top: at * rowHeight, rowHeight, whole })
    if (target === scrollTop) return
    boxRef.current = { ...boxRef.current, scrollTop: target }
    list.scrollTo({ top: target })
  }, [list, boxRef, at, no, rowHeight, whole])
}
