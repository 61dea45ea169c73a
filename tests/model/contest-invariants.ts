/** What must hold of contests, in words of its own: not by the rules that the desk decides by. */
import { shownOf } from '../../src/desk/services/standing.ts'
import type { SettledDecision } from '../../src/shared/desk/feed.ts'
import type { DecideOp } from '../../src/shared/desk/push.ts'
import type { Cut } from '../../src/shared/domain/amendment.ts'
import type { Verb } from '../../src/shared/domain/terms.ts'
import type { DeskCase, DeskContest } from './desk-state.ts'
import { opName } from './op-names.ts'

type Made = ReadonlyMap<string, DecideOp>

const LENGTH = 10

/** The places of the text that are hidden from readers. */
function hidden(decision: { readonly verb: Verb; readonly cuts: readonly Cut[] } | undefined) {
  const all = Array.from({ length: LENGTH }, (_, i) => i)
  if (decision?.verb === 'delete') return all
  const cuts = decision?.cuts ?? []
  return all.filter((i) => cuts.some(({ span: [start, end] }) => i >= start && i < end))
}

const hides = (
  a: Parameters<typeof hidden>[0],
  b: { readonly verb: Verb; readonly cuts: readonly Cut[] },
) => {
  const taken = new Set(hidden(a))
  return hidden(b).every((i) => taken.has(i))
}

/** 4, of decisions, 10 and 11: the sentence that says what is broken of a case, or undefined. */
export function contestsAreSound(case_: DeskCase, made: Made): string | undefined {
  return (
    first(case_.contests, (contest) => interimFault(case_, contest, made)) ??
    first(case_.decisions, ({ settled }) => {
      const op = made.get(settled.opId)
      if (!op) return desksOwnFault(case_, settled.opId)
      return op.expect.decRev + 1 === settled.decRev
        ? rulingFault(case_, op)
        : `4. ${opName(op.opId)} was applied over decisions that nobody saw with it`
    })
  )
}

function first<T>(all: readonly T[], faultOf: (one: T) => string | undefined): string | undefined {
  for (const one of all) {
    const fault = faultOf(one)
    if (fault !== undefined) return fault
  }
  return undefined
}

function desksOwnFault({ caseId, contests }: DeskCase, opId: string): string | undefined {
  const isNamed = contests.some(({ interim }) => interim === opId)
  return isNamed ? undefined : `10. the desk decided ${caseId}, and no contest says why`
}

/** A contest as it was when it arrived. */
interface Met {
  readonly second: DecideOp
  readonly shown: SettledDecision | undefined
  /** Whether a lead had spoken, whom the desk never overtakes. */
  readonly byLead: boolean
  readonly interim: SettledDecision | undefined
}

function metAs({ decisions }: DeskCase, contest: DeskContest, made: Made): Met | undefined {
  const second = made.get(contest.opId)
  if (!second) return undefined
  const line = decisions.map(({ settled }) => settled)
  const before = decisions.filter(({ settled }) => settled.decRev <= contest.met)
  const shown = shownOf(before, second.expect.bodyRev)
  const unseen = line.filter(({ decRev }) => decRev > second.expect.decRev && decRev <= contest.met)
  const spoke = [second.opId, ...unseen.map(({ opId }) => opId), shown?.opId ?? '']
  const byLead = spoke.some((opId) => made.get(opId)?.rules !== undefined)
  return { second, shown, byLead, interim: line.find(({ opId }) => opId === contest.interim) }
}

/** 10: no lead is overtaken; and the stricter of two others stands, whoever was first. */
function interimFault(case_: DeskCase, contest: DeskContest, made: Made): string | undefined {
  const met = metAs(case_, contest, made)
  if (!met) return `1. nobody made ${opName(contest.opId)}, which is contested`
  const { second, shown, byLead, interim } = met
  const name = opName(second.opId)
  if (interim && byLead) return `10. the desk overtook a lead when it met ${name}`
  if (interim) {
    const isStricter = [second, shown ?? second].every((each) => hides(interim, each))
    return isStricter ? undefined : `10. the desk showed what was hidden when it met ${name}`
  }
  const excused = byLead || contest.isEdited || hides(shown, second)
  return excused ? undefined : `10. ${name} was the stricter, and is not in force`
}

/** 11: what was ruled on has ended by that ruling, and by no other. */
function rulingFault({ contests }: DeskCase, { opId, rules }: DecideOp): string | undefined {
  const wrong = rules?.contests.find(
    (named) => contests.find((each) => each.opId === named)?.endedBy !== opId,
  )
  return wrong === undefined
    ? undefined
    : `11. ${opName(opId)} ruled on ${opName(wrong)}, which did not end by it`
}
