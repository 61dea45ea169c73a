import { NEVER_EDITED, NOTHING_MASKED } from '../stores/reading-words.ts'
import type { Stores } from '../stores/stores.ts'
import type { Runners } from './runner.ts'

/** Opening more of the case before one. */
export function readers({ reading, painted, settings, tape }: Stores) {
  return {
    'comment.rest': () => {
      reading.showRest()
    },
    'comment.parent': () => {
      reading.toggleParent()
    },
    'comment.revisions': (at) => {
      const view = painted.at(at)
      if (!view) return
      if (view.case.revisions.bodyRev === 1) tape.remark(NEVER_EDITED)
      else reading.stepBack(view)
    },
    'comment.unmask': () => {
      if (settings.getState().masked) reading.toggleMask()
      else tape.remark(NOTHING_MASKED)
    },
  } satisfies Partial<Runners>
}
