import { useConsole } from '../../context.tsx'

export interface SheetOptionProps {
  readonly id: string
  readonly index: number
  readonly marked: boolean
  readonly title: string
  readonly end: string
  readonly onTake: (index: number) => void
}

/** One line of a list that lies over the page. */
export function SheetOption({ id, index, marked, title, end, onTake }: SheetOptionProps) {
  const { overlay } = useConsole().stores
  return (
    <div
      id={id}
      className="opt"
      role="option"
      tabIndex={-1}
      aria-selected={marked}
      onPointerMove={() => {
        if (!marked) overlay.mark(index)
      }}
      onPointerUp={() => {
        onTake(index)
      }}
    >
      <span className="t">
        <bdi>{title}</bdi>
      </span>
      <span className="end">{end}</span>
    </div>
  )
}
