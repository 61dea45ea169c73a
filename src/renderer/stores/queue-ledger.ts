import type { QueueChange, QueueIndex } from '../../shared/contract/models.ts'
import type { Burst } from '../../shared/contract/bursts.ts'
import { type Band, bandOf, type Fold, type Folded, foldOf } from './queue-fold.ts'
import { changedOrder } from './queue-order.ts'

/** Where one stands in the queue, and what came above. */
export interface Place {
  readonly order: readonly number[]
  readonly count: number
  readonly selected: number | undefined
  readonly fresh: ReadonlySet<number>
  /** The bursts in the list, by the case that speaks for each. */
  readonly bands: ReadonlyMap<number, Band>
}

/**
 * The core's order of the queue with what was decided here laid over it: a decided case is out of
 * sight at once, and counts until its decision is on disk.
 */
export function createQueueLedger() {
  let all: readonly number[] = []
  let rev = -1
  /** Decided, not yet on disk. */
  const leaving = new Set<number>()
  /** Decided and on disk; the core's order may still hold them for a moment. */
  const left = new Set<number>()
  /** To be gone to as soon as it is there. */
  let wanted: number | undefined
  const folding = createFolding()

  return {
    isLeaving: (no: number) => leaving.has(no) || left.has(no),
    want: (no: number | undefined) => {
      wanted = no
    },
    leave: (no: number) => {
      leaving.add(no)
    },
    letGo: (no: number) => {
      leaving.delete(no)
      if (all.includes(no)) left.add(no)
    },
    comeBack: (no: number) => {
      leaving.delete(no)
      left.delete(no)
      wanted = no
    },
    ...folding,
    /** Another list comes: what left this one may well be in it. */
    turn: () => {
      left.clear()
    },
    replace: (index: QueueIndex) => {
      all = index.nos
      rev = index.rev
      forgetGone(left, all)
    },
    /** Takes a change: what is new in the order, or undefined where the whole must be read anew. */
    change: (told: QueueChange): readonly number[] | undefined => {
      if (told.rev === rev) return []
      const next = told.base === rev ? changedOrder(all, told) : undefined
      if (!next) return undefined
      const former = new Set(told.inserted.length > 0 ? all : [])
      all = next
      rev = told.rev
      const inserted = told.inserted.map(([no]) => no)
      for (const no of [...told.removed, ...inserted]) left.delete(no)
      return inserted.filter((no) => !former.has(no))
    },
    /** The place after all that, from the place before it. */
    place: (former: Place, added: readonly number[]): Place => {
      const hidden = leaving.size + left.size > 0
      const here = hidden ? all.filter((no) => !leaving.has(no) && !left.has(no)) : all
      const { order, bands } = folding.folded(here, wanted ?? former.selected)
      const selected = nextInBand(order, bands, former) ?? standing(order, former, wanted)
      if (selected === wanted) wanted = undefined
      return {
        order,
        count: all.length - left.size,
        selected,
        bands,
        fresh: above(order, selected, [...former.fresh, ...added]),
      }
    },
  }
}

/** Forgets those that are in the order no more. */
function forgetGone(left: Set<number>, all: readonly number[]): void {
  if (left.size === 0) return
  const here = new Set(all)
  for (const no of left) if (!here.has(no)) left.delete(no)
}

/** The bursts of the list, and which of them are one line alone. */
function createFolding() {
  let fold: Fold = foldOf([])
  const closed = new Set<number>()
  return {
    /** These are the bursts from now on. */
    fold: (bursts: readonly Burst[]) => {
      fold = foldOf(bursts)
    },
    /** Lists the cases of a burst beneath it, or no longer. */
    openBand: (id: number, isOpen: boolean) => {
      if (isOpen) closed.delete(id)
      else closed.add(id)
    },
    /** Folds, but never what one is looking at, or wants to, out of sight. */
    folded: (order: readonly number[], looked: number | undefined): Folded => {
      const now = fold(order, closed)
      const band = bandOf(now.bands, looked)
      if (!band || band.open || band.nos[0] === looked) return now
      closed.delete(band.burst.id)
      return fold(order, closed)
    },
  }
}

/**
 * In a closed band the case that spoke for it has left: the one that speaks for it now. Nothing where
 * it is otherwise, and the common rule holds.
 */
function nextInBand(
  order: readonly number[],
  bands: Folded['bands'],
  { selected, bands: former }: Place,
): number | undefined {
  const band = selected === undefined ? undefined : former.get(selected)
  if (!band || band.open || order[band.at] === selected) return undefined
  for (const [no, { burst, nos }] of bands)
    if (burst.id === band.burst.id && selected !== undefined && !nos.includes(selected)) return no
  return undefined
}

/** Where one stands after a change: on the same row, or on the one that is now in its place. */
function standing(
  order: readonly number[],
  former: Place,
  wanted: number | undefined,
): number | undefined {
  if (wanted !== undefined && order.includes(wanted)) return wanted
  const { selected } = former
  if (selected === undefined) return order[0]
  if (order.includes(selected)) return selected
  const below = former.order.slice(former.order.indexOf(selected) + 1)
  const [next] = below
  // The next is nearly always there; a set of a hundred thousand costs half a frame.
  if (next !== undefined && order.includes(next)) return next
  const here = new Set(order)
  return below.find((no) => here.has(no)) ?? order[0]
}

/** Those of the candidates that stand above the selected one. */
export function above(
  order: readonly number[],
  selected: number | undefined,
  candidates: readonly number[],
): ReadonlySet<number> {
  if (candidates.length === 0 || selected === undefined) return new Set()
  const higher = new Set(order.slice(0, order.indexOf(selected)))
  return new Set(candidates.filter((no) => higher.has(no)))
}
