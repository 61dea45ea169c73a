import { type ReactNode, useEffect, useRef } from 'react'

export interface DialogProps {
  readonly label: string
  readonly className: string
  readonly onLeave: () => void
  /** Whether the sheet itself takes the focus, where it holds nothing to type in. */
  readonly focusSheet?: boolean
  readonly children: ReactNode
}

/** A sheet over the whole page: holds the focus while it is open and gives it back. */
export function Dialog({ label, className, onLeave, focusSheet = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    if (focusSheet) dialog?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [focusSheet])
  return (
    <dialog
      ref={ref}
      className={`sheet ${className}`}
      aria-label={label}
      tabIndex={-1}
      {...{ closedby: 'any' }}
      onCancel={(event) => {
        event.preventDefault()
        onLeave()
      }}
    >
      {children}
    </dialog>
  )
}
