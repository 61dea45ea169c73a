import type { Emit } from '../../../shared/contract/contract.ts'
import type { LogCheck, LogDetail, LogFilter, LogLine } from '../../../shared/contract/log-views.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import { bodyCommit } from '../../../shared/domain/commitment.ts'
import { instant } from '../../../shared/domain/instant.ts'
import { GENESIS } from '../../../shared/domain/log-chain.ts'
import { type Entry, entryKinds } from '../../../shared/domain/log-entry.ts'
import { may } from '../../../shared/domain/permission.ts'
import { problem, ProblemError } from '../../../shared/domain/problem.ts'
import type { Clock, Desk, Log } from '../ports.ts'
import { sha256 } from '../sha256.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { LogRow } from '../store/log-reader.ts'
import type { SearchThread } from '../store/search-thread.ts'
import { lineOf, namesIn } from './log-line.ts'

export interface LogBookNeeds {
  readonly staff: Staff
  readonly token: string
  readonly desk: Desk
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
  readonly cache: Cache
  readonly thread: SearchThread
  readonly emit: Emit
}

interface Ask {
  readonly filter: LogFilter
  readonly before: number | null
  readonly limit: number
}
type Seen = Pick<LogDetail, 'seen' | 'unseen'>

/** The log in sight: the copy that is here, what it stands for, and whether it holds together. */
export class LogBook {
  readonly #needs: LogBookNeeds
  /** Of this run; before the first, what the last run kept. */
  #check: LogCheck | undefined

  constructor(needs: LogBookNeeds) {
    this.#needs = needs
  }

  /** Entries older than `before`, the newest first. */
  page({ filter, before, limit }: Ask): { lines: LogLine[]; more: boolean; size: number } {
    const { read } = this.#needs.cache
    const rows = read.log.page(filter, before, limit + 1)
    const names = namesIn(read.log.staff())
    return {
      lines: rows.slice(0, limit).flatMap((row) => lineOf(row, read.log, names) ?? []),
      more: rows.length > limit,
      size: read.log.copy().have,
    }
  }

  /** One entry whole; throws `not-found` where it is not here. */
  async entry(n: number): Promise<LogDetail> {
    const { log } = this.#needs.cache.read
    const row = log.entry(n)
    const line = row && lineOf(row, log, namesIn(log.staff()))
    if (!line) throw new ProblemError(problem('not-found', `Entry ${n} is not on this device.`))
    const { text, hash } = row
    return { line, text, hash, previous: this.#previous(row), ...(await this.#seen(line.entry)) }
  }

  /** Staff by pseudonym, as last heard from the desk. */
  staff(): Staff[] {
    return this.#needs.cache.read.log.staff()
  }

  /** How the last check went, over what is here now. */
  check(): LogCheck {
    const { have, whole, checked } = this.#needs.cache.read.log.copy()
    const last = this.#check ?? checked
    if (last) return { ...last, of: Math.max(have, last.checked) }
    const none = { head: null, at: null, wrong: null }
    return { state: 'never', checked: 0, of: have, ...none, whole: whole && this.#reads() }
  }

  /** Begins to check the copy from its first entry, unless that is under way. */
  verify(): LogCheck {
    if (this.#check?.state === 'checking') return this.#check
    const before = this.check()
    this.#check = { ...before, state: 'checking', checked: 0, head: null, wrong: null }
    void this.#verify(before)
    return this.#check
  }

  /** What the desk sent does not follow from what is here. */
  broke(n: number, why: string): void {
    const { have } = this.#needs.cache.read.log.copy()
    const at = instant(this.#needs.clock.now())
    const whole = this.#reads()
    this.#keep({
      state: 'broken',
      checked: have,
      of: have,
      head: null,
      at,
      wrong: { n, why },
      whole,
    })
  }

  async #verify(before: LogCheck): Promise<void> {
    const { cache, clock, thread, log, emit } = this.#needs
    const { whole } = cache.read.log.copy()
    try {
      const verdict = await thread.verify(this.#known(), (checked, of) => {
        this.#check = { ...before, state: 'checking', checked, of, head: null, wrong: null }
        emit('log.checked', this.#check)
      })
      const state = verdict.wrong ? 'broken' : 'unbroken'
      this.#keep({ ...verdict, state, at: instant(clock.now()), whole: whole && this.#reads() })
    } catch (error) {
      log.error('log-not-checked', { why: String(error) })
      this.#check = before
      emit('log.checked', before)
    }
  }

  #keep(check: LogCheck): void {
    const { cache, emit, log } = this.#needs
    this.#check = check
    cache.log({ act: 'checked', check }).catch((error: unknown) => {
      log.info('check-not-kept', { why: String(error) })
    })
    emit('log.checked', check)
  }

  /** What the desk said stands at the end of its log, when it is the log that is here. */
  #known(): { size: number; head: string } | null {
    const { epoch, logSize, logHead } = this.#needs.journal.facts()
    if (logSize === null || logHead === null) return null
    const same = epoch === this.#needs.cache.read.log.copy().epoch
    return same ? { size: logSize, head: logHead } : null
  }

  #reads(): boolean {
    return may(this.#needs.staff.role, 'log.read')
  }

  #previous({ n }: LogRow): string | null {
    if (n === 1) return GENESIS
    return this.#needs.cache.read.log.entry(n - 1)?.hash ?? null
  }

  async #seen(entry: Entry): Promise<Seen> {
    const committed = commitmentIn(entry)
    if (!committed) return { seen: null, unseen: null }
    const { caseId, bodyRev, commit } = committed
    const shown = (body: string, salt: string): Seen => ({
      seen: { bodyRev, body, proved: bodyCommit(sha256, salt, body) === commit },
      unseen: null,
    })
    const item = this.#needs.cache.read.caseById(caseId)
    if (item?.revisions.bodyRev === bodyRev) return shown(item.comment.body, item.comment.salt)
    if (!this.#reads())
      return unseen('The comment has changed since. What it said then is for a lead to see.')
    try {
      const { token, desk } = this.#needs
      const { body, salt } = await desk.revision(token, caseId, bodyRev)
      return shown(body, salt)
    } catch (error) {
      if (error instanceof ProblemError) return unseen(error.problem.message)
      throw error
    }
  }
}

function unseen(why: string): Seen {
  return { seen: null, unseen: why }
}

/** Which text of which comment an entry commits to, if any. */
function commitmentIn({ kind, data }: Entry) {
  if (kind === 'comment.revised') {
    const { caseId, bodyRev, bodyCommit: commit } = entryKinds[kind].parse(data)
    return { caseId, bodyRev, commit }
  }
  if (kind !== 'decision.applied' && kind !== 'decision.refused' && kind !== 'case.escalated')
    return undefined
  const { caseId, expect, bodyCommit: commit } = entryKinds[kind].parse(data)
  return { caseId, bodyRev: expect.bodyRev, commit }
}
