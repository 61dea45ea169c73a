import { may } from '../../../shared/domain/permission.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import type { Cache } from '../store/cache.ts'
import type { Party, PartyRow } from '../store/contest-rows.ts'
import type { Journal } from '../store/journal.ts'

export interface ContestedNeeds {
  readonly staff: Staff
  readonly journal: Journal
  readonly cache: Cache
  /** Told of what was put away or brought back, and of its case. */
  readonly putAway: (opId: string, no: number) => void
}

/**
 * Which contests a person has listed, by the desk's rows: as a lead all that wait for a ruling; as
 * one of those it concerns, while it waits and until they have put away how it ended.
 */
export class Contested {
  readonly #needs: ContestedNeeds
  readonly #party: Party

  constructor(needs: ContestedNeeds) {
    this.#needs = needs
    const { id, role } = needs.staff
    this.#party = { staffId: id, isLead: may(role, 'rule') }
  }

  /** The cases, each with when the oldest of its contests reached the desk (ms since 1970). */
  all(): ReadonlyMap<number, number> {
    return this.#oldest(this.#needs.cache.read.contests.of(this.#party))
  }

  /** When the oldest contest on a case reached the desk, or undefined where none is listed. */
  since(no: number): number | undefined {
    return this.#oldest(this.#needs.cache.read.contests.on(no, this.#party)).get(no)
  }

  /** Puts away what a person has read. Throws the problem where it still waits for somebody. */
  putAway(opId: string): void {
    const { journal, cache, putAway } = this.#needs
    if (journal.damage) throw new ProblemError(journal.damage)
    const delivery = journal.deliveries.get(opId)
    const contest = cache.read.contests.named(opId)
    const no = contest?.no ?? delivery?.caseNo
    if (no === undefined)
      throw new ProblemError(problem('not-found', 'That decision is not on this device.'))
    const why = stays(contest?.state, delivery?.state)
    if (why !== undefined) throw new ProblemError(problem('illegal-step', why))
    if (journal.write(() => journal.putAway.add(opId))) putAway(opId, no)
  }

  /** Brings back what was put away; harmless where it was not. */
  bringBack(opId: string): void {
    const { journal, cache, putAway } = this.#needs
    if (journal.damage) throw new ProblemError(journal.damage)
    const no = cache.read.contests.named(opId)?.no ?? journal.deliveries.get(opId)?.caseNo
    if (no === undefined) return
    if (journal.write(() => journal.putAway.remove(opId))) putAway(opId, no)
  }

  #oldest(rows: readonly PartyRow[]): ReadonlyMap<number, number> {
    const { journal } = this.#needs
    const oldest = new Map<number, number>()
    for (const { no, opId, state, since } of rows) {
      if (state !== 'waits' && journal.putAway.has(opId)) continue
      oldest.set(no, Math.min(since, oldest.get(no) ?? since))
    }
    return oldest
  }
}

/** Why something cannot be put away, or undefined. What only its maker is asked about can. */
function stays(
  contest: PartyRow['state'] | undefined,
  delivery: string | undefined,
): string | undefined {
  if (contest === 'waits') return 'A lead has yet to rule on it. It stays here until then.'
  if (contest !== undefined || delivery === 'refused') return undefined
  return delivery === 'contested'
    ? 'The desk has not said yet what it met. It stays here until then.'
    : 'Only what was not accepted, or has been ruled on, can be put away.'
}
