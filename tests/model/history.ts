/** Everything that can happen, as values: a history is a list of them. */
import fc from 'fast-check'
import type { Fate } from './desk.ts'

export const NAMES = ['Ada', 'Bea'] as const
export const CASES = 3

export type OnConsole =
  | {
      readonly act: 'decide'
      readonly console: number
      readonly no: number
      readonly verb: 'keep' | 'amend' | 'delete'
      /** Whether the undo window ends at once. */
      readonly now: boolean
      /** Whether a lead rules, on that console, on all that is open on the case. */
      readonly ruling: boolean
    }
  | {
      readonly act: 'release' | 'undo' | 'tick' | 'poke' | 'lose' | 'crash'
      readonly console: number
    }
  /** A while in which what it sends and is sent arrives, in order. */
  | { readonly act: 'sync'; readonly console: number; readonly until: Until }
  | { readonly act: 'kill'; readonly console: number; readonly boundary: number }

/** Where contact breaks: not at all, its first push is lost, or its answer is held back. */
export type Until = 'it rests' | 'its push is lost' | 'its answer is held back'

export interface OnCase {
  readonly act: 'report' | 'edit' | 'author deletes' | 'purge'
  readonly no: number
}

export type OnDesk =
  | { readonly act: 'commit edit' | 'compact' | 'back up' | 'restore' | 'desk crash' }
  | { readonly act: 'fate'; readonly fate: Fate }

/** To the `at`-th message that is under way, or, of `late`, that is held back. */
export interface OnNetwork {
  readonly act: 'deliver' | 'double' | 'drop' | 'hold' | 'late'
  readonly at: number
}

export type Happening =
  | { readonly on: 'console'; readonly it: OnConsole }
  | { readonly on: 'case'; readonly it: OnCase }
  | { readonly on: 'desk'; readonly it: OnDesk }
  | { readonly on: 'network'; readonly it: OnNetwork }

const both = [0, 1]
const nos = Array.from({ length: CASES }, (_, i) => i + 1)
const verbs = ['keep', 'delete', 'amend'] as const

function times<T>(weight: number, all: readonly T[]): T[] {
  return Array.from({ length: weight }, () => all).flat()
}

type Plain = Exclude<OnConsole['act'], 'decide' | 'kill' | 'sync'>

const ofConsole = (act: Plain): OnConsole[] => both.map((console) => ({ act, console }))

const syncs = (until: Until): OnConsole[] =>
  both.map((console) => ({ act: 'sync', console, until }))

const decisions = both.flatMap((console) =>
  nos.flatMap((no) =>
    verbs.flatMap((verb) =>
      [true, true, false].map((now): OnConsole => ({
        ...{ act: 'decide', console, no, verb, now, ruling: false },
      })),
    ),
  ),
)

const rulings = both.flatMap((console) =>
  nos.flatMap((no) =>
    verbs.map((verb): OnConsole => ({ act: 'decide', console, no, verb, now: true, ruling: true })),
  ),
)

const ofCase = (act: OnCase['act']): OnCase[] => nos.map((no) => ({ act, no }))

const ofMessage = (act: OnNetwork['act']): OnNetwork[] => [0, 0, 1, 2].map((at) => ({ act, at }))

const onConsole: readonly OnConsole[] = [
  ...times(14, syncs('it rests')),
  ...times(4, syncs('its push is lost')),
  ...times(4, syncs('its answer is held back')),
  ...decisions,
  ...times(2, rulings),
  ...times(5, ofConsole('tick')),
  ...times(3, ofConsole('poke')),
  ...times(4, ofConsole('lose')),
  ...times(2, ofConsole('release')),
  ...ofConsole('undo'),
  ...times(2, ofConsole('crash')),
  ...both.flatMap((console) =>
    [1, 2, 3, 4].map((boundary): OnConsole => ({ act: 'kill', console, boundary })),
  ),
]

const onNetwork: readonly OnNetwork[] = [
  ...times(7, ofMessage('deliver')),
  ...times(2, ofMessage('double')),
  ...times(2, ofMessage('drop')),
  ...times(3, ofMessage('hold')),
  ...times(3, ofMessage('late')),
]

const onCase: readonly OnCase[] = [
  ...times(2, ofCase('edit')),
  ...ofCase('report'),
  ...ofCase('author deletes').slice(0, 1),
  ...ofCase('purge'),
]

const onDesk: readonly OnDesk[] = [
  ...times<OnDesk>(5, [{ act: 'commit edit' }]),
  ...times<OnDesk>(4, [{ act: 'compact' }]),
  ...times<OnDesk>(7, [{ act: 'back up' }, { act: 'restore' }]),
  ...times<OnDesk>(2, [{ act: 'desk crash' }]),
  { act: 'fate', fate: 'crash before commit' },
  { act: 'fate', fate: 'crash after commit' },
  { act: 'fate', fate: 'defect' },
]

/** Each as often as it is drawn: what comes first is what a failure is shrunk towards. */
const drawn: readonly Happening[] = [
  ...onConsole.map((it): Happening => ({ on: 'console', it })),
  ...onNetwork.map((it): Happening => ({ on: 'network', it })),
  ...onCase.map((it): Happening => ({ on: 'case', it })),
  ...onDesk.map((it): Happening => ({ on: 'desk', it })),
]

/** Histories of up to 60 happenings, of any length alike. */
export const histories: fc.Arbitrary<Happening[]> = fc.noBias(
  fc.array(fc.constantFrom(...drawn), { maxLength: 60, size: 'max' }),
)
