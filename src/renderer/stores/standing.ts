import type { CaseView } from '../../shared/contract/models.ts'
import type { SettledDecision } from '../../shared/desk/feed.ts'
import type { Cut, TokenCut } from '../../shared/domain/amendment.ts'
import { may, type Role } from '../../shared/domain/permission.ts'
import type { Terms } from '../../shared/domain/terms.ts'

/** The decision whose outcome the site shows: the newest that is no restore and not undone by one. */
export function standingDecision(view: CaseView): SettledDecision | undefined {
  const newestFirst = view.case.decisions.toSorted((a, b) => b.decRev - a.decRev)
  const undone = new Set(newestFirst.map(({ restores }) => restores))
  return newestFirst.find(({ verb, opId }) => verb !== 'restore' && !undone.has(opId))
}

/** The delete or amend that a restore would name, or undefined where nothing is taken away. */
export function removal(view: CaseView): SettledDecision | undefined {
  const standing = standingDecision(view)
  return standing?.verb === 'delete' || standing?.verb === 'amend' ? standing : undefined
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

/** What a standing amendment of this very text cuts, with the tokens of its terms; else nothing. */
export function standingCuts(versions: readonly Terms[], view: CaseView): readonly TokenCut[] {
  const standing = standingDecision(view)
  if (standing?.verb !== 'amend' || standing.bodyRev !== view.case.revisions.bodyRev) return []
  return withTokens(versions, standing.ground.terms, standing.cuts)
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
    token: rules.find(({ code }) => code === cut.rule)?.token ?? '[removed by a moderator]',
  }))
}
