import { type AsideView, LONGEST_ASIDE_MS } from '../../../shared/contract/flow.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { may } from '../../../shared/domain/permission.ts'
import { badField, problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Cancel, Clock, Log } from '../ports.ts'
import type { AsideRow } from '../store/asides.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { DeskClock } from './desk-clock.ts'

/** How often at least it is looked whether a time is up: the clock may be put right meanwhile. */
const LOOK_EVERY_MS = 15_000

export interface AsidesNeeds {
  readonly staff: Staff
  readonly journal: Journal
  readonly cache: Cache
  readonly clock: Clock
  readonly deskClock: DeskClock
  readonly log: Log
  /** Told of cases that were put aside, taken out, or are back. */
  readonly moved: (nos: readonly number[]) => void
}

/**
 * What a person has put aside until a time, on this device alone. It is in the journal, so that a kill
 * forgets none of it; whether one is back is worked out anew from the row, the case and the clock.
 */
export class Asides {
  readonly #needs: AsidesNeeds
  #views: ReadonlyMap<number, AsideView> = new Map()
  #cancel: Cancel = () => undefined

  constructor(needs: AsidesNeeds) {
    this.#needs = needs
  }

  /** How each case stands that was put aside and is open, by number. */
  get all(): ReadonlyMap<number, AsideView> {
    return this.#views
  }

  /** Puts a case aside. Answers until when it was before, or null. */
  put(no: number, until: string): { readonly aside: AsideView; readonly former: string | null } {
    const { journal, cache, staff, moved } = this.#needs
    if (journal.damage) throw new ProblemError(journal.damage)
    if (!may(staff.role, 'decide'))
      throw new ProblemError(problem('not-permitted', `A ${staff.role} may not do that.`))
    const facts = cache.read.asideFacts(no)
    if (!facts) throw new ProblemError(problem('not-found', 'This case is not on this device.'))
    if (!facts.open)
      throw new ProblemError(
        problem('illegal-step', 'It has been decided. There is nothing to put aside.'),
      )
    this.#checkTime(until)
    const former = this.#views.get(no)?.until ?? null
    const { caseId, bodyRev, reports } = facts
    journal.write(() => {
      journal.asides.put({ caseId, caseNo: no, until, bodyRev, reports }, journal.nextN())
    })
    moved([no])
    return { aside: this.#views.get(no) ?? { until, back: null }, former }
  }

  /** Takes a case out again: it is in the queue as if it had never been put aside. */
  end(no: number): void {
    const { journal, moved } = this.#needs
    const row = journal.asides.all().find(({ caseNo }) => caseNo === no)
    if (!row) return
    journal.write(() => {
      journal.asides.end(row.caseId)
    })
    moved([no])
  }

  /** Works out anew how each stands. What was decided meanwhile is aside no more. */
  refresh(): void {
    const { journal, cache } = this.#needs
    const views = new Map<number, AsideView>()
    const over: string[] = []
    for (const row of journal.asides.all()) {
      const facts = row.caseNo > 0 ? cache.read.asideFacts(row.caseNo) : undefined
      if (facts?.open === false) over.push(row.caseId)
      else if (facts)
        views.set(row.caseNo, { until: row.until, back: backBecause(row, facts, this.#now()) })
    }
    this.#views = views
    this.#forget(over)
    this.#lookAgain()
  }

  close(): void {
    this.#cancel()
  }

  /** Looks whether one has come back since. */
  #look(): void {
    const before = this.#views
    this.refresh()
    const nos = [...before.keys()].filter(
      (no) => before.get(no)?.back !== this.#views.get(no)?.back,
    )
    if (nos.length > 0) this.#needs.moved(nos)
  }

  #lookAgain(): void {
    this.#cancel()
    this.#cancel = () => undefined
    const waiting = [...this.#views.values()].filter(({ back }) => back === null)
    if (waiting.length === 0) return
    const next =
      Math.min(...waiting.map(({ until }) => Date.parse(until))) - Date.parse(this.#now())
    const ms = Math.max(0, Math.min(next, LOOK_EVERY_MS))
    this.#cancel = this.#needs.clock.after(ms, () => {
      this.#look()
    })
  }

  #forget(caseIds: readonly string[]): void {
    if (caseIds.length === 0) return
    const { journal, log } = this.#needs
    try {
      journal.write(() => {
        for (const caseId of caseIds) journal.asides.end(caseId)
      })
    } catch (error) {
      log.error('aside-not-forgotten', { why: String(error) }) // the next look does it
    }
  }

  #checkTime(until: string): void {
    const now = this.#now()
    if (until <= now) throw new ProblemError(badField('until', 'has passed by the desk’s clock'))
    if (Date.parse(until) - Date.parse(now) > LONGEST_ASIDE_MS)
      throw new ProblemError(badField('until', 'must be within seven days'))
  }

  #now(): string {
    return instant(this.#needs.deskClock.now())
  }
}

/** Why a case is back. What happened to it says more than that its time is up. */
function backBecause(
  row: AsideRow,
  facts: { readonly bodyRev: number; readonly reports: number },
  now: string,
): AsideView['back'] {
  if (facts.reports > row.reports) return 'report'
  if (facts.bodyRev > row.bodyRev) return 'edit'
  return row.until <= now ? 'time' : null
}
