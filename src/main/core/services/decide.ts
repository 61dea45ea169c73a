import type { DeliveryView, UndoAnswer } from '../../../shared/contract/models.ts'
import type { DecideOp } from '../../../shared/desk/push.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import type { NewDecision } from '../../../shared/domain/decision.ts'
import {
  type DeliveryState,
  UNDO_WINDOW_MS,
  waitingStates,
} from '../../../shared/domain/delivery.ts'
import { uuidV7 } from '../../../shared/domain/ids.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { invariant, problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Chance, Clock } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Journal } from '../store/journal.ts'
import { decisionProblem } from './decision-rules.ts'
import type { DeskClock } from './desk-clock.ts'
import { Holds } from './holds.ts'

export interface DecideNeeds {
  readonly staff: Staff
  readonly journal: Journal
  readonly cache: Cache
  readonly clock: Clock
  readonly deskClock: DeskClock
  readonly chance: Chance
  /** Told of every delivery that moved, after it is on disk. */
  readonly moved: (opIds: readonly string[]) => void
  /** Told that something may leave. */
  readonly released: () => void
}

/** Makes decisions and takes them back. What it answers is on disk. */
export class Decide {
  readonly #needs: DecideNeeds
  readonly #holds: Holds
  /** When each decision of this run was made, on the clock that goes on while the machine sleeps. */
  readonly #madeAt = new Map<string, number>()

  constructor(needs: DecideNeeds) {
    this.#needs = needs
    this.#holds = new Holds(needs.clock)
  }

  /**
   * Records a decision, held for the undo window, and in the same transaction what `also` writes.
   * Throws the problem where it cannot.
   */
  record(decision: NewDecision, also: (opId: string) => void = () => undefined): DeliveryView {
    const [made] = this.#recordAll([decision], (opIds) => {
      for (const opId of opIds) also(opId)
    })
    invariant(made !== undefined, 'one decision makes one delivery')
    return made
  }

  /** Records decisions on different cases, all or none; undoing one takes back all that are here. */
  recordTogether(decisions: readonly NewDecision[]): DeliveryView[] {
    const { together } = this.#needs.journal
    if (new Set(decisions.map(({ caseId }) => caseId)).size < decisions.length)
      throw new ProblemError(problem('bad-input', 'A case can be decided once at a time.'))
    return this.#recordAll(decisions, (opIds) => {
      if (opIds.length > 1) together.add(opIds)
    })
  }

  /** Takes back one decision, or the newest that has not left. */
  undo(opId: string | null): UndoAnswer {
    const { journal } = this.#needs
    const { deliveries } = journal
    const delivery =
      opId === null
        ? (deliveries.newestWithdrawable() ?? deliveries.newestMade())
        : deliveries.get(opId)
    if (!delivery) return { result: 'nothing' }
    if (!canWithdraw(delivery.state)) return { result: 'too-late', delivery: this.view(delivery) }
    const { opId: id } = delivery
    const others = journal.together
      .with(id)
      .filter((other) => other !== id)
      .map((other) => this.#get(other))
      .filter(({ state }) => canWithdraw(state))
    this.#withdraw([delivery, ...others])
    const told = { result: 'withdrawn', delivery: this.view(this.#get(id)) } as const
    if (others.length === 0) return told
    return { ...told, others: others.map((other) => this.view(this.#get(other.opId))) }
  }

  /** Lets held decisions leave; those that are not held stay as they are. */
  release(opIds: readonly string[]): void {
    const { journal, moved, released } = this.#needs
    if (opIds.length === 0) return
    journal.write(() => {
      for (const opId of opIds) journal.deliveries.step(opId, 'held', 'release')
    })
    for (const opId of opIds) this.#holds.drop(opId)
    moved(opIds)
    released()
  }

  /** Lets every held decision leave, as a start, a quit and *send now* do. */
  releaseAll(): void {
    this.release(this.#needs.journal.deliveries.inState('held'))
  }

  /** Forgets the timers without releasing anything. */
  close(): void {
    this.#holds.dropAll()
  }

  recent(limit: number): DeliveryView[] {
    return this.#needs.journal.deliveries.recent(limit).map((delivery) => this.view(delivery))
  }

  /** How long ago a decision was made, sleep included; null where an earlier run made it. */
  ageMs(opId: string): number | null {
    const made = this.#madeAt.get(opId)
    return made === undefined ? null : Math.max(0, Math.round(this.#needs.clock.elapsed() - made))
  }

  /** How long a decision is still held, in milliseconds. */
  heldForMs(opId: string): number {
    return this.#holds.left(opId)
  }

  view(delivery: Delivery): DeliveryView {
    const { opId, n, caseNo, caseId, op, state, madeAt, publication, publishedAt } = delivery
    const together = this.#needs.journal.together.with(opId).length
    return {
      ...{ opId, n },
      no: caseNo > 0 ? caseNo : null,
      caseId,
      verb: op.verb,
      ground: op.ground,
      authorName: this.#needs.cache.read.authorName(caseNo) ?? null,
      state,
      madeAt,
      heldForMs: state === 'held' ? this.#holds.left(opId) : 0,
      canUndo: canWithdraw(state),
      ...(together > 1 && { together }),
      publication,
      publishedAt,
      problem: delivery.problem,
    }
  }

  /** Checks all, then writes all in one transaction; what is told of is on disk. */
  #recordAll(
    decisions: readonly NewDecision[],
    also: (opIds: readonly string[]) => void,
  ): DeliveryView[] {
    const { journal, clock, moved } = this.#needs
    if (journal.damage) throw new ProblemError(journal.damage)
    const nos = decisions.map((decision) => this.#checked(decision))
    const opIds = journal.write(() => {
      const made = decisions.map((decision, i) => {
        const op = this.#op(decision, journal.nextN())
        journal.deliveries.add(op, nos[i] ?? 0)
        journal.drafts.drop(decision.caseId)
        return op.opId
      })
      also(made)
      return made
    })
    for (const opId of opIds) {
      this.#madeAt.set(opId, clock.elapsed())
      this.#holds.hold(opId, UNDO_WINDOW_MS, () => this.release(opIds))
    }
    moved(opIds)
    return opIds.map((opId) => this.view(this.#get(opId)))
  }

  /** The number of the case of a decision that may be made; throws the problem where it may not. */
  #checked(decision: NewDecision): number {
    const { cache, staff } = this.#needs
    const item = cache.read.caseById(decision.caseId)
    const terms = item && cache.read.terms(item.siteId, decision.ground.terms)
    const found = decisionProblem(decision, { staff, item, terms })
    if (found || !item) throw new ProblemError(found ?? problem('not-found', 'No such case here.'))
    this.#refuseSecond(item.no)
    return item.no
  }

  /** Takes these back, with the errands that were made with them. */
  #withdraw(deliveries: readonly Delivery[]): void {
    const { journal, moved } = this.#needs
    const standing = deliveries.flatMap(({ opId }) => journal.errands.madeWith(opId))
    journal.write(() => {
      for (const { opId, state } of deliveries) journal.deliveries.step(opId, state, 'withdraw')
      for (const errand of standing)
        if (canWithdraw(errand.state)) journal.errands.step(errand.opId, errand.state, 'withdraw')
    })
    for (const { opId } of deliveries) this.#holds.drop(opId)
    moved([...deliveries, ...standing].map(({ opId }) => opId))
  }

  #refuseSecond(no: number): void {
    const newest = this.#needs.journal.deliveries.onCase(no)
    if (newest && waitingStates.some((state) => state === newest.state))
      throw new ProblemError(
        problem('illegal-step', 'You have already decided this case. Undo that first.'),
      )
    if (newest?.state === 'settled' && !newest.shown)
      throw new ProblemError(
        problem(
          'stale-case',
          'Your last decision on this case is still coming back from the desk.',
        ),
      )
  }

  #op(decision: NewDecision, n: number): DecideOp {
    const { clock, chance, deskClock } = this.#needs
    const now = clock.now()
    return {
      v: 1,
      opId: uuidV7(now, chance.bytes(10)),
      n,
      madeAt: instant(now),
      ageMs: null,
      offsetMs: deskClock.offsetMs(),
      kind: 'decide',
      ...decision,
    }
  }

  #get(opId: string): Delivery {
    const delivery = this.#needs.journal.deliveries.get(opId)
    if (!delivery) throw new Error(`no delivery ${opId}`)
    return delivery
  }
}

/** Whether the desk cannot know of it yet. */
function canWithdraw(state: DeliveryState): state is 'held' | 'queued' {
  return state === 'held' || state === 'queued'
}
