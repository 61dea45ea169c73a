import type { Emit } from '../../../shared/contract/contract.ts'
import type { Reconnect } from '../../../shared/contract/outbox.ts'
import { instant } from '../../../shared/domain/instant.ts'
import type { Cancel, Clock, Log } from '../ports.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { DeskClock } from './desk-clock.ts'
import { becameOf, groupsOf } from './reconnect-list.ts'

/** How often at most it is told how a spell comes along, in milliseconds. */
const EVERY_MS = 250

export interface ReconnectNeeds {
  readonly journal: Journal
  readonly cache: Cache
  readonly deskClock: DeskClock
  readonly clock: Clock
  readonly log: Log
  readonly emit: Emit
}

/**
 * The times that contact came back, and what became of what had waited. It is all in the journal, so
 * that a restart or a kill forgets none of it. What cannot be kept here never stops sync.
 */
export class Reconnects {
  readonly #needs: ReconnectNeeds
  #telling: Cancel | undefined
  #isFirst = true

  constructor(needs: ReconnectNeeds) {
    this.#needs = needs
  }

  /** Contact is lost; answers since when, which a restart does not change. */
  lost(): string {
    const { journal } = this.#needs
    const at = this.#now()
    return this.#kept(() => journal.write(() => journal.spells.lose(at)), at)
  }

  /** The desk answers: what waits now, waited for that. */
  back(): void {
    const { journal } = this.#needs
    const isFirst = this.#isFirst
    this.#isFirst = false
    const lostAt = journal.spells.lostAt()
    if (lostAt === null && !isFirst) return
    const waits = waitsIn(journal)
    if (lostAt === null && !waits) return
    this.#kept(() => {
      journal.write(() => {
        if (!waits) journal.spells.found()
        // Left by the last run: then contact was last known to be good when it was synced.
        else journal.spells.comeBack(this.#now(), lostAt ?? journal.facts().syncedAt)
      })
    }, undefined)
    if (waits) this.#tellSoon()
  }

  /** These moved: where the newest spell is about one of them, it is told how it stands. */
  moved(opIds: readonly string[]): void {
    const { spells } = this.#needs.journal
    const spell = spells.newest()
    if (spell && opIds.some((opId) => spells.has(spell.id, opId))) this.#tellSoon()
  }

  /** The newest spell with what became of each thing, or null where there was none. */
  get(): Reconnect | null {
    const { journal, cache } = this.#needs
    this.#finish()
    const spell = journal.spells.newest()
    if (!spell) return null
    const sent = journal.spells.sent(spell.id)
    const made = sent.filter((one) => becameOf(one) !== undefined)
    return {
      ...spell,
      sent: made.filter(({ again }) => !again).length,
      again: made.filter(({ again, kind }) => again && kind === 'decision').length,
      groups: groupsOf(sent, (no) => cache.read.summary(no)?.words ?? ''),
    }
  }

  /** The person has been told of this spell. */
  told(id: number): void {
    const { journal } = this.#needs
    journal.write(() => {
      journal.spells.tell(id)
    })
    this.#tellSoon()
  }

  close(): void {
    this.#telling?.()
  }

  /** A spell is done once everything in it has an answer. */
  #finish(): void {
    const { journal } = this.#needs
    const spell = journal.spells.newest()
    if (spell?.doneAt !== null || journal.spells.isUndone(spell.id)) return
    this.#kept(() => {
      journal.write(() => {
        journal.spells.finish(spell.id, this.#now())
      })
    }, undefined)
  }

  #tellSoon(): void {
    const { clock, emit } = this.#needs
    this.#telling ??= clock.after(EVERY_MS, () => {
      this.#telling = undefined
      emit('reconnect.changed', this.get())
    })
  }

  #now(): string {
    return instant(this.#needs.deskClock.now())
  }

  #kept<T>(work: () => T, otherwise: T): T {
    try {
      return work()
    } catch (error) {
      this.#needs.log.error('spell-not-kept', { why: String(error) })
      return otherwise
    }
  }
}

function waitsIn({ deliveries, errands }: Journal): boolean {
  return deliveries.oldestWaiting() !== undefined || errands.oldestWaiting() !== undefined
}
