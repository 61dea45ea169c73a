import { type ReactNode, useEffect } from 'react'
import { useConsole } from '../../context.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** One line of a list that lies over the page. */
export interface SheetEntry {
  readonly key: string
  readonly title: string
  readonly end: string
}

export interface SheetListProps {
  /** Of the list; its entries are called by it and their place. */
  readonly id: string
  readonly label: string
  readonly entries: readonly SheetEntry[]
  /** The marked one, or −1. */
  readonly at: number
  readonly onTake: (index: number) => void
}

/** A list that one narrows by typing and takes one of. */
export function SheetList({ id, label, entries, at, onTake }: SheetListProps) {
  const { overlay } = useConsole().stores
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])
  return (
    <div className="list" id={id} role="listbox" aria-label={label}>
      {entries.map(({ key, title, end }, i) => (
        <div
          key={key}
          id={`${id}-${i}`}
          className="opt"
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          onPointerMove={() => {
            if (i !== at) overlay.mark(i)
          }}
          onPointerUp={() => {
            onTake(i)
          }}
        >
          <span className="t">
            <bdi>{title}</bdi>
          </span>
          <span className="end">{end}</span>
        </div>
      ))}
    </div>
  )
}

/** What the keys do in such a sheet. */
export function SheetFoot({
  does,
  children,
}: {
  readonly does: string
  readonly children?: ReactNode
}) {
  return (
    <div className="pf">
      <span>
        <Kbd of="choice.take" /> {does}
      </span>
      <span>
        <Kbd cap="↑" />
        <Kbd cap="↓" /> move
      </span>
      {children}
      <span className="end">
        <Kbd of="leave" /> leave it
      </span>
    </div>
  )
}
