import type { CaseClaim } from '../../shared/contract/models.ts'
import { instant } from '../../shared/domain/instant.ts'
import type { BatchStore } from './batch-store.ts'
import { untilTime } from './batch-words.ts'
import type { ClockStore } from './clock-store.ts'
import type { SyncStore } from './sync-store.ts'
import type { TapeStore } from './tape-store.ts'

/** How long a case that is taken by itself is one's own, in milliseconds. */
const CLAIM_MS = 60 * 60_000

export interface TakingNeeds {
  readonly batch: BatchStore
  readonly tape: TapeStore
  readonly clock: ClockStore
  readonly sync: SyncStore
}

/** Taking one case, and saying so. Times are the desk's, as far as this machine knows its clock. */
export function createTaking({ batch, tape, clock, sync }: TakingNeeds) {
  const deskNow = () => clock.time.wall() + (sync.getState().sync?.offsetMs ?? 0)
  const tell = (claim: CaseClaim | null) => {
    tape.remark(
      claim
        ? `Yours until ${untilTime(claim.until, deskNow())}. Colleagues see it. Press c to let it go.`
        : 'Not taken: it has been decided in the meantime.',
    )
  }
  const take = (no: number, reason: string | null) =>
    batch.claim(no, instant(deskNow() + CLAIM_MS), reason)
  return {
    deskNow,
    tell,
    /** Takes it for an hour; `reason` says why, where a colleague has it. */
    take,
    /** Lets it go, and says what became of that. */
    letGo: async (no: number) => {
      const answer = await batch.giveBack([no])
      tape.remark(answer.ok ? 'Let go. Anybody may take it.' : answer.problem.message)
    },
  }
}
export type Taking = ReturnType<typeof createTaking>
