import type { Emit } from '../../../shared/contract/contract.ts'
import {
  type CaseRow,
  type QueueIndex,
  type QueueView,
  WHOLE_QUEUE,
} from '../../../shared/contract/models.ts'
import { backRank } from '../../../shared/domain/urgency.ts'
import type { Contested } from './contested.ts'
import type { QueuePlace } from '../store/page-outcome.ts'
import type { Cache } from '../store/cache.ts'
import type { Journal } from '../store/journal.ts'
import type { Claims } from './claims.ts'
import type { Mine } from './mine.ts'
import { type Overlay, overlayOf } from './overlay.ts'
import { type Move, QueueOrder } from './queue-order.ts'

export interface QueueNeeds {
  readonly cache: Cache
  readonly journal: Journal
  readonly claims: Claims
  readonly contested: Contested
  readonly mine: Mine
  readonly emit: Emit
}

/**
 * The queue as one view of it is on the screen: the desk's open cases in order, under this device's
 * own decisions and questions. A case that was decided here leaves at once and is back when the
 * decision does not stand; one about which a lead was asked stands under *escalated*.
 */
export class Queue {
  readonly #cache: Cache
  readonly #journal: Journal
  readonly #claims: Claims
  readonly #contested: Contested
  readonly #mine: Mine
  readonly #emit: Emit
  readonly #order = new QueueOrder()
  #view: QueueView = WHOLE_QUEUE
  /** Only cases that this device has decided and that are not as if it had not. */
  readonly #overlays = new Map<number, Overlay>()
  /** Cases that this device's questions or answers move before the desk's rows say so. */
  #asked: ReadonlyMap<number, boolean>

  constructor({ cache, journal, claims, contested, mine, emit }: QueueNeeds) {
    this.#cache = cache
    this.#journal = journal
    this.#claims = claims
    this.#contested = contested
    this.#mine = mine
    this.#emit = emit
    this.#asked = journal.errands.asked()
    this.#layOwn()
  }

  /** Shows a view: what changes from here on is told of this one. */
  index(view: QueueView): QueueIndex {
    this.#view = view
    this.#mine.refresh()
    const { nos, ranks } = OWN.has(view.place) ? NOTHING : this.#cache.read.places.spots(view)
    this.#order.fill(nos, ranks)
    const own = new Set([...this.#layOwn(), ...this.#mine.moved(), ...this.#listedBeside()])
    this.#order.move([...own].map((no) => this.#placed(no)))
    return { rev: this.#order.rev, nos: [...this.#order.nos] }
  }

  /** This device's own overlays, by case: what counts must leave out or move. */
  get own(): {
    readonly overlays: ReadonlyMap<number, Overlay>
    readonly asked: ReadonlyMap<number, boolean>
  } {
    return { overlays: this.#overlays, asked: this.#asked }
  }

  /** The cases of one's batch that wait for a decision, in the queue's order. */
  batch(): number[] {
    return [...this.#claims.own().keys()]
      .map((no) => this.#placed(no, WHOLE_BATCH))
      .flatMap(({ no, rank }) => (rank === undefined ? [] : [{ no, rank }]))
      .sort((a, b) => a.rank - b.rank || a.no - b.no)
      .map(({ no }) => no)
  }

  /** How many cases this person has: handed to them, taken, or put aside. */
  mine(): number {
    const listed = [...this.#mine.nos()].filter(
      (no) => this.#placed(no, WHOLE_MINE).rank !== undefined,
    )
    return this.#mine.count(listed)
  }

  /** Cases that this person has put aside or handed on: they are in no queue of theirs. */
  away(): ReadonlySet<number> {
    return new Set(this.#mine.moved().filter((no) => this.#mine.isAway(no)))
  }

  /** Whether this device's own decision or question about a case is on its way. */
  isUnderWay(no: number): boolean {
    return this.#overlays.get(no)?.kind === 'hidden' || this.#asked.get(no) === true
  }

  /** How many cases are contested: by the desk's rows, and by what this device was answered. */
  contested(): number {
    const all = new Set(this.#contested.all().keys())
    for (const [no, { kind }] of this.#overlays)
      if (kind === 'hidden') all.delete(no)
      else if (this.#cache.read.places.placeOf(no)) all.add(no)
    return all.size
  }

  /** Rows by number; one that is not here is left out. */
  rows(nos: readonly number[]): CaseRow[] {
    return nos.flatMap((no) => {
      const row = this.#cache.read.summary(no)
      if (!row) return []
      const overlay = this.#overlays.get(no)
      const own = this.#mine.on(no)
      return [{ ...row, ...own, ...(overlay?.kind === 'on-top' && { delivery: overlay.why }) }]
    })
  }

  /** Lays this device's decisions and questions on these cases over their rows again. */
  refresh(nos: readonly number[]): void {
    const before = [...this.#asked.keys(), ...this.#mine.moved()]
    this.#asked = this.#journal.errands.asked()
    this.#mine.refresh()
    this.#overlay(nos)
    const all = new Set([...nos, ...before, ...this.#asked.keys(), ...this.#mine.moved()])
    this.#move([...all].map((no) => this.#placed(no)))
  }

  /** Takes up what a page brought. */
  apply(places: readonly QueuePlace[], gone: readonly number[]): void {
    const before = this.#mine.moved()
    this.#mine.refresh()
    const all = new Set([...places.map(({ no }) => no), ...before, ...this.#mine.moved()])
    for (const no of gone) all.delete(no)
    this.#move([...[...all].map((no) => this.#placed(no)), ...gone.map(leaving)])
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
      const overlay = overlayOf(this.#journal.deliveries.layOnCase(no))
      if (overlay) this.#overlays.set(no, overlay)
      else this.#overlays.delete(no)
    }
  }

  #placed(no: number, view = this.#view): Move {
    const overlay = this.#overlays.get(no)
    if (overlay?.kind === 'hidden') return leaving(no)
    const standing = this.#cache.read.places.standing(no, view)
    if (!standing) return leaving(no)
    if (view.place === 'contested') return { no, rank: this.#contestedSince(no, overlay) }
    if (!this.#isIn(view.place, no, standing)) return leaving(no)
    const onTop = overlay !== undefined || this.#mine.isBack(no)
    const rank = onTop ? backRank(standing.rank) : standing.rank
    return { no, rank: this.#rankIn(view.place, no, rank) }
  }

  #rankIn(place: QueueView['place'], no: number, rank: number): number | undefined {
    return place === 'mine' ? this.#mine.rank(no, rank) : rank
  }

  #isIn(place: QueueView['place'], no: number, standing: { readonly escalated: boolean }): boolean {
    const escalated = this.#asked.get(no) ?? standing.escalated
    if (place === 'mine') return !escalated
    if (this.#mine.isAway(no)) return false
    if (place === 'batch') return !escalated && this.#claims.own().has(no)
    return escalated === (place === 'escalated')
  }

  /** Cases of the places that are not the desk's open ones in order. */
  #listedBeside(): Iterable<number> {
    const { place } = this.#view
    if (place === 'batch') return this.#claims.own().keys()
    if (place === 'mine') return this.#mine.nos()
    return place === 'contested' ? this.#contested.all().keys() : []
  }

  /** Contested ones stand by when they became so, the oldest first; undefined where one is not. */
  #contestedSince(no: number, overlay: Overlay | undefined): number | undefined {
    const since = this.#contested.since(no)
    if (since !== undefined || overlay?.kind !== 'on-top') return since
    const made = this.#journal.deliveries.onCase(no)?.madeAt
    return made === undefined ? undefined : Date.parse(made)
  }

  #move(moves: readonly Move[]): void {
    const change = this.#order.move(moves)
    if (change) this.#emit('queue.changed', change)
  }
}

/** Places that hold what is this person's alone, not what the desk's rows list. */
const OWN: ReadonlySet<QueueView['place']> = new Set(['contested', 'batch', 'mine'])
const WHOLE_BATCH: QueueView = { ...WHOLE_QUEUE, place: 'batch' }
const WHOLE_MINE: QueueView = { ...WHOLE_QUEUE, place: 'mine' }
const NOTHING = { nos: [], ranks: () => [] }

function leaving(no: number): Move {
  return { no, rank: undefined }
}
