import {
  type KeptBack,
  type Outbox,
  type OutboxItem,
  OUTBOX_ITEMS,
} from '../../../shared/contract/outbox.ts'
import { waitingStates } from '../../../shared/domain/delivery.ts'
import { instant } from '../../../shared/domain/instant.ts'
import type { CacheReader } from '../store/cache-reader.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Errand } from '../store/errands.ts'
import type { Journal } from '../store/journal.ts'

export interface OutboxNeeds {
  readonly journal: Journal
  readonly read: CacheReader
  /** How long one can still be undone, in milliseconds. */
  readonly heldForMs: (opId: string) => number
  /** How long the desk asked for before one is sent again, in milliseconds; 0 where it did not. */
  readonly askedForMs: (opId: string) => number
  /** Whether the desk cannot be reached. */
  readonly offline: boolean
  /** The desk's clock minus this device's, where it was not known when something was made. */
  readonly offsetMs: number | null
}

type Waiting =
  | { readonly kind: 'decision'; readonly made: Delivery }
  | { readonly kind: Errand['kind']; readonly made: Errand }

/** What waits on this device, in the order it was made, with why each has not left. */
export function outboxOf(needs: OutboxNeeds): Outbox {
  const { deliveries, errands, seen } = needs.journal
  const both: Waiting[] = [
    ...deliveries.newestWaiting(OUTBOX_ITEMS).map((made) => ({ kind: 'decision' as const, made })),
    ...errands.newestWaiting(OUTBOX_ITEMS).map((made) => ({ kind: made.kind, made })),
  ].sort((a, b) => a.made.n - b.made.n)
  const oldest = [deliveries.oldestWaiting(), errands.oldestWaiting()]
    .filter((one) => one !== undefined)
    .sort((a, b) => a.n - b.n)[0]
  const keptBackOf = keeper(needs)
  return {
    items: both.slice(-OUTBOX_ITEMS).map((one) => itemOf(one, keptBackOf(one), needs)),
    count: countOf(deliveries) + countOf(errands),
    oldest: oldest ? madeAtOf(oldest, needs) : null,
    sights: seen.count(),
  }
}

function countOf(of: Pick<Journal['deliveries'], 'counts'>): number {
  const counts = of.counts()
  return waitingStates.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0)
}

/** Asked of each in the order they were made: what must wait keeps back what follows on its case. */
function keeper({ askedForMs, offline }: OutboxNeeds) {
  const kept = new Set<string>()
  const waitingOf = ({ made }: Waiting): KeptBack => {
    const { state, caseId, opId } = made
    if (state === 'held' || state === 'sending') return state
    const isBehind = caseId !== null && kept.has(caseId)
    const isAsked = askedForMs(opId) > 0
    if (caseId !== null && isAsked) kept.add(caseId)
    if (offline) return state === 'unsure' ? 'unsure' : 'offline'
    if (isAsked) return 'asked'
    return isBehind ? 'behind' : 'next'
  }
  return waitingOf
}

function itemOf(one: Waiting, keptBack: KeptBack, needs: OutboxNeeds): OutboxItem {
  const { opId, n, caseNo, op, state } = one.made
  const no = caseNo !== null && caseNo > 0 ? caseNo : null
  return {
    ...{ opId, n, kind: one.kind, no, state: waitingState(state), keptBack },
    words: (no !== null && needs.read.summary(no)?.words) || '',
    verb: op.kind === 'decide' ? op.verb : null,
    ground: op.kind === 'decide' ? op.ground : null,
    rule: op.kind === 'raise' ? op.rule : null,
    madeAt: madeAtOf(one.made, needs),
    forMs: keptBack === 'held' ? needs.heldForMs(opId) : needs.askedForMs(opId),
  }
}

function waitingState(state: Delivery['state']): OutboxItem['state'] {
  return waitingStates.find((waiting) => waiting === state) ?? 'queued'
}

/** By the desk's clock: as the device's had it, put right by what was known of it then, else now. */
function madeAtOf({ op }: Delivery | Errand, { offsetMs }: OutboxNeeds): string {
  return instant(Date.parse(op.madeAt) + (op.offsetMs ?? offsetMs ?? 0))
}
