import { cutsFault } from '../../../shared/domain/amendment.ts'
import type { NewDecision } from '../../../shared/domain/decision.ts'
import { may } from '../../../shared/domain/permission.ts'
import { type Problem, problem } from '../../../shared/domain/problem.ts'
import { citedIn, groundFault, type Terms } from '../../../shared/domain/terms.ts'
import type { Staff } from '../../../shared/desk/desk.ts'
import type { CaseItem } from '../../../shared/desk/feed.ts'

/** What a decision is checked against: who makes it, and what this device knows of its case. */
export interface Grounds {
  readonly staff: Staff
  readonly item: CaseItem | undefined
  readonly terms: Terms | undefined
}

type Rule = (decision: NewDecision, item: CaseItem, grounds: Grounds) => Problem | undefined

/** Why this decision cannot be made here, or undefined. The desk checks all of it again. */
export function decisionProblem(decision: NewDecision, grounds: Grounds): Problem | undefined {
  if (!may(grounds.staff.role, 'decide'))
    return problem('not-permitted', `A ${grounds.staff.role} does not decide cases.`)
  const { item } = grounds
  if (!item) return problem('not-found', 'This case is not on this device any more.')
  for (const rule of rules) {
    const found = rule(decision, item, grounds)
    if (found) return found
  }
  return undefined
}

const rules: readonly Rule[] = [
  soundRuling,
  sameText,
  knownGround,
  soundCuts,
  ownReports,
  soundRestore,
]

function soundRuling(
  { rules: ruling }: NewDecision,
  { contests }: CaseItem,
  { staff }: Grounds,
): Problem | undefined {
  if (!ruling) return undefined
  if (!may(staff.role, 'rule'))
    return problem('not-permitted', 'Only a lead rules on decisions that met another.')
  for (const opId of ruling.contests) {
    const named = contests.find(({ decision }) => decision.opId === opId)
    if (!named) return refused('bad-input', 'rules.contests', `name ${opId}, not on this case`)
    if (named.ending)
      return problem('stale-case', `${named.ending.by.name} has ended this contest. Look again.`)
  }
  return undefined
}

function sameText({ expect, bodyCommit }: NewDecision, item: CaseItem): Problem | undefined {
  const { revisions, comment } = item
  if (expect.bodyRev !== revisions.bodyRev || bodyCommit !== comment.bodyCommit)
    return problem('stale-case', 'The author has changed the comment since. Look at it again.')
  if (expect.decRev !== revisions.decRev)
    return problem('stale-case', 'Someone has decided this case since. Look at it again.')
  return undefined
}

function knownGround(
  { verb, ground }: NewDecision,
  _item: CaseItem,
  { terms }: Grounds,
): Problem | undefined {
  if (!terms) return problem('rule-unknown', `The terms ${ground.terms} are not on this device.`)
  const fault = groundFault(terms, verb, ground)
  return fault === undefined ? undefined : refused('rule-unknown', 'ground', fault)
}

function soundCuts(
  { cuts, ground, rewrites }: NewDecision,
  { comment }: CaseItem,
  { terms }: Grounds,
): Problem | undefined {
  const fault = cutsFault(comment.body, cuts)
  if (fault !== undefined) return refused('bad-input', 'cuts', fault)
  if (rewrites && !terms?.mayRewrite)
    return refused('bad-input', 'cuts', 'put words in, which these terms do not allow')
  const unknown = cuts.find(
    ({ rule }) => !terms || !citedIn(terms, { kind: 'rule', terms: ground.terms, code: rule }),
  )
  if (!unknown) return undefined
  return refused('rule-unknown', 'cuts', `cite ${unknown.rule}, which the terms do not have`)
}

function ownReports({ answers }: NewDecision, { reports }: CaseItem): Problem | undefined {
  const known = new Set(reports.map(({ id }) => id))
  const stray = answers.find((id) => !known.has(id))
  if (stray === undefined) return undefined
  return refused('bad-input', 'answers', `name ${stray}, which is not a report on this case`)
}

function soundRestore(
  { verb, restores }: NewDecision,
  { decisions }: CaseItem,
  { staff }: Grounds,
): Problem | undefined {
  if (verb !== 'restore') return undefined
  const named = decisions.find(({ opId }) => opId === restores)
  if (!named || (named.verb !== 'delete' && named.verb !== 'amend'))
    return refused('bad-input', 'restores', 'must name a delete or an amend of this case')
  const right = named.by.id === staff.id ? 'restore-own' : 'restore-any'
  if (may(staff.role, right)) return undefined
  return problem('not-permitted', `Only a lead restores what ${named.by.name} decided.`)
}

function refused(code: 'bad-input' | 'rule-unknown', field: string, fault: string): Problem {
  return {
    code,
    message: `The decision was refused: ${field} ${fault}.`,
    fields: [{ field, message: fault }],
  }
}
