import { type RefObject, useEffect, useRef, useState } from 'react'

/** Which rows are in sight, with some to spare on both sides. `end` is one past the last. */
export interface RowWindow {
  readonly start: number
  readonly end: number
}

const SPARE = 12
/** How far it may be scrolled before the rows are made anew: not at every press of a key. */
const SLACK = 6

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

/** What of a list is in sight, in pixels. */
export interface Box {
  readonly scrollTop: number
  readonly height: number
}

/**
 * Follows a scrolling list of rows of one height. `boxRef` is where it stands, known without asking
 * the page, which would have it laid out before the frame.
 *
 * By hand and not by a library: with rows of one height it is a division, and nothing is kept for
 * each of a hundred thousand rows.
 */
export function useRowWindow(
  list: HTMLElement,
  rowHeight: number,
  count: number,
): RowWindow & { readonly boxRef: RefObject<Box> } {
  const [made, setMade] = useState<Box>({ scrollTop: 0, height: 1200 })
  const boxRef = useRef(made)
  useEffect(() => {
    const look = () => {
      const now = { scrollTop: list.scrollTop, height: list.clientHeight }
      boxRef.current = now
      setMade((then) => {
        // What is spare covers it until then.
        const near = Math.abs(now.scrollTop - then.scrollTop) < rowHeight * SLACK
        return near && now.height === then.height ? then : now
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
  return { ...rowsInSight({ ...made, rowHeight }, count), boxRef }
}

/**
 * Where a list is to be scrolled so that a row is in sight. One that is stays where it is; else the
 * row is put a third from the side it came in by, so that one sees what is next, and the list
 * stands still for the presses that follow.
 */
export function broughtIntoSight(
  { scrollTop, height }: Box,
  { top, rowHeight, whole }: Readonly<Record<'top' | 'rowHeight' | 'whole', number>>,
): number {
  const above = top < scrollTop
  const below = top + rowHeight > scrollTop + height
  if (!above && !below) return scrollTop
  const third = Math.floor(above ? (height * 2) / 3 : height / 3)
  const most = Math.min(top, Math.max(0, whole - height))
  return Math.max(0, top + rowHeight - height, Math.min(top - third, most))
}
