import { LogPage } from '../../../shared/desk/desk.ts'
import type { LogOutcome } from '../store/log-copy.ts'
import type { SyncContext } from './context.ts'

const PAGE = 1000
const NAMES_EVERY_MS = 10 * 60_000

type Shared = Pick<SyncContext, 'desk' | 'token' | 'clock' | 'log' | 'journal' | 'cache'>

export interface LogPullNeeds extends Shared {
  /** Whether this person may read the whole log; otherwise, what they did themselves. */
  readonly whole: boolean
  /** Told that entries have come. */
  readonly grew: () => void
  /** Told that what the desk sent does not follow from what is here. */
  readonly broke: (n: number, why: string) => void
  /** Told that the desk lost entries that are here; the file beside the cache keeps them. */
  readonly lost: (entries: number, from: number, file: string) => void
  /** Told that the cache was damaged and has been begun anew. */
  readonly remade: () => void
}

/**
 * Keeps the copy of the log. It goes beside the pulling of cases, a page at a time, and starts when
 * that has come to rest, so that a long log never keeps the queue waiting.
 */
export class LogPull {
  readonly #needs: LogPullNeeds
  #running = false
  #again = false
  #stopped = false
  #namesAt: number | undefined

  constructor(needs: LogPullNeeds) {
    this.#needs = needs
  }

  /** Asks for what is new, now or after what is under way. */
  kick(): void {
    this.#again = true
    if (!this.#running && !this.#stopped) void this.#run()
  }

  /** Stops for good; what is under way changes nothing any more. */
  stop(): void {
    this.#stopped = true
  }

  async #run(): Promise<void> {
    this.#running = true
    try {
      while (this.#again && !this.#stopped) await this.#round()
    } catch (error) {
      this.#needs.log.info('log-pull-failed', { why: String(error) }) // sync says it to the person
    } finally {
      this.#running = false
    }
  }

  async #round(): Promise<void> {
    this.#again = false
    await this.#names()
    let more = !this.#stopped
    while (more) more = await this.#page()
  }

  /** The names for the pseudonyms: when they may have changed, and now and then. */
  async #names(): Promise<void> {
    const { desk, token, clock, cache } = this.#needs
    const now = clock.monotonic()
    if (this.#namesAt !== undefined && now - this.#namesAt < NAMES_EVERY_MS) return
    const { staff } = await desk.staff(token)
    if (this.#stopped) return
    await cache.log({ act: 'staff', staff })
    this.#namesAt = now
  }

  /** Pulls one page; answers whether there may be another. */
  async #page(): Promise<boolean> {
    const { desk, token, cache, whole } = this.#needs
    const { size, head, whole: wasWhole } = cache.read.log.copy()
    if (size > 0 && wasWhole !== whole) {
      await cache.log({ act: 'forget' }) // the role has changed
      return true
    }
    const body = await desk.log(token, { whole, after: size, limit: PAGE })
    if (this.#stopped) return false
    return this.#took(await cache.log({ act: 'apply', body, from: { size, head }, whole }))
  }

  async #took(outcome: LogOutcome | { readonly kind: 'remade' }): Promise<boolean> {
    const { log, broke, remade } = this.#needs
    switch (outcome.kind) {
      case 'applied':
        this.#grew(outcome)
        return outcome.more && !this.#stopped
      case 'other-epoch':
        return this.#follow()
      case 'broken':
        log.error('log-broken', { n: outcome.n, why: outcome.why })
        broke(outcome.n, outcome.why)
        return false
      case 'nonsense':
        log.error('desk-nonsense', { why: outcome.why })
        return false
      case 'remade':
        log.error('cache-remade')
        remade()
        return true
      case 'stale':
      case 'kept':
      case 'cut':
        return true
    }
  }

  /**
   * Follows the desk into a new history: what both have stays, the rest is set aside as evidence. A
   * person's own entries are no chain, so all of them are fetched again.
   */
  async #follow(): Promise<boolean> {
    const { cache, whole, lost } = this.#needs
    const { size } = cache.read.log.copy()
    const to = whole ? await this.#forkIn(size) : 0
    if (this.#stopped) return false
    const cut = await cache.log({ act: 'cut', to })
    if (whole && cut.kind === 'cut' && cut.file !== null) lost(cut.lost, to + 1, cut.file)
    return true
  }

  /** The last entry that the desk has too: in a chain, two that are the same have all before them the same. */
  async #forkIn(size: number): Promise<number> {
    let [same, other] = [0, size + 1]
    while (other - same > 1) {
      const n = Math.floor((same + other) / 2)
      if (await this.#isDesks(n)) same = n
      else other = n
    }
    return same
  }

  async #isDesks(n: number): Promise<boolean> {
    const { desk, token, cache, whole } = this.#needs
    const body = await desk.log(token, { whole, after: n - 1, limit: 1 })
    const page = LogPage.parse(JSON.parse(new TextDecoder().decode(body)))
    const [entry] = page.entries
    return entry?.n === n && entry.hash === cache.read.log.entry(n)?.hash
  }

  #grew({ added, staff }: Extract<LogOutcome, { kind: 'applied' }>): void {
    if (added === 0 || this.#stopped) return
    this.#keepHead()
    this.#needs.grew()
    if (!staff) return
    this.#namesAt = undefined
    this.#again = true
  }

  /** The last head stays with the decisions: the cache may be thrown away, and then it is compared. */
  #keepHead(): void {
    const { cache, journal, whole, log, broke } = this.#needs
    const { epoch, size, head } = cache.read.log.copy()
    const { epoch: knownEpoch, logSize, logHead, offsetMs } = journal.facts()
    if (!whole || epoch === null || epoch !== knownEpoch || logSize === null) return
    const shown = cache.read.log.entry(logSize)
    if (shown && shown.hash !== logHead) {
      log.error('log-forked', { n: logSize })
      broke(logSize, `entry ${logSize} is not the one that the desk showed before`)
    } else if (size > logSize && offsetMs !== null)
      journal.write(() => {
        journal.keepHello({ epoch, size, head }, offsetMs)
      })
  }
}
