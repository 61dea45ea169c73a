import type { Emit, Input, Output } from '../../../shared/contract/contract.ts'
import type { BatchView } from '../../../shared/contract/models.ts'
import type { ClaimAnswer } from '../../../shared/desk/claims.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Cancel, Chance, Clock, Desk } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { SyncRunner } from '../sync/runner.ts'
import type { Claims } from './claims.ts'
import type { Queue } from './queue.ts'
import { Wish } from './wish.ts'

/** How often at least it is looked whether a claim has ended, in milliseconds. */
const LOOK_EVERY_MS = 15_000

export interface BatchNeeds {
  readonly token: string
  readonly desk: Desk
  readonly cache: Cache
  readonly claims: Claims
  readonly queue: Queue
  readonly clock: Clock
  readonly chance: Chance
  readonly emit: Emit
  readonly sync: Pick<SyncRunner, 'tell'>
}

/** What this person has taken. All of it is a hint: what can be decided hangs on none of it. */
export class Batch {
  readonly #needs: BatchNeeds
  readonly #wish: Wish
  /** The claims that had ended when it was last looked: the cases, and until when they were taken. */
  #ended: ReadonlyMap<number, string> = new Map()
  #cancel: Cancel = () => undefined

  constructor(needs: BatchNeeds) {
    this.#needs = needs
    this.#wish = new Wish(needs)
  }

  get(): BatchView {
    const { cache, claims, queue } = this.#needs
    const own = claims.own()
    const nos = queue.batch()
    const ends = [...own.values()].sort()
    return {
      nos,
      decided: [...own.keys()].filter((no) => queue.isUnderWay(no)).length,
      severe: nos.filter((no) => cache.read.places.placeOf(no)?.severity === 1).length,
      until: ends[0] ?? null,
      last: ends.at(-1) ?? null,
      ready: nos.filter((no) => this.#isHere(no)).length,
    }
  }

  async take(ask: Input<'batch.take'>): Promise<Output<'batch.take'>> {
    const { desk, token } = this.#needs
    const { n, until, severities, alone } = ask
    const answer = await this.#wish.ask(['next', ask], (requestId) =>
      desk.claimNext(token, { requestId, n, until, alone, ...(severities && { severities }) }),
    )
    const taken = this.#keep(answer)
    return { taken, leftOut: answer.leftOut, batch: this.get() }
  }

  async giveBack(nos: readonly number[] | null): Promise<BatchView> {
    const { desk, token } = this.#needs
    const caseIds = nos && nos.map((no) => this.#caseId(no))
    this.#keep(
      await this.#wish.ask(['give-back', nos], (requestId) =>
        desk.giveBack(token, { requestId, caseIds }),
      ),
    )
    return this.get()
  }

  async claim({ no, until, reason }: Input<'case.claim'>): Promise<Output<'case.claim'>> {
    const { desk, token } = this.#needs
    const caseIds = [this.#caseId(no)]
    const why = reason === null ? {} : { reason }
    this.#keep(
      await this.#wish.ask(['claim', no, until, reason], (requestId) =>
        desk.claimNamed(token, { requestId, caseIds, until, ...why }),
      ),
    )
    return { claim: this.#needs.claims.on(no) }
  }

  /** From now on tells of each claim that ends, of which no row tells. */
  watch(): void {
    this.#lookAfter(LOOK_EVERY_MS)
    const { claims, cache, queue, emit } = this.#needs
    const { read } = cache
    const now = claims.now()
    const ended = read.claims.ended(now)
    // A clock that is corrected may move back, too: then what had ended has not.
    const nos = [...new Set([...ended.keys(), ...this.#ended.keys()])]
    const moved = nos.filter((no) => ended.get(no) !== this.#ended.get(no))
    this.#ended = ended
    const end = read.claims.nextEnd(now)
    if (end !== null) this.#lookAfter(Math.min(Date.parse(end) - Date.parse(now), LOOK_EVERY_MS))
    if (moved.length === 0) return
    queue.refresh(moved)
    emit('case.changed', { nos: moved })
  }

  close(): void {
    this.#cancel()
  }

  #lookAfter(ms: number): void {
    this.#cancel()
    this.#cancel = this.#needs.clock.after(ms, () => this.watch())
  }

  /** Keeps what was answered until the rows say it; answers the numbers of the cases. */
  #keep(answer: ClaimAnswer): number[] {
    const { claims, queue, emit, sync } = this.#needs
    const nos = claims.tell(answer)
    if (nos.length > 0) {
      queue.refresh(nos)
      emit('case.changed', { nos })
    }
    sync.tell({ type: 'news' })
    return nos
  }

  /** Whether everything that a decision on it needs is on this machine. */
  #isHere(no: number): boolean {
    const { read } = this.#needs.cache
    const item = read.case(no)
    if (!item) return false
    const { siteId, comment, decisions } = item
    return (
      read.article(siteId, comment.articleId) !== undefined &&
      read.author(siteId, comment.authorId) !== undefined &&
      read.newestTerms(siteId) !== undefined &&
      decisions.every(({ ground }) => read.terms(siteId, ground.terms) !== undefined)
    )
  }

  #caseId(no: number): string {
    const row = this.#needs.cache.read.summary(no)
    if (!row) throw new ProblemError(problem('not-found', 'This case is not on this device.'))
    return row.caseId
  }
}
