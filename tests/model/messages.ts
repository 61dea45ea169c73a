import type { CursorGone, LogHead, LogPage } from '../../src/shared/desk/desk.ts'
import type { DecideOp, OpAnswer } from '../../src/shared/desk/push.ts'

/** A case as the feed brings it: what sync looks at, without what people read. */
export interface CaseRow {
  readonly t: 'case'
  readonly seq: number
  readonly no: number
  readonly caseId: string
  readonly bodyRev: number
  readonly decRev: number
  readonly bodyCommit: string
  readonly deletedByAuthor: boolean
  readonly decided: readonly { readonly opId: string; readonly decRev: number }[]
  readonly contests: readonly { readonly opId: string; readonly endedBy: string | null }[]
}

export interface GoneRow {
  readonly t: 'gone'
  readonly seq: number
  readonly caseId: string
}

export interface Page {
  readonly from: string | null
  readonly next: string
  readonly more: boolean
  readonly epoch: string
  readonly items: readonly (CaseRow | GoneRow)[]
}

export type Ask =
  | { readonly kind: 'hello'; readonly known: LogHead | undefined }
  | { readonly kind: 'changes'; readonly cursor: string | null }
  | { readonly kind: 'push'; readonly epoch: string; readonly ops: readonly DecideOp[] }
  | { readonly kind: 'log'; readonly after: number }

export type Told =
  | { readonly kind: 'hello'; readonly epoch: string; readonly log: LogHead }
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'cursor-gone'; readonly gone: CursorGone }
  | { readonly kind: 'pushed'; readonly epoch: string; readonly results: readonly OpAnswer[] }
  | { readonly kind: 'epoch-gone'; readonly epoch: string }
  | { readonly kind: 'log'; readonly page: LogPage }

/** What a console remembers of a call while it waits for its answer. */
export interface Call {
  readonly console: number
  readonly id: number
  /** The round of its cache: a call made before it began again is given up. */
  readonly round: number
  /** Where its copy of the log ended. */
  readonly copy: { readonly size: number; readonly head: string }
}

export type Message =
  | { readonly to: 'desk'; readonly call: Call; readonly ask: Ask }
  | { readonly to: 'console'; readonly call: Call; readonly told: Told }
