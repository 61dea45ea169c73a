/** What the model's desk keeps of decisions that were not applied: its tables, not its rules. */
import { ownEndedBy } from '../../src/desk/services/contesting.ts'
import { interimIdOf } from '../../src/desk/services/derived-ids.ts'
import { type Interim, interimFor } from '../../src/desk/services/interim.ts'
import { newest } from '../../src/desk/services/standing.ts'
import type { Verdict } from '../../src/desk/services/verdict.ts'
import type { SettledDecision } from '../../src/shared/desk/feed.ts'
import type { DecideOp } from '../../src/shared/desk/push.ts'
import type { Bug } from './bugs.ts'
import {
  changed,
  type DeskCase,
  type DeskContest,
  type DeskState,
  type Fact,
  logged,
} from './desk-state.ts'

const KEY = 'the key of the model’s ids'
/** No cut is graver than another here. */
const gravity = () => 3

/** Each person has one device. */
export const makerOf = (staffId: string) => ({ staffId, deviceId: staffId })

/** With one more decision on its line. */
export function withDecision(
  case_: DeskCase,
  what: Pick<DecideOp, 'opId' | 'verb' | 'ground' | 'cuts' | 'restores' | 'answers' | 'madeAt'>,
  made: {
    readonly by: SettledDecision['by']
    readonly isLead: boolean
    readonly lifts: string[] | undefined
  },
): DeskCase {
  const { caseId, bodyRev, bodyCommit } = case_
  const { opId, verb, ground, cuts, restores, answers, madeAt: at } = what
  const decRev = case_.decRev + 1
  const settled: SettledDecision = {
    ...{ opId, decRev, verb, ground, cuts, restores, bodyRev, answers, at },
    ...{ by: made.by, publication: 'due', publishedAt: null },
    ...(made.lifts && { lifts: made.lifts }),
  }
  const decision = {
    ...{ siteId: 'a', caseId, bodyCommit, undoneBy: null, byLead: made.isLead, settled },
  }
  return { ...case_, decRev, decisions: [...case_.decisions, decision] }
}

/** With these contests ended by a decision. */
export function endedBy(case_: DeskCase, opIds: readonly string[], by: string): DeskCase {
  const contests = case_.contests.map((each) =>
    each.isOpen && opIds.includes(each.opId) ? { ...each, isOpen: false, endedBy: by } : each,
  )
  return { ...case_, contests }
}

interface Refused {
  readonly op: DecideOp
  readonly verdict: Extract<Verdict, { kind: 'contest' }>
  readonly staffId: string
  readonly bug: Bug | undefined
}

/** With what became of a decision that met another, or a newer text. */
export function contested(state: DeskState, case_: DeskCase, refused: Refused): DeskState {
  const { op, verdict, staffId } = refused
  if (!verdict.concurs) return began(state, case_, refused)
  if (verdict.concurs.by.id === 'desk') return state
  const maker = makerOf(staffId)
  const { contests, decisions } = case_
  const own = ownEndedBy(contests, { op, maker, decisions, editedAlone: true })
  return changed(state, endedBy(case_, own, verdict.concurs.opId))
}

function began(state: DeskState, case_: DeskCase, refused: Refused): DeskState {
  const { op, verdict, staffId } = refused
  const { caseId, decisions, decRev: met } = case_
  const { opId, n, expect } = op
  const first = newest(decisions)?.settled.opId ?? null
  const due = interimDue(decisions, refused)
  const own = first !== null && due ? desksOwn(case_, op, { first, due }) : undefined
  const interim = own?.opId ?? null
  const contest: DeskContest = {
    ...{ opId, first, interim, decRev: expect.decRev, isOpen: true, endedBy: null, met },
    ...{ isEdited: verdict.edited, isEditedAlone: !verdict.decided },
    maker: { ...makerOf(staffId), n },
  }
  const now = own?.case_ ?? case_
  const next = changed(state, { ...now, contests: [...now.contests, contest] })
  const decided = own ? logged(next, appliedBy(own, opId)) : next
  return logged(decided, { kind: 'contest.began', caseId, opId, first, interim })
}

const appliedBy = (own: ReturnType<typeof desksOwn>, seenBy: string): Fact => {
  const { caseId, decRev, bodyCommit: text } = own.case_
  return { kind: 'decision.applied', opId: own.opId, caseId, decRev, text, seenBy }
}

function interimDue(
  decisions: DeskCase['decisions'],
  { op, verdict, bug }: Refused,
): Interim | undefined {
  if (verdict.edited) return undefined
  if (bug !== 'interim over a lead')
    return interimFor(op, decisions, { byLead: op.rules !== undefined, gravity })
  const nobodyLeads = decisions.map((each) => ({ ...each, byLead: false }))
  return interimFor(op, nobodyLeads, { byLead: false, gravity })
}

/** The desk's own decision, under the id that it has each time it is made. */
function desksOwn(
  case_: DeskCase,
  op: DecideOp,
  { first, due }: { readonly first: string; readonly due: Interim },
): { readonly opId: string; readonly case_: DeskCase } {
  const { verb, cuts } = due
  const opId = interimIdOf(KEY, { first, second: op.opId, verb, cuts })
  const what = { ...op, opId, verb, cuts: [...cuts], restores: null }
  const by = { id: 'desk', name: 'The desk' }
  return { opId, case_: withDecision(case_, what, { by, isLead: false, lifts: undefined }) }
}
