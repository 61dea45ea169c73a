import type { Span } from '../../shared/domain/text.ts'
import { draftNotKept } from './amend-words.ts'
import { remedied } from './amend-warnings.ts'
import {
  type Amending,
  cutting,
  marking,
  moving,
  offering,
  remembering,
  restarting,
  ruling,
  stepping,
  takingBack,
} from './amending.ts'
import type { Deciding } from './deciding.ts'
import { putDown, takingWords, writing } from './rewriting.ts'
import type { Move } from './selection.ts'

/** What changes an amendment that is being made: each keeps what is cut on disk, after the frame. */
export function amendChanges({ store, around, show }: Deciding) {
  const current = () => {
    const state = store.getState()
    return state.at === 'amending' ? state : undefined
  }
  const keep = (before: Amending, now: Amending) => {
    show(now)
    const { view, cuts, rules } = now
    // A lead's ruling has a draft of its own.
    if (cuts === before.cuts || rules) return
    void around.cutsDrafts.keep(view, cuts).then((problem) => {
      if (problem) around.say(draftNotKept(problem.message))
    })
  }
  const change = (by: (amending: Amending) => Amending) => () => {
    const amending = current()
    if (amending) keep(amending, remembering(amending, by(amending)))
  }
  return {
    current,
    move: (move: Move) => {
      change((amending) => moving(amending, move))()
    },
    /** Selects exactly this, as a mouse did. */
    mark: (span: Span) => {
      change((amending) => marking(amending, span))()
    },
    cut: change(cutting),
    offered: change(offering),
    step: (by: 1 | -1) => {
      change((amending) => stepping(amending, by))()
    },
    restart: change(restarting),
    /** Gives the current cut the rule with this letter. */
    rule: (key: string, at: number) => {
      change((amending) => (at < amending.since ? amending : ruling(amending, key)))()
    },
    /** Takes one of these remedies of the warning that is looked at. */
    remedy: (...kinds: Parameters<typeof remedied>[1]) => {
      change((amending) => remedied(amending, kinds))()
    },
    /** Takes the last change of the cuts back. */
    takeBack: () => {
      const amending = current()
      if (amending) keep(amending, takingBack(amending))
    },
    /** Opens a field on the words, where the terms let a moderator write. */
    rewrite: change(writing),
    /** What is in that field now. */
    write: (text: string) => {
      const amending = current()
      if (amending?.writing)
        show({ ...amending, writing: { ...amending.writing, text }, remark: undefined })
    },
    /** Takes what is written as cuts with words in their places. */
    takeWords: change(takingWords),
    /** Closes the field where one is open; answers whether one was. */
    putDown: (): boolean => {
      const amending = current()
      if (!amending?.writing) return false
      show(putDown(amending))
      return true
    },
  }
}
