import type { Handlers } from '../../../shared/contract/contract.ts'
import { ProblemError } from '../../../shared/domain/problem.ts'
import type { Journal } from '../store/journal.ts'

/** Keeping what was begun and not decided; what is answered as kept is on disk. */
export function draftHandlers(journal: () => Journal): Pick<Handlers, 'draft.keep' | 'draft.list'> {
  return {
    'draft.list': () => journal().drafts.list(),
    'draft.keep': (draft) => {
      const own = journal()
      if (own.damage) throw new ProblemError(own.damage)
      own.write(() => {
        own.drafts.keep(draft)
      })
      return {}
    },
  }
}
