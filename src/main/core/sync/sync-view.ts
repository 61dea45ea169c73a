import type { SyncView } from '../../../shared/contract/models.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import type { SyncContext } from './context.ts'
import type { EngineState } from './engine.ts'

/** How contact with the desk stands. */
export interface Standing {
  readonly offlineSince: string | null
  readonly problem: Problem | null
  readonly left: number
  /** Whether a whole pull has been done since contact was last lost. */
  readonly caughtUp: boolean
}

interface At extends Standing {
  readonly state: EngineState
  /** When the next try is, on the monotonic clock. */
  readonly tryAt: number
  readonly note: Problem | null
}

/** How sync stands, with what waits and what came of it, for the foot of the window. */
export function syncView(at: At, { journal, cache, clock, deskClock }: SyncContext): SyncView {
  const counts = journal.deliveries.counts()
  const errands = journal.errands.counts()
  const count = (...states: Parameters<typeof counts.get>[0][]) =>
    states.reduce((sum, state) => sum + (counts.get(state) ?? 0) + (errands.get(state) ?? 0), 0)
  const { whole, have } = cache.read.cursor()
  const { offlineSince, left } = at
  const isWaiting = at.state.at === 'waiting'
  return {
    state: stateOf(at, whole),
    syncedAt: journal.facts().syncedAt,
    offlineSince,
    offsetMs: deskClock.offsetMs(),
    nextTryMs: isWaiting ? Math.max(0, Math.round(at.tryAt - clock.monotonic())) : null,
    held: count('held'),
    waiting: count('held', 'queued', 'sending', 'unsure'),
    contested: count('contested'),
    refused: count('refused'),
    unpublished: journal.deliveries.unpublished(),
    progress: whole ? null : { have, of: have + left },
    problem: at.problem ?? journal.damage ?? at.note,
  }
}

function stateOf(
  { state, problem, caughtUp, offlineSince }: At,
  whole: boolean,
): SyncView['state'] {
  if (problem?.code === 'upgrade-required') return 'upgrade'
  if (state.at === 'waiting' || (state.at === 'greeting' && offlineSince !== null)) return 'offline'
  if (!whole) return 'first-sync'
  if (state.at === 'pushing' || !caughtUp) return 'syncing'
  return 'synced'
}
