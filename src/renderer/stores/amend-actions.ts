import type { CaseView } from '../../shared/contract/models.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import { amendChanges } from './amend-changes.ts'
import { facing } from './amend-warnings.ts'
import { type Amending, amendingOf, amendmentOf, begunFrom, blocked } from './amending.ts'
import { type Deciding, IDLE } from './deciding.ts'
import { pickingOf } from './picking.ts'
import type { Rulers } from './ruling-actions.ts'

/** What can be done while words are being cut out. */
export function amenders(deciding: Deciding, lead: Rulers) {
  const { around, show, drafts, decide } = deciding
  const { current, ...changes } = amendChanges(deciding)
  const keep = (amending: Amending) => {
    const key = `amending ${amending.view.no}`
    if (amending.cuts.length > 0) drafts.set(key, { ...amending, remark: undefined })
    else drafts.delete(key)
  }
  return {
    ...changes,
    /** Opens an amendment of the case as it was on the screen, or what was begun of one. */
    begin: (view: CaseView) => {
      const terms = around.terms()
      if (!terms) return
      const draft = drafts.get(`amending ${view.no}`)
      const same =
        draft?.at === 'amending' &&
        draft.view.case.comment.bodyCommit === view.case.comment.bodyCommit
      // The cuts are of the words; the reports it answers are those on the screen now.
      if (same) show({ ...draft, view, terms, problem: undefined, faced: '', writing: undefined })
      else show(begunFrom(amendingOf(terms, view), around.cutsDrafts.of(view)))
    },
    /** Keeps what was begun for this case, or forgets it where nothing is cut. */
    keep: () => {
      const amending = current()
      if (amending) keep(amending)
    },
    /** Leaves the cuts as a draft for the grounds of a delete; a lead's ruling stays one. */
    deleteInstead: () => {
      const amending = current()
      if (!amending) return
      const { view, terms, rules } = amending
      keep(amending)
      if (rules) {
        show(IDLE)
        lead.choose('delete', { view, page: rules })
      } else show(pickingOf(terms, 'delete', { view, restores: null }))
    },
    /** Decides, or goes to what stands in the way; the first time to warnings, the second over them. */
    decide: (at: number) => {
      const amending = current()
      if (!amending || at < amending.since) return
      const decision = amendmentOf(amending)
      const faced = decision && facing(amending)
      if (faced) show(faced)
      else if (decision && amending.rules) {
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
