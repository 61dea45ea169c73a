import type { CaseClaim } from '../../shared/contract/models.ts'
import { instant } from '../../shared/domain/instant.ts'
import type { BatchStore } from './batch-store.ts'
import { untilTime } from './batch-words.ts'
import type { ClockStore } from './clock-store.ts'
import type { SyncStore } from './sync-store.ts'
import type { TapeStore } from './tape-store.ts'

/** How long a case that is taken by itself is one's own, in milliseconds. */
const CLAIM_MS = 60 * 60_000

const CLAIM_SAID = {
  free: 'Let go. Anybody may take it.',
  decided: 'Not taken again: it has been decided in the meantime.',
  over: 'Taken over: undoing does not give it back to them. Hand it on with h, or let it go with c.',
} as const

export interface TakingNeeds {
  readonly batch: BatchStore
  readonly tape: TapeStore
  readonly clock: ClockStore
  readonly sync: SyncStore
}

/** Taking one case, and saying so. Times are the desk's, as far as this machine knows its clock. */
export function createTaking({ batch, tape, clock, sync }: TakingNeeds) {
  const deskNow = () => clock.time.wall() + (sync.getState().sync?.offsetMs ?? 0)
  const tell = (no: number, claim: CaseClaim | null, over: boolean) => {
    if (claim)
      tape.did({
        told: `Yours until ${untilTime(claim.until, deskNow())}. Colleagues see it. Press c to let it go.`,
        icon: 'person',
        undo: over ? CLAIM_SAID.over : () => free(no),
      })
    else tape.remark('Not taken: it has been decided in the meantime.')
  }
  const free = async (no: number) => {
    const answer = await batch.giveBack([no])
    return answer.ok ? CLAIM_SAID.free : answer.problem.message
  }
  const takeAgain = async (no: number) => {
    const answer = await take(no, null)
    if (!answer.ok) return `Not taken again. ${answer.problem.message}`
    const { claim } = answer.value
    return claim ? `Yours again until ${untilTime(claim.until, deskNow())}.` : CLAIM_SAID.decided
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
      if (answer.ok) tape.did({ told: CLAIM_SAID.free, icon: 'person', undo: () => takeAgain(no) })
      else tape.remark(answer.problem.message)
    },
  }
}
export type Taking = ReturnType<typeof createTaking>
