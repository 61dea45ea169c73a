import type { StoreApi } from 'zustand/vanilla'
import type { DeliveryView, ErrandView } from '../../shared/contract/models.ts'
import type { NewDecision } from '../../shared/domain/decision.ts'
import type { Terms } from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import type { Amending } from './amending.ts'
import type { Asking } from './asking.ts'
import type { Writer } from './decide-writer.ts'
import type { DraftsStore } from './drafts-store.ts'
import type { Picking } from './picking.ts'
import type { Taking } from './taking.ts'
import type { QueueStore } from './queue-store.ts'
import type { TapeStore } from './tape-store.ts'

export type Decide = { readonly at: 'idle' } | Picking | Amending | Asking

export const IDLE: Decide = { at: 'idle' }

export interface DecideSurroundings {
  readonly client: Client
  readonly queue: QueueStore
  readonly terms: () => Terms | undefined
  readonly steady: () => number
  /** Puts a case on the screen, be it in the queue or not. */
  readonly show: (no: number) => void
  /** Told when a case is decided, before it is on disk: the next one takes its place. */
  readonly onLeave: () => void
  /** Told of each decision when it is on disk. */
  readonly onMade: (delivery: DeliveryView, restores: string | null) => void
  /** Says something in the place of the last decision, until the next thing happens. */
  readonly say: (remark: string) => void
  /** Something took effect at once: it is said, and `z` takes it back. */
  readonly did: TapeStore['did']
  /** Told of each errand when it is on disk, with what it was. */
  readonly onErrand: (errand: ErrandView, asked: Asking) => void
  /** Taking a case over with a reason, and what is said when it is done. */
  readonly taking: Pick<Taking, 'take' | 'tell'>
  /** Cuts that were begun, on disk. */
  readonly cutsDrafts: Pick<DraftsStore, 'of' | 'keep' | 'decided'>
}

/** What the parts of the store work with. */
export interface Deciding {
  readonly store: StoreApi<Decide>
  readonly around: DecideSurroundings
  readonly writer: Writer
  readonly show: (state: Decide) => void
  /** What was left unfinished on a case, until it is decided. */
  readonly drafts: Map<string, Amending | Asking>
  /** Writes a decision; `form` is opened again where it could not be kept. */
  readonly decide: (decision: NewDecision, form: Picking | Amending) => void
}
