/** What the decisions on an author's comments come to: by rule, and as strikes that have not ended. */
import { strikeEnd } from '../domain/strike.ts'
import type { Ground, Verb } from '../domain/terms.ts'
import { type AppliedRule, type AuthorRecord, MOST_LISTED } from './author.ts'
import { inForce, type Standing, undoneBy } from './standing.ts'

/** A decision on one of an author's comments. */
export interface AuthorDecision extends Omit<Standing, 'opId'> {
  readonly opId: string
  readonly caseId: string
  readonly ground: Ground
  readonly at: string
  /** The desk's own between two: a person's is still to come, so it counts for nothing. */
  readonly byDesk: boolean
}

const TAKES_AWAY: ReadonlySet<Verb> = new Set(['amend', 'delete'])

/**
 * What these decisions, in the order they were made, come to at `now`. `strikesUnder` says how many
 * strikes a rule of a version of the terms gives. One comment gives strikes once: under what is in
 * force there.
 */
export function recordOf(
  decisions: readonly AuthorDecision[],
  strikesUnder: (ground: Ground) => number,
  now: string,
): Pick<AuthorRecord, 'rules' | 'strikes'> {
  const undone = undoneBy(decisions)
  const applied = decisions.filter(
    ({ opId, verb, byDesk }) => TAKES_AWAY.has(verb) && !byDesk && !undone.has(opId),
  )
  const standing = [...Map.groupBy(decisions, ({ caseId }) => caseId).values()].flatMap(
    (onCase) => inForce(onCase) ?? [],
  )
  const strikes = standing
    .filter(({ byDesk, at }) => !byDesk && strikeEnd(at) > now)
    .map(({ opId, caseId, ground, at }) => {
      return { opId, caseId, ground, strikes: strikesUnder(ground), at, until: strikeEnd(at) }
    })
    .filter((strike) => strike.strikes > 0)
  return {
    rules: byUse(applied).slice(0, MOST_LISTED),
    strikes: strikes.toSorted((a, b) => (a.until < b.until ? 1 : -1)).slice(0, MOST_LISTED),
  }
}

function byUse(applied: readonly AuthorDecision[]): AppliedRule[] {
  const groups = Map.groupBy(applied, ({ ground }) => `${ground.kind} ${ground.code}`)
  return [...groups.values()]
    .flatMap((same) => {
      const newest = same.at(-1)
      return newest ? { ground: newest.ground, count: same.length, last: newest.at } : []
    })
    .toSorted((a, b) => b.count - a.count || (a.last < b.last ? 1 : -1))
}
