import type { CaseView } from '../../shared/contract/models.ts'
import type { SettledDecision } from '../../shared/desk/feed.ts'
import { inForce, undoneBy } from '../../shared/desk/standing.ts'
import type { Cut, TokenCut } from '../../shared/domain/amendment.ts'
import { may, type Role } from '../../shared/domain/permission.ts'
import type { Terms } from '../../shared/domain/terms.ts'

/** The decision that was made last and still stands: a restore only takes another one away. */
export function standingDecision({ case: { decisions } }: CaseView): SettledDecision | undefined {
  const undone = undoneBy(decisions)
  return decisions.findLast(({ verb, opId }) => verb !== 'restore' && !undone.has(opId))
}

/** The delete or amend that a restore would name, or undefined where nothing is taken away. */
export function removal(view: CaseView): SettledDecision | undefined {
  return inForce(view.case.decisions)
}

/** What an amendment in force cuts out of this very text. */
export function cutsInForce(view: CaseView): SettledDecision['cuts'] {
  const found = removal(view)
  return found?.verb === 'amend' && found.bodyRev === view.case.revisions.bodyRev ? found.cuts : []
}

/** The removal that this person may undo: their own, or as a lead anybody's. */
export function mayRestore(
  view: CaseView,
  staff: { readonly id: string; readonly role: Role } | null,
): SettledDecision | undefined {
  const standing = removal(view)
  if (!standing || !staff) return undefined
  const right = standing.by.id === staff.id ? 'restore-own' : 'restore-any'
  return may(staff.role, right) ? standing : undefined
}

/** The same with the tokens of its terms. */
export function standingCuts(versions: readonly Terms[], view: CaseView): readonly TokenCut[] {
  return withTokens(versions, removal(view)?.ground.terms ?? '', cutsInForce(view))
}

/** Cuts with the tokens that a version of the terms gives to their rules. */
export function withTokens(
  versions: readonly Terms[],
  version: string,
  cuts: readonly Cut[],
): TokenCut[] {
  const rules = versions.find((terms) => terms.version === version)?.rules ?? []
  return cuts.map((cut) => ({
    ...cut,
    token:
      cut.words ?? rules.find(({ code }) => code === cut.rule)?.token ?? '[removed by a moderator]',
  }))
}
