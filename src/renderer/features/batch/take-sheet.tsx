import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { TakeDone } from './take-done.tsx'
import { TakeFields } from './take-fields.tsx'

/** Taking a batch, by keyboard from its first field to what became of it. */
export function TakeSheet() {
  const { stores } = useConsole()
  const { form, taken } = useStore(stores.take)
  useEffect(
    () => () => {
      // When the sheet has gone and the page behind it takes the focus again.
      queueMicrotask(() => {
        const lost = document.activeElement === document.body
        if (lost)
          document
            .querySelector<HTMLElement>('[data-part="case-heading"]')
            ?.focus({ preventScroll: true })
      })
    },
    [],
  )
  return (
    <Dialog label="Take a batch" className="take" onLeave={stores.overlay.close}>
      <div className="ph">
        <h2>Take a batch</h2>
        <span className="q3 small end">Colleagues see whose the cases are, and until when</span>
      </div>
      {taken ? <TakeDone taken={taken} /> : form ? <TakeFields form={form} /> : null}
      <Foot />
    </Dialog>
  )
}

function Foot() {
  const { stores, dispatch } = useConsole()
  const taken = useStore(stores.take, (state) => state.taken)
  const busy = useStore(stores.take, (state) => state.busy)
  const go = taken ? (taken.nos.length > 0 ? 'Start deciding' : 'Choose again') : 'Take them'
  return (
    <div className="pf">
      <button
        type="button"
        className="btn go"
        aria-disabled={busy}
        onClick={(e) => dispatch('sheet.go', e.timeStamp)}
      >
        <Kbd of="sheet.go" /> {busy ? 'Asking the desk' : go}
      </button>
      <span className="end">
        <Kbd of="leave" /> {taken ? 'to your batch' : 'leave it'}
      </span>
    </div>
  )
}
