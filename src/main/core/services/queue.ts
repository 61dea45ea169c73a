import type { Emit } from '../../../shared/contract/contract.ts'
import {
  type CaseRow,
  type QueueIndex,
  type QueueView,
  WHOLE_QUEUE,
} from '../../../shared/contract/models.ts'
import type { QueuePlace } from '../store/cache-page.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import { topRank } from '../store/queue-rank.ts'
import { type Overlay, overlayOf } from './overlay.ts'
import { type Move, QueueOrder } from './queue-order.ts'

/**
 * The queue as one view of it is on the screen: the desk's open cases in order, under this device's
 * own decisions and questions. A case that was decided here leaves at once and is back when the
 * decision does not stand; one about which a lead was asked stands under *escalated*.
 */
export class Queue {
  readonly #cache: Cache
  readonly #journal: Journal
  readonly #emit: Emit
  readonly #order = new QueueOrder()
  #view: QueueView = WHOLE_QUEUE
  /** Only cases that this device has decided and that are not as if it had not. */
  readonly #overlays = new Map<number, Overlay>()
  /** Cases that this device's questions or answers move before the desk's rows say so. */
  #asked: ReadonlyMap<number, boolean>

  constructor(cache: Cache, journal: Journal, emit: Emit) {
    this.#cache = cache
    this.#journal = journal
    this.#emit = emit
    this.#asked = journal.errands.asked()
    this.#layOwn()
  }

  /** Shows a view: what changes from here on is told of this one. */
  index(view: QueueView): QueueIndex {
    this.#view = view
    const { nos, ranks } =
      view.place === 'contested' ? NOTHING : this.#cache.read.places.spots(view)
    this.#order.fill(nos, ranks)
    this.#order.move([...this.#layOwn()].map((no) => this.#placed(no)))
    return { rev: this.#order.rev, nos: [...this.#order.nos] }
  }

  /** This device's own overlays, by case: what counts must leave out or move. */
  get own(): {
    readonly overlays: ReadonlyMap<number, Overlay>
    readonly asked: ReadonlyMap<number, boolean>
  } {
    return { overlays: this.#overlays, asked: this.#asked }
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

  /** Lays this device's decisions and questions on these cases over their rows again. */
  refresh(nos: readonly number[]): void {
    const before = this.#asked
    this.#asked = this.#journal.errands.asked()
    this.#overlay(nos)
    const all = new Set([...nos, ...before.keys(), ...this.#asked.keys()])
    this.#move([...all].map((no) => this.#placed(no)))
  }

  /** Takes up what a page brought. */
  apply(places: readonly QueuePlace[], gone: readonly number[]): void {
    this.#move([...places.map(({ no }) => this.#placed(no)), ...gone.map(leaving)])
  }

  /** Takes up a cache that was begun anew. */
  restart(): void {
    this.#move(this.#order.nos.map(leaving))
  }

  /** Lays all that this device has under way over the desk's rows; answers on which cases. */
  #layOwn(): ReadonlySet<number> {
    const own = new Set([...this.#journal.deliveries.overlaidCases(), ...this.#asked.keys()])
    this.#overlay(own)
    return own
  }

  #overlay(nos: Iterable<number>): void {
    for (const no of nos) {
      const overlay = overlayOf(this.#journal.deliveries.onCase(no))
      if (overlay) this.#overlays.set(no, overlay)
      else this.#overlays.delete(no)
    }
  }

  #placed(no: number): Move {
    const overlay = this.#overlays.get(no)
    const contested = this.#view.place === 'contested'
    if (overlay?.kind === 'hidden' || (contested && !overlay)) return leaving(no)
    const standing = this.#cache.read.places.standing(no, this.#view)
    if (!standing) return leaving(no)
    const escalated = this.#asked.get(no) ?? standing.escalated
    if (!contested && escalated !== (this.#view.place === 'escalated')) return leaving(no)
    return { no, rank: overlay ? topRank(standing.rank) : standing.rank }
  }

  #move(moves: readonly Move[]): void {
    const change = this.#order.move(moves)
    if (change) this.#emit('queue.changed', change)
  }
}

const NOTHING = { nos: [], ranks: () => [] }

function leaving(no: number): Move {
  return { no, rank: undefined }
}
