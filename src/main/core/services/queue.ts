import type { Emit } from '../../../shared/contract/contract.ts'
import type { CaseRow, QueueIndex } from '../../../shared/contract/models.ts'
import type { QueuePlace } from '../store/cache-page.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import { topRank } from '../store/queue-rank.ts'
import { type Overlay, overlayOf } from './overlay.ts'
import { type Move, QueueOrder } from './queue-order.ts'

/**
 * The queue: the desk's open cases in order, under this device's own decisions. A case that was
 * decided here leaves at once and is back when the decision does not stand.
 */
export class Queue {
  readonly #cache: Cache
  readonly #journal: Journal
  readonly #emit: Emit
  readonly #order = new QueueOrder()
  /** Only cases that this device has decided and that are not as if it had not. */
  readonly #overlays = new Map<number, Overlay>()

  constructor(cache: Cache, journal: Journal, emit: Emit) {
    this.#cache = cache
    this.#journal = journal
    this.#emit = emit
    this.#order.fill(cache.read.queue())
    this.refresh(journal.deliveries.overlaidCases())
  }

  index(): QueueIndex {
    return { rev: this.#order.rev, nos: [...this.#order.nos] }
  }

  /** Rows by number; one that is not here is left out. */
  rows(nos: readonly number[]): CaseRow[] {
    return nos.flatMap((no) => {
      const row = this.#cache.read.summary(no)
      if (!row) return []
      const overlay = this.#overlays.get(no)
      return [overlay?.kind === 'on-top' ? { ...row, delivery: overlay.why } : row]
    })
  }

  /** Lays this device's decisions on these cases over their rows again. */
  refresh(nos: readonly number[]): void {
    for (const no of nos) {
      const overlay = overlayOf(this.#journal.deliveries.onCase(no))
      if (overlay) this.#overlays.set(no, overlay)
      else this.#overlays.delete(no)
    }
    this.#move(nos.map((no) => this.#placed(this.#cache.read.place(no) ?? goneFrom(no))))
  }

  /** Takes up what a page brought. */
  apply(places: readonly QueuePlace[], gone: readonly number[]): void {
    this.#move([...places, ...gone.map(goneFrom)].map((place) => this.#placed(place)))
  }

  /** Takes up a cache that was begun anew. */
  restart(): void {
    this.#move(this.#order.nos.map((no) => ({ no, rank: undefined })))
  }

  #placed({ no, rank, open }: QueuePlace): Move {
    const overlay = this.#overlays.get(no)
    if (!open || overlay?.kind === 'hidden') return { no, rank: undefined }
    return { no, rank: overlay ? topRank(rank) : rank }
  }

  #move(moves: readonly Move[]): void {
    const change = this.#order.move(moves)
    if (change) this.#emit('queue.changed', change)
  }
}

function goneFrom(no: number): QueuePlace {
  return { no, rank: 0, open: false }
}
