import type { QueueChange } from '../../../shared/contract/models.ts'

/** A case and where it belongs, or undefined where it has no place in the queue. */
export interface Move {
  readonly no: number
  readonly rank: number | undefined
}

type Spot = readonly [rank: number, no: number]

/** From this many changes on, one pass over the whole order is cheaper than many insertions. */
const MANY = 48

interface Ranks {
  /** In the order of the queue. */
  ranks: number[]
  readonly at: Map<number, number>
}

/** The order of the queue in memory: by rank, then by number. */
export class QueueOrder {
  #nos: number[] = []
  /** Made when the first change comes: whoever only reads the order does not wait for it. */
  #known: Ranks = { ranks: [], at: new Map() }
  #unread: (() => readonly number[]) | undefined
  #rev = 0

  get rev(): number {
    return this.#rev
  }

  get nos(): readonly number[] {
    return this.#nos
  }

  /** Fills the order with cases that are already in order; `ranks` are theirs, one for one. */
  fill(nos: readonly number[], ranks: () => readonly number[]): void {
    this.#nos = [...nos]
    this.#unread = ranks
  }

  /** Moves cases; answers what changed, or undefined where nothing did. */
  move(moves: readonly Move[]): QueueChange | undefined {
    if (moves.length === 0) return undefined
    this.#read()
    const { at } = this.#known
    const real = moves.filter(({ no, rank }) => at.get(no) !== rank)
    if (real.length === 0) return undefined
    const removed = real.filter(({ no }) => at.has(no)).map(({ no }) => no)
    const spots = real
      .flatMap(({ no, rank }): Spot[] => (rank === undefined ? [] : [[rank, no]]))
      .sort(bySpot)
    const inserted = real.length < MANY ? this.#splice(removed, spots) : this.#merge(removed, spots)
    for (const { no, rank } of real)
      if (rank === undefined) at.delete(no)
      else at.set(no, rank)
    this.#rev++
    return { base: this.#rev - 1, rev: this.#rev, removed, inserted }
  }

  #read(): void {
    if (!this.#unread) return
    const ranks = [...this.#unread()]
    this.#unread = undefined
    this.#known = { ranks, at: new Map(this.#nos.map((no, i) => [no, ranks[i] ?? 0])) }
  }

  /** One binary search a change. From the end, so that what a case stands before is there already. */
  #splice(removed: readonly number[], spots: readonly Spot[]): QueueChange['inserted'] {
    const { ranks, at } = this.#known
    for (const no of removed) {
      const i = this.#find([at.get(no) ?? 0, no])
      ranks.splice(i, 1)
      this.#nos.splice(i, 1)
    }
    const inserted: QueueChange['inserted'] = []
    for (const [rank, no] of spots.toReversed()) {
      const i = this.#find([rank, no])
      inserted.push([no, this.#nos[i] ?? null])
      ranks.splice(i, 0, rank)
      this.#nos.splice(i, 0, no)
    }
    return inserted
  }

  /** One pass over the whole order. */
  #merge(removed: readonly number[], spots: readonly Spot[]): QueueChange['inserted'] {
    const leaving = new Set(removed)
    const ranks: number[] = []
    const nos: number[] = []
    let next = 0
    const takeBefore = (limit: Spot | undefined) => {
      for (let spot = spots[next]; spot; spot = spots[++next]) {
        if (limit && bySpot(spot, limit) > 0) return
        ranks.push(spot[0])
        nos.push(spot[1])
      }
    }
    this.#nos.forEach((no, i) => {
      if (leaving.has(no)) return
      const rank = this.#known.ranks[i] ?? 0
      takeBefore([rank, no])
      ranks.push(rank)
      nos.push(no)
    })
    takeBefore(undefined)
    this.#known.ranks = ranks
    this.#nos = nos
    return spots.toReversed().map((spot) => [spot[1], nos[this.#find(spot) + 1] ?? null])
  }

  /** The index of the first spot that does not stand before this one. */
  #find(spot: Spot): number {
    let low = 0
    let high = this.#nos.length
    while (low < high) {
      const middle = (low + high) >> 1
      const there: Spot = [this.#known.ranks[middle] ?? 0, this.#nos[middle] ?? 0]
      if (bySpot(there, spot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

function bySpot(a: Spot, b: Spot): number {
  return a[0] - b[0] || a[1] - b[1]
}
