/** What a console has on its disk: two files, and no transaction that spans both. */
import type { LogHead } from '../../src/shared/desk/desk.ts'
import type { DecideOp, OpAnswer } from '../../src/shared/desk/push.ts'
import {
  type DeliveryEvent,
  type DeliveryState,
  step,
  waitingStates,
} from '../../src/shared/domain/delivery.ts'
import { type ChainedEntry, GENESIS } from '../../src/shared/domain/log-chain.ts'
import { invariant } from '../../src/shared/domain/problem.ts'
import { speaking } from '../../src/main/core/store/deliveries.ts'
import type { CaseRow } from './messages.ts'

export interface Delivery {
  /** The id it was made under. */
  readonly made: string
  readonly opId: string
  readonly caseId: string
  readonly n: number
  readonly op: DecideOp
  readonly state: DeliveryState
  readonly epoch: string | null
  readonly decRev: number | null
  readonly shown: boolean
  readonly status: OpAnswer['status'] | undefined
}

/** Decisions and their deliveries, and the head of the log that the desk last showed. */
export class Journal {
  readonly deliveries = new Map<string, Delivery>()
  known: LogHead | undefined
  n = 0

  add(op: DecideOp): void {
    const { opId, caseId, n } = op
    const fresh = { epoch: null, decRev: null, shown: false, status: undefined }
    this.deliveries.set(opId, { made: opId, opId, caseId, n, op, state: 'held', ...fresh })
  }

  change(made: string, change: Partial<Delivery>): void {
    const before = this.deliveries.get(made)
    if (before) this.deliveries.set(made, { ...before, ...change })
  }

  /** Moves one along an arrow; nothing where it is not in `from`. */
  step(made: string, from: DeliveryState, event: DeliveryEvent): void {
    const to = step(from, event)
    invariant(to !== undefined, `there is no arrow ${event} from ${from}`)
    if (this.deliveries.get(made)?.state === from) this.change(made, { state: to })
  }

  /** Moves one that is being sent along several arrows. */
  follow(made: string, events: readonly DeliveryEvent[]): void {
    let at: DeliveryState | undefined = 'sending'
    for (const event of events) {
      if (at) this.step(made, at, event)
      at = at && step(at, event)
    }
  }

  inState(...states: readonly DeliveryState[]): Delivery[] {
    return [...this.deliveries.values()].filter(({ state }) => states.includes(state))
  }

  waiting(): Delivery[] {
    return this.inState(...waitingStates)
  }

  /** The decision that speaks for a case. */
  onCase(caseId: string): Delivery | undefined {
    const all = [...this.deliveries.values()].filter((one) => one.caseId === caseId)
    const newest = all.findLast(({ state }) => state !== 'withdrawn')
    return speaking(newest, () => all.findLast(({ state, shown }) => state === 'settled' && !shown))
  }
}

export interface KeptRow extends CaseRow {
  /** In which round it last came. */
  readonly round: number
}

/** Rows from the desk, where they end, and the copy of the log. May be begun again at any time. */
export interface Cache {
  readonly cursor: string | null
  readonly epoch: string | null
  readonly round: number
  readonly whole: boolean
  readonly rows: ReadonlyMap<string, KeptRow>
  /** Op → the revision it made, as the feed has shown. */
  readonly settled: ReadonlySet<string>
}

export const emptyCache: Cache = {
  cursor: null,
  epoch: null,
  round: 1,
  whole: false,
  rows: new Map(),
  settled: new Set(),
}

export interface Copy {
  readonly epoch: string | null
  readonly size: number
  readonly head: string
  readonly entries: readonly ChainedEntry[]
}

export const emptyCopy: Copy = { epoch: null, size: 0, head: GENESIS, entries: [] }
