import { useLayoutEffect } from 'react'
import type { CaseView } from '../../../shared/contract/models.ts'
import { useConsole } from '../../context.tsx'

/**
 * Notes when a case has come onto the glass: a task after the next frame, which runs when that
 * frame has been handed over. Presses from before are not meant for it. The document's
 * `data-on-glass` names it from then on, for whatever drives the page from outside.
 */
export function usePainted(view: CaseView | undefined): void {
  const { painted, clock } = useConsole().stores
  useLayoutEffect(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      painted.show(view, clock.time.steady())
      document.documentElement.dataset.onGlass = view ? String(view.no) : ''
    }
    const frame = requestAnimationFrame(() => {
      port2.postMessage(null)
    })
    return () => {
      cancelAnimationFrame(frame)
      port1.close()
    }
  }, [painted, clock, view])
}
