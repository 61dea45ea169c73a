import type { CaseView } from '../../shared/contract/models.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import type { Span } from '../../shared/domain/text.ts'
import {
  type Amending,
  amendingOf,
  amendmentOf,
  blocked,
  cutting,
  marking,
  moving,
  offering,
  restarting,
  ruling,
  stepping,
} from './amending.ts'
import { type Deciding, IDLE } from './deciding.ts'
import type { Rulers } from './ruling-actions.ts'
import type { Move } from './selection.ts'

/** What can be done while words are being cut out. */
export function amenders({ store, around, show, drafts, decide }: Deciding, lead: Rulers) {
  const current = () => {
    const state = store.getState()
    return state.at === 'amending' ? state : undefined
  }
  const change = (by: (amending: Amending) => Amending) => {
    const amending = current()
    if (amending) show(by(amending))
  }
  return {
    /** Opens an amendment of the case as it was on the screen, or what was begun of one. */
    begin: (view: CaseView) => {
      const terms = around.terms()
      if (!terms) return
      const draft = drafts.get(`amending ${view.no}`)
      const same =
        draft?.at === 'amending' &&
        draft.view.case.comment.bodyCommit === view.case.comment.bodyCommit
      // The cuts are of the words; the reports it answers are those on the screen now.
      show(same ? { ...draft, view, terms, problem: undefined } : amendingOf(terms, view))
    },
    /** Keeps what was begun for this case, or forgets it where nothing is cut. */
    keep: () => {
      const amending = current()
      if (!amending) return
      const key = `amending ${amending.view.no}`
      if (amending.cuts.length > 0) drafts.set(key, { ...amending, remark: undefined })
      else drafts.delete(key)
    },
    move: (move: Move) => {
      change((amending) => moving(amending, move))
    },
    /** Selects exactly this, as a mouse did. */
    mark: (span: Span) => {
      change((amending) => marking(amending, span))
    },
    cut: () => {
      change(cutting)
    },
    offered: () => {
      change(offering)
    },
    step: (by: 1 | -1) => {
      change((amending) => stepping(amending, by))
    },
    restart: () => {
      change(restarting)
    },
    /** Gives the current cut the rule with this letter. */
    rule: (key: string, at: number) => {
      change((amending) => (at < amending.since ? amending : ruling(amending, key)))
    },
    /** Decides, or says what stands in the way and goes to it. */
    decide: (at: number) => {
      const amending = current()
      if (!amending || at < amending.since) return
      const decision = amendmentOf(amending)
      if (decision && amending.rules) {
        show(IDLE)
        rule(lead, amending, decision)
      } else if (decision) decide(decision, amending)
      else show(shownBlocked(amending))
    },
  }
}

/** Back to the words with what is cut. */
function rule(
  lead: Rulers,
  { view, rules }: Amending,
  { ground, cuts }: Pick<NewDecision, 'ground' | 'cuts'>,
): void {
  if (rules) lead.arm({ view, page: rules }, { verb: 'amend', ground, cuts })
}

function shownBlocked(amending: Amending): Amending {
  const found = blocked(amending)
  if (!found) return amending
  return {
    ...amending,
    remark: found.why,
    current: found.cut < 0 ? amending.current : found.cut,
  }
}
