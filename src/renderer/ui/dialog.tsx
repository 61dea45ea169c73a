import { type ReactNode, useEffect, useRef } from 'react'

export interface DialogProps {
  readonly label: string
  readonly className: string
  readonly onLeave: () => void
  readonly children: ReactNode
}

/** A sheet over the whole page: holds the focus while it is open and gives it back. */
export function Dialog({ label, className, onLeave, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={`sheet ${className}`}
      aria-label={label}
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
