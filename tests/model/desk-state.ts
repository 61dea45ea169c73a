import type { StoredAnswer } from '../../src/desk/store/op-rows.ts'
import type { ContestRow } from '../../src/desk/store/contest-rows.ts'
import type { DecisionRow } from '../../src/desk/store/decision-rows.ts'
import { sha256 } from '../../src/desk/log/entry-text.ts'
import { type ChainedEntry, chainHash, GENESIS } from '../../src/shared/domain/log-chain.ts'

/** A decision that was not applied, as the desk keeps it. */
export interface DeskContest extends ContestRow {
  /** How many decisions there were when it arrived. */
  readonly met: number
  /** Whether the text was another by then. */
  readonly isEdited: boolean
  readonly endedBy: string | null
}

export interface DeskCase {
  readonly no: number
  readonly caseId: string
  /** The place of its last change in the feed. */
  readonly seq: number
  readonly bodyRev: number
  readonly decRev: number
  /** Null once erased: then its row is a tombstone. */
  readonly body: string | null
  readonly bodyCommit: string
  readonly deletedByAuthor: boolean
  /** Whether its tombstone has been forgotten too. */
  readonly buried: boolean
  readonly decisions: readonly DecisionRow[]
  readonly contests: readonly DeskContest[]
}

/** What a log entry says; kept beside its text so that the invariants need not parse it. */
export type Fact =
  | { readonly kind: 'comment.revised'; readonly caseId: string; readonly bodyRev: number }
  | { readonly kind: 'epoch.began'; readonly epoch: string }
  | { readonly kind: 'decision.refused'; readonly opId: string; readonly caseId: string }
  | {
      readonly kind: 'decision.applied'
      readonly opId: string
      readonly caseId: string
      readonly decRev: number
      /** The commitment to the text that the decision was applied to. */
      readonly text: string
      /** Whose maker must have seen that text: the op itself, or the one the desk decided for. */
      readonly seenBy: string
    }
  | {
      readonly kind: 'contest.began'
      readonly caseId: string
      readonly opId: string
      readonly first: string | null
      readonly interim: string | null
    }
  | {
      readonly kind: 'contest.ruled'
      readonly caseId: string
      readonly opId: string
      readonly contests: readonly string[]
    }

/** All that a desk has on its disk. Never changed in place. */
export interface DeskState {
  readonly epoch: string
  readonly seq: number
  readonly floor: number
  readonly log: readonly ChainedEntry[]
  readonly logHead: string
  readonly facts: readonly Fact[]
  readonly cases: ReadonlyMap<string, DeskCase>
  readonly answers: ReadonlyMap<string, StoredAnswer>
}

export const emptyDesk = (): DeskState => ({
  epoch: 'e_0001',
  seq: 0,
  floor: 0,
  log: [],
  logHead: GENESIS,
  facts: [],
  cases: new Map(),
  answers: new Map(),
})

/** With a case as it now is, at the next place of the feed, or at one that was taken early. */
export function changed(state: DeskState, case_: DeskCase, early?: number): DeskState {
  const cases = new Map(state.cases)
  const seq = early ?? state.seq + 1
  cases.set(case_.caseId, { ...case_, seq })
  return { ...state, seq: Math.max(state.seq, seq), cases }
}

/** With one more entry on the chain. */
export function logged(state: DeskState, fact: Fact): DeskState {
  const n = state.log.length + 1
  const text = JSON.stringify({ n, epoch: state.epoch, ...fact })
  const hash = chainHash(sha256, state.logHead, text)
  const log = [...state.log, { n, text, hash }]
  return { ...state, log, logHead: hash, facts: [...state.facts, fact] }
}
