import type { Input } from '../../../shared/contract/contract.ts'
import type { ErrandView } from '../../../shared/contract/models.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import type { NewDecision, Revisions } from '../../../shared/domain/decision.ts'
import { UNDO_WINDOW_MS } from '../../../shared/domain/delivery.ts'
import { uuidV7 } from '../../../shared/domain/ids.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { may, type Right } from '../../../shared/domain/permission.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import { HIDDEN_UNTIL_ANSWERED } from '../../../shared/domain/terms.ts'
import { mendText } from '../../../shared/domain/text.ts'
import type { Chance, Clock } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Errand, ErrandOp } from '../store/errands.ts'
import type { Journal } from '../store/journal.ts'
import type { Decide } from './decide.ts'
import type { DeskClock } from './desk-clock.ts'
import { Holds } from './holds.ts'

export interface ErrandsNeeds {
  readonly staff: Staff
  readonly journal: Journal
  readonly cache: Cache
  readonly decide: Decide
  readonly clock: Clock
  readonly deskClock: DeskClock
  readonly chance: Chance
  readonly moved: (opIds: readonly string[]) => void
  readonly released: () => void
}

/** Asks leads, answers as one, and raises comments; held and taken back like decisions. */
export class ErrandDesk {
  readonly #needs: ErrandsNeeds
  readonly #holds: Holds

  constructor(needs: ErrandsNeeds) {
    this.#needs = needs
    this.#holds = new Holds(needs.clock)
  }

  /** Asks a lead. With `hide`, a delete made with it hides the comment until the answer. */
  escalate(ask: {
    readonly no: number
    readonly question: string
    readonly hide: boolean
    readonly expect: Revisions
  }): ErrandView {
    const item = this.#case(ask.no, 'escalate')
    const { expect } = ask
    const { bodyRev, decRev } = item.revisions
    if (expect.bodyRev !== bodyRev || expect.decRev !== decRev)
      throw new ProblemError(problem('stale-case', 'The case has changed since. Look at it again.'))
    const { journal, decide } = this.#needs
    let made = ''
    const write = (hides: string | null) => {
      const op: ErrandOp = {
        ...this.#envelope(),
        kind: 'escalate',
        caseId: item.caseId,
        question: mendText(ask.question),
        hides,
        expect,
        bodyCommit: item.comment.bodyCommit,
      }
      journal.errands.add(op, item.no, hides)
      made = op.opId
    }
    if (ask.hide) decide.record(this.#hiding(item), write)
    else journal.write(() => write(null))
    return this.#made(made)
  }

  /** Answers the open question of a case. */
  answer({ no, words }: { readonly no: number; readonly words: string }): ErrandView {
    const { journal } = this.#needs
    const item = this.#case(no, 'answer-escalation')
    const asked = item.escalations.at(-1)
    if (asked?.answer !== null)
      throw new ProblemError(problem('illegal-step', 'Nobody is asking anything on this case.'))
    if (journal.errands.asked().get(no) === false)
      throw new ProblemError(problem('illegal-step', 'You have already answered. Undo that first.'))
    return this.#made(
      journal.write(() => {
        const { caseId } = item
        const mended = mendText(words)
        const envelope = this.#envelope()
        const escalation = asked.opId
        journal.errands.add({ ...envelope, kind: 'answer', caseId, escalation, words: mended }, no)
        return envelope.opId
      }),
    )
  }

  /** Hands a case on to a colleague, or (null) to whoever is next. */
  hand({ no, to, words }: Input<'case.hand'>): ErrandView {
    const { journal, cache, staff } = this.#needs
    const { caseId, state } = this.#case(no, 'claim')
    const taker = cache.read.log.colleagues().find(({ id }) => id === to)
    const why = unfit({ state, toSelf: to === staff.id, taker })
    if (why !== undefined) throw new ProblemError(problem('bad-input', why))
    return this.#made(
      journal.write(() => {
        const envelope = this.#envelope()
        const mended = words === null ? null : mendText(words)
        journal.errands.add({ ...envelope, kind: 'hand', caseId, to, words: mended }, no)
        return envelope.opId
      }),
    )
  }

  /** Raises a neighbour of a case as a case of its own. */
  raise(raised: {
    readonly no: number
    readonly commentId: string
    readonly rule: string | null
    readonly words: string
  }): ErrandView {
    const { journal } = this.#needs
    const { siteId, neighbours } = this.#case(raised.no, 'raise')
    const { commentId, rule } = raised
    if (!neighbours.some((neighbour) => neighbour.commentId === commentId))
      throw new ProblemError(problem('not-found', 'That comment is not beside this case here.'))
    return this.#made(
      journal.write(() => {
        const envelope = this.#envelope()
        const words = mendText(raised.words)
        journal.errands.add({ ...envelope, kind: 'raise', siteId, commentId, rule, words }, null)
        return envelope.opId
      }),
    )
  }

  /** Writes down something about the author of a case. */
  note({ no, words }: { readonly no: number; readonly words: string }): ErrandView {
    const { journal } = this.#needs
    const { caseId } = this.#case(no, 'note')
    return this.#made(
      journal.write(() => {
        const envelope = this.#envelope()
        journal.errands.add({ ...envelope, kind: 'note', caseId, words: mendText(words) }, no)
        return envelope.opId
      }),
    )
  }

  /** Takes one back, with the decision made with it, if it has not left. Undefined: it is no errand. */
  undo(opId: string): ErrandView | undefined {
    const { journal, decide, moved } = this.#needs
    const errand = journal.errands.get(opId)
    if (!errand) return undefined
    const { state, withOp } = errand
    if (withOp !== null) decide.undo(withOp)
    else if (state === 'held' || state === 'queued') {
      journal.write(() => journal.errands.step(opId, state, 'withdraw'))
      moved([opId])
    }
    return this.view(this.#get(opId))
  }

  release(opIds: readonly string[]): void {
    const { journal, moved, released } = this.#needs
    if (opIds.length === 0) return
    journal.write(() => {
      for (const opId of opIds) journal.errands.step(opId, 'held', 'release')
    })
    for (const opId of opIds) this.#holds.drop(opId)
    moved(opIds)
    released()
  }

  releaseAll(): void {
    this.release(this.#needs.journal.errands.inState('held'))
  }

  close(): void {
    this.#holds.dropAll()
  }

  /** How long one is still held, in milliseconds. */
  heldForMs(opId: string): number {
    return this.#holds.left(opId)
  }

  view({ opId, n, kind, caseId, state }: Errand): ErrandView {
    return { opId, n, kind, caseId, state, canUndo: state === 'held' || state === 'queued' }
  }

  #made(opId: string): ErrandView {
    this.#holds.hold(opId, UNDO_WINDOW_MS, () => this.release([opId]))
    this.#needs.moved([opId])
    return this.view(this.#get(opId))
  }

  #get(opId: string): Errand {
    const errand = this.#needs.journal.errands.get(opId)
    if (!errand) throw new Error(`no errand ${opId}`)
    return errand
  }

  #case(no: number, right: Right): CaseItem {
    const { journal, cache, staff } = this.#needs
    if (journal.damage) throw new ProblemError(journal.damage)
    if (!may(staff.role, right))
      throw new ProblemError(problem('not-permitted', `A ${staff.role} may not do that.`))
    const item = cache.read.case(no)
    if (!item) throw new ProblemError(problem('not-found', 'This case is not on this device.'))
    return item
  }

  /** The delete that hides a comment while a lead is asked; it answers no report. */
  #hiding({ siteId, caseId, revisions, comment }: CaseItem): NewDecision {
    const terms = this.#needs.cache.read.newestTerms(siteId)
    if (!terms) throw new ProblemError(problem('rule-unknown', 'The terms are not here yet.'))
    return {
      caseId,
      verb: 'delete',
      ground: { kind: 'outcome', terms: terms.version, code: HIDDEN_UNTIL_ANSWERED },
      cuts: [],
      restores: null,
      note: null,
      expect: revisions,
      answers: [],
      bodyCommit: comment.bodyCommit,
    }
  }

  #envelope() {
    const { clock, deskClock, chance, journal } = this.#needs
    const now = clock.now()
    return {
      v: 1 as const,
      opId: uuidV7(now, chance.bytes(10)),
      n: journal.nextN(),
      madeAt: instant(now),
      ageMs: null,
      offsetMs: deskClock.offsetMs(),
    }
  }
}

/** Why a case cannot be handed to somebody, in words; undefined where it can, as far as is known here. */
function unfit(hand: {
  readonly state: CaseItem['state']
  readonly toSelf: boolean
  readonly taker: { readonly name: string; readonly active: boolean } | undefined
}): string | undefined {
  const { state, toSelf, taker } = hand
  if (state === 'closed') return 'It has been decided. There is nothing to hand on.'
  if (toSelf) return 'A case can’t be handed to oneself. Put it aside with s instead.'
  if (taker?.active !== false) return undefined
  return `${taker.name} has left. Hand it to somebody else, or to whoever is next.`
}
