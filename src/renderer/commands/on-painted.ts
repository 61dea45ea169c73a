import type { CaseView } from '../../shared/contract/models.ts'
import { showCase, type Stores } from '../stores/stores.ts'

/** Opens something for the case that was on the screen, and puts that case back on it. */
export function onPainted(stores: Stores, open: (view: CaseView) => void): (at: number) => void {
  return (at) => {
    const view = stores.painted.at(at)
    if (!view || stores.queue.isLeaving(view.no)) return
    if (stores.shown() !== view.no) showCase(stores, view.no)
    open(view)
  }
}
