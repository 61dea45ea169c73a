import { useEffect, useState } from 'react'

/** Which rows are in sight, with some to spare on both sides. `end` is one past the last. */
export interface RowWindow {
  readonly start: number
  readonly end: number
}

const SPARE = 8

/** The rows of a list that a scrolled box of some height shows. Pure, so that it can be proved. */
export function rowsInSight(
  { scrollTop, height, rowHeight }: Readonly<Record<'scrollTop' | 'height' | 'rowHeight', number>>,
  count: number,
): RowWindow {
  const first = Math.floor(scrollTop / rowHeight)
  const last = Math.ceil((scrollTop + height) / rowHeight)
  return {
    start: Math.max(0, Math.min(first - SPARE, count)),
    end: Math.max(0, Math.min(last + SPARE, count)),
  }
}

/**
 * Follows a scrolling list of rows of one height.
 *
 * By hand and not by a library: with rows of one height it is a division, and nothing is kept for
 * each of a hundred thousand rows.
 */
export function useRowWindow(list: HTMLElement, rowHeight: number, count: number): RowWindow {
  const [box, setBox] = useState({ scrollTop: 0, height: 1200 })
  useEffect(() => {
    const look = () => {
      setBox(({ scrollTop, height }) => {
        // Within a row nothing new comes into sight.
        const near = Math.abs(list.scrollTop - scrollTop) < rowHeight
        if (near && list.clientHeight === height) return { scrollTop, height }
        return { scrollTop: list.scrollTop, height: list.clientHeight }
      })
    }
    const observer = new ResizeObserver(look)
    observer.observe(list)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      list.removeEventListener('scroll', look)
    }
  }, [list, rowHeight])
  return rowsInSight({ ...box, rowHeight }, count)
}
