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
import { bandWords } from '../../stores/burst-words.ts'
import { type Band, bandOf, linesOf } from '../../stores/queue-fold.ts'
import { OpenBand } from './burst-band.tsx'
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
  const bands = useStore(queue, (state) => state.bands)
  const fresh = useStore(queue, (state) => state.fresh.size)
  useStore(queue, (state) => state.tick)
  const rowHeight = useMemo(() => rowPixels(), [])
  const at = useMemo(
    () => (selected === undefined ? -1 : order.indexOf(selected)),
    [order, selected],
  )
  const lines = useMemo(() => linesOf(order, bands), [order, bands])
  const { start, end, boxRef } = useRowWindow(list, rowHeight, lines.count)
  const whole = (lines.count + fresh) * rowHeight
  const shown = useMemo(() => {
    const first = lines.at(start).index
    const nos = order.slice(first, lines.at(end).index).map((no, i) => ({ no, index: first + i }))
    const inside = at < 0 || nos.some(({ index }) => index === at)
    return inside || selected === undefined ? nos : [...nos, { no: selected, index: at }]
  }, [order, lines, start, end, at, selected])
  useAnchor(list, boxRef, { at: at < 0 ? at : lines.of(at), no: selected, rowHeight, whole })
  useLayoutEffect(() => {
    queue.need(shown.map(({ no }) => no))
  })
  return (
    <div className="qspace" role="presentation" style={{ height: `${whole}px` }}>
      {grouped(shown, bands).flatMap(({ band, rows }) => {
        const list = rows.map(({ no, index }) => (
          <QueueRow
            key={no}
            no={no}
            row={queue.row(no)}
            index={index}
            size={order.length}
            top={lines.of(index) * rowHeight}
            selected={no === selected}
            band={band?.nos[0] === no ? band : undefined}
            inBand={band?.open ?? false}
          />
        ))
        if (!band?.open) return list
        const top = (lines.of(band.at) - 1) * rowHeight
        return (
          <div key={`burst-${band.burst.id}`} role="group" aria-label={bandWords(band)}>
            <OpenBand band={band} top={top} />
            {list}
          </div>
        )
      })}
    </div>
  )
}

interface Shown {
  readonly no: number
  readonly index: number
}

/** The rows with those of one band together, which they are in the list too. */
function grouped(
  shown: readonly Shown[],
  bands: ReadonlyMap<number, Band>,
): readonly { readonly band: Band | undefined; readonly rows: readonly Shown[] }[] {
  if (bands.size === 0) return [{ band: undefined, rows: shown }]
  const groups: { band: Band | undefined; rows: Shown[] }[] = []
  for (const one of shown) {
    const band = bandOf(bands, one.no)
    const last = groups.find((group) => band !== undefined && group.band === band)
    if (last) last.rows.push(one)
    else groups.push({ band, rows: [one] })
  }
  return groups
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
