import type { Emit, Input, Output } from '../../../shared/contract/contract.ts'
import type { BatchView, CaseClaim, CaseRow } from '../../../shared/contract/models.ts'
import type { ClaimAnswer } from '../../../shared/desk/claims.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { uuidV7 } from '../../../shared/domain/ids.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Cancel, Chance, Clock, Desk } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { SyncRunner } from '../sync/runner.ts'
import type { Queue } from './queue.ts'

/** How often at least it is looked whether a claim has ended, in milliseconds. */
const LOOK_EVERY_MS = 15_000

export interface BatchNeeds {
  readonly staff: Staff
  readonly token: string
  readonly desk: Desk
  readonly journal: Journal
  readonly cache: Cache
  readonly queue: Queue
  readonly clock: Clock
  readonly chance: Chance
  readonly emit: Emit
  readonly sync: Pick<SyncRunner, 'tell'>
}

/** What the desk answered of a case, good until the case's row has come this far in the same epoch. */
interface Told {
  readonly seq: number
  readonly until: string | null
  readonly epoch: string | null
}

/**
 * What this person has taken, and whose every case is. All of it is a hint: what can be decided
 * hangs on none of it. Times are the desk's; this device's clock is corrected before it is compared.
 */
export class Batch {
  readonly #needs: BatchNeeds
  readonly #told = new Map<number, Told>()
  /** The wish that is not answered yet: asked again in the same words, it goes under the same id. */
  #wish: { readonly words: string; readonly requestId: string } | undefined
  /** The claims that had ended when it was last looked: the cases, and until when they were taken. */
  #ended: ReadonlyMap<number, string> = new Map()
  #cancel: Cancel = () => undefined

  constructor(needs: BatchNeeds) {
    this.#needs = needs
  }

  get(): BatchView {
    const { cache, queue, staff } = this.#needs
    const held = new Map(
      cache.read.claims.of(staff.id, this.#now()).map((one) => [one.no, one.until]),
    )
    for (const no of this.#told.keys()) {
      const claim = this.claimOn(no)
      if (claim?.mine) held.set(no, claim.until)
      else held.delete(no)
    }
    const waiting = [...held.keys()].filter((no) => queue.own.overlays.get(no)?.kind !== 'hidden')
    const rankOf = (no: number) => cache.read.place(no)?.rank ?? 0
    return {
      nos: waiting.sort((a, b) => rankOf(a) - rankOf(b) || a - b),
      decided: held.size - waiting.length,
      until: [...held.values()].sort()[0] ?? null,
      ready: waiting.filter((no) => this.#isHere(no)).length,
    }
  }

  async take(ask: Input<'batch.take'>): Promise<Output<'batch.take'>> {
    const { desk, token } = this.#needs
    const { n, until, severities, alone } = ask
    const answer = await this.#once(['next', ask], (requestId) =>
      desk.claimNext(token, { requestId, n, until, alone, ...(severities && { severities }) }),
    )
    const taken = this.#keep(answer)
    return { taken, leftOut: answer.leftOut, batch: this.get() }
  }

  async giveBack(nos: readonly number[] | null): Promise<BatchView> {
    const { desk, token } = this.#needs
    const caseIds = nos && nos.map((no) => this.#caseId(no))
    this.#keep(
      await this.#once(['give-back', nos], (requestId) =>
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
      await this.#once(['claim', no, until, reason], (requestId) =>
        desk.claimNamed(token, { requestId, caseIds, until, ...why }),
      ),
    )
    return { claim: this.claimOn(no) }
  }

  /** Who has taken a case, or null: what the desk last answered, else what its row says. */
  claimOn(no: number): CaseClaim | null {
    const { cache, staff } = this.#needs
    const told = this.#stillTold(no)
    const row = told ? undefined : cache.read.claims.on(no)
    const until = told ? told.until : row?.until
    if (until == null || until <= this.#now()) return null
    const mine = told !== undefined || row?.staffId === staff.id
    return { name: row?.name ?? staff.name, until, mine }
  }

  /** These rows with who has taken them. */
  onRows(rows: readonly CaseRow[]): CaseRow[] {
    return rows.map((row) => ({ ...row, claim: this.claimOn(row.no) }))
  }

  /** From now on tells of each claim that ends, of which no row tells. */
  watch(): void {
    this.#lookAfter(LOOK_EVERY_MS)
    const { read } = this.#needs.cache
    const now = this.#now()
    const ended = read.claims.ended(now)
    // A clock that is corrected may move back, too: then what had ended has not.
    const nos = [...new Set([...ended.keys(), ...this.#ended.keys()])]
    const moved = nos.filter((no) => ended.get(no) !== this.#ended.get(no))
    this.#ended = ended
    const end = read.claims.nextEnd(now)
    if (end !== null) this.#lookAfter(Math.min(Date.parse(end) - Date.parse(now), LOOK_EVERY_MS))
    if (moved.length > 0) this.#needs.emit('case.changed', { nos: moved })
  }

  close(): void {
    this.#cancel()
  }

  #lookAfter(ms: number): void {
    this.#cancel()
    this.#cancel = this.#needs.clock.after(ms, () => this.watch())
  }

  /** The desk's clock, as far as this device knows it. */
  #now(): string {
    const { clock, journal } = this.#needs
    return instant(clock.now() + (journal.facts().offsetMs ?? 0))
  }

  /** Asks the desk; the same wish goes under the same id until it is answered or refused. */
  async #once<A>(wish: readonly unknown[], ask: (requestId: string) => Promise<A>): Promise<A> {
    const { clock, chance } = this.#needs
    const words = JSON.stringify(wish)
    const requestId =
      this.#wish?.words === words ? this.#wish.requestId : uuidV7(clock.now(), chance.bytes(10))
    this.#wish = { words, requestId }
    try {
      const answer = await ask(requestId)
      this.#wish = undefined
      return answer
    } catch (error) {
      if (!isUnanswered(error)) this.#wish = undefined
      throw error
    }
  }

  /** Keeps what was answered until the rows say it; answers the numbers of the cases. */
  #keep({ cases }: ClaimAnswer): number[] {
    const { cache, emit, sync } = this.#needs
    const { epoch } = cache.read.cursor()
    for (const { no, seq, until } of cases) this.#told.set(no, { seq, until, epoch })
    const nos = cases.map(({ no }) => no)
    if (nos.length > 0) emit('case.changed', { nos })
    sync.tell({ type: 'news' })
    return nos
  }

  #stillTold(no: number): Told | undefined {
    const told = this.#told.get(no)
    if (!told) return undefined
    const { read } = this.#needs.cache
    const seq = read.case(no)?.seq ?? 0
    if (seq < told.seq && read.cursor().epoch === told.epoch) return told
    this.#told.delete(no)
    return undefined
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

/** Whether the desk may have done it all the same. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return true
  const { code } = error.problem
  return code === 'desk-unreachable' || code === 'desk-busy'
}
