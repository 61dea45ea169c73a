import { randomUUID } from 'node:crypto'
import { cutsFault, type TokenCut } from '../../shared/domain/amendment.ts'
import { instant } from '../../shared/domain/instant.ts'
import { problem, ProblemError } from '../../shared/domain/problem.ts'
import type { Overtaken, PublishedDecision, Receipt } from '../../shared/platform/platform.ts'
import { numberIn } from '../public-ids.ts'
import type { Site } from '../site.ts'
import type { Comment, Shown } from '../store/comments.ts'
import type { DecisionRow } from '../store/decisions.ts'

/** What each verb leaves readers with; a keep leaves what is there. */
const shownAfter = { amend: 'amended', delete: 'removed', restore: 'as-written' } as const

/** Words that are put in are what readers see: a token that says something else is a mistake. */
const tokenFault = (cuts: readonly TokenCut[]) =>
  cuts.some(({ words, token }) => words !== undefined && words !== token)
    ? 'the token of a cut with words must be those words.'
    : undefined

/** What makes a cut another one: where it is, and the words that were put in. */
const shownAs = ({ span, words }: TokenCut) => [span, words ?? null]

const receiptOf = ({ id, receipt, appliedAt }: DecisionRow): Receipt => ({
  receipt,
  at: appliedAt,
  decisionId: id,
})

/** Shows the desk's decisions, each once. */
export class Publishing {
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  /**
   * Applies a decision and answers with its receipt; the same id gets the same receipt for ever.
   *
   * Nothing is applied, and the answer says so, when the author edited or deleted in between.
   */
  publish(id: string, decision: PublishedDecision): Receipt | Overtaken {
    const { store } = this.#site
    return store.transaction(() => {
      const comment = this.#comment(decision.commentId)
      const earlier = store.decisions.byId(id)
      if (earlier) return this.#again(earlier, comment, decision)
      if (comment.deletedAt !== null || comment.bodyRev !== decision.expectRev)
        return { overtaken: { bodyRev: comment.bodyRev } }
      this.#checkCuts(comment, decision)
      const row = this.#rowOf(id, comment, decision)
      store.decisions.add(row, decision.cuts)
      if (decision.verb !== 'keep') {
        const shown: Shown = shownAfter[decision.verb]
        store.comments.show(comment.id, shown, shown === 'as-written' ? null : id)
      }
      return receiptOf(row)
    })
  }

  #comment(name: string): Comment {
    const number = numberIn('comment', name)
    const comment = number === undefined ? undefined : this.#site.store.comments.byId(number)
    if (comment) return comment
    throw new ProblemError(problem('not-found', `There is no comment ${name} here.`))
  }

  #again(earlier: DecisionRow, comment: Comment, decision: PublishedDecision): Receipt {
    const cuts = this.#site.store.decisions.cutsOf(earlier.id)
    const same =
      earlier.commentId === comment.id &&
      earlier.verb === decision.verb &&
      earlier.expectRev === decision.expectRev &&
      JSON.stringify(cuts.map(shownAs)) === JSON.stringify(decision.cuts.map(shownAs))
    if (same) return receiptOf(earlier)
    throw new ProblemError(
      problem('op-reused', `Decision ${earlier.id} was published as another one; make a new id.`),
    )
  }

  #checkCuts(comment: Comment, { verb, cuts }: PublishedDecision): void {
    const message =
      verb === 'amend'
        ? cuts.length === 0
          ? 'cuts must not be empty: an amend cuts something.'
          : (cutsFault(comment.body, cuts) ?? tokenFault(cuts))
        : cuts.length > 0
          ? `cuts must be empty: a ${verb} has none.`
          : undefined
    if (message !== undefined)
      throw new ProblemError(problem('bad-input', `The decision was refused: ${message}`))
  }

  #rowOf(id: string, comment: Comment, decision: PublishedDecision): DecisionRow {
    return {
      id,
      commentId: comment.id,
      verb: decision.verb,
      expectRev: decision.expectRev,
      groundCode: decision.ground.code,
      groundTitle: decision.ground.title,
      groundTerms: decision.ground.terms,
      decidedAt: decision.decidedAt,
      notice: decision.notice,
      receipt: `gazette-${randomUUID()}`,
      appliedAt: instant(this.#site.now()),
    }
  }
}
