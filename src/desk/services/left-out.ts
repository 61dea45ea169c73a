import type { LeftOut } from '../../shared/desk/claims.ts'

/** The rule that protects who a person is: its cases are for as few eyes as may be. */
const RESTRICTED = 'LEG-ANON'
const GRAVEST = 1

/**
 * Why a case is not for somebody alone at night with others on call, or undefined where it may be
 * taken in a batch. `legal`: the rules of its open reports that make it a matter of law, null of a
 * lawyer's letter that cites none; undefined where there are no such reports.
 */
export function leftOutFor(case_: {
  readonly severity: number
  readonly legal: readonly (string | null)[] | undefined
}): keyof LeftOut | undefined {
  if (case_.legal?.includes(RESTRICTED)) return 'restricted'
  if (case_.legal) return 'legal'
  return case_.severity === GRAVEST ? 'severe' : undefined
}
