/** Applies one decision, or says why not. Runs inside the push's transaction. */
import type { DecideOp, OpAnswer } from '../../shared/desk/push.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import type { EntryData } from '../../shared/domain/log-entry.ts'
import { may } from '../../shared/domain/permission.ts'
import { groundFault, type Terms } from '../../shared/domain/terms.ts'
import { sha256 } from '../log/entry-text.ts'
import { caseById, type CaseRow, changeCase, revisionOf } from '../store/case-rows.ts'
import {
  type DecisionRow,
  decisionsOfCase,
  insertDecision,
  insertNote,
} from '../store/decision-rows.ts'
import { insertJob } from '../store/job-rows.ts'
import { insertSetAside } from '../store/op-rows.ts'
import { answerReports, countReports } from '../store/report-rows.ts'
import { termsOf } from '../store/site-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'
import { type Pusher, type RejectCode, rejected } from './pusher.ts'
import { madeOf } from './made-at.ts'
import { newest } from './standing.ts'
import { type Verdict, verdictOn } from './verdict.ts'

/** A decision on its way through the checks, with all they look at. */
interface Trial {
  readonly tx: WriteTx
  readonly op: DecideOp
  readonly pusher: Pusher
  readonly case_: CaseRow
  readonly decisions: readonly DecisionRow[]
  readonly noteSalt: string
}

type Refused = Pick<EntryData<'decision.refused'>, 'why' | 'sameOutcome'>

/** What both kinds of entry say of a decision. */
function entryOf({ tx, op, noteSalt }: Trial) {
  return {
    opId: op.opId,
    caseId: op.caseId,
    verb: op.verb,
    ground: op.ground,
    cuts: op.cuts,
    restores: op.restores,
    noteCommit: op.note === null ? null : bodyCommit(sha256, noteSalt, op.note),
    expect: op.expect,
    answers: op.answers,
    bodyCommit: op.bodyCommit,
    made: madeOf(op, tx.now),
  }
}

const by = ({ pusher: { session }, case_ }: Trial) => ({
  site: case_.siteId,
  actor: session.staffId,
  device: session.deviceId,
})

/** Keeps the note and logs the refusal: whoever decided second made a judgement too. */
async function refuse(trial: Trial, refused: Refused): Promise<number> {
  const { tx, op, case_, decisions } = trial
  await keepNote(trial)
  const { bodyRev, decRev } = case_
  const standing = { opId: newest(decisions)?.settled.opId ?? null, bodyRev, decRev }
  return tx.log({
    ...by(trial),
    kind: 'decision.refused',
    data: { ...entryOf(trial), ...refused, standing: op.caseId === case_.caseId ? standing : null },
  })
}

async function keepNote({ tx, op, case_, noteSalt }: Trial): Promise<void> {
  if (op.note === null) return
  await insertNote(tx, { siteId: case_.siteId, opId: op.opId, text: op.note, salt: noteSalt })
}

async function reject(trial: Trial, code: RejectCode, message: string): Promise<OpAnswer> {
  await refuse(trial, { why: 'rejected', sameOutcome: false })
  return rejected(trial.op.opId, code, message)
}

/** Decides what becomes of a decision, and makes it so. */
export async function decide(tx: WriteTx, op: DecideOp, pusher: Pusher): Promise<OpAnswer> {
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return rejected(op.opId, 'bad-input', 'caseId names no case of this desk')
  const decisions = await decisionsOfCase(tx.db, case_)
  const trial = { tx, op, pusher, case_, decisions, noteSalt: freshSalt() }
  if (pusher.setAside !== undefined) return setAside(trial, pusher.setAside)
  const fault = (await groundFaultOf(trial)) ?? restoreFault(trial)
  if (fault) return reject(trial, fault.code, fault.message)
  return judge(trial)
}

async function setAside(trial: Trial, why: NonNullable<Pusher['setAside']>): Promise<OpAnswer> {
  const { tx, op, case_, pusher } = trial
  const logN = await refuse(trial, { why: 'set-aside', sameOutcome: false })
  await insertSetAside(tx, {
    op_id: op.opId,
    site_id: case_.siteId,
    case_id: case_.caseId,
    staff_id: pusher.session.staffId,
    device_id: pusher.session.deviceId,
    op: JSON.stringify(op),
    why,
    log_n: logN,
  })
  const message =
    why === 'device-revoked'
      ? 'This device was revoked; the decision is kept for a lead to look at.'
      : 'The right to decide was gone when this arrived; it is kept for a lead to look at.'
  return { status: 'set-aside', opId: op.opId, message, logN }
}

interface Fault {
  readonly code: RejectCode
  readonly message: string
}

/** What is wrong with the ground or the cuts' rules, which no change of the case can mend. */
async function groundFaultOf({ tx, op, case_ }: Trial): Promise<Fault | undefined> {
  const terms = await termsOf(tx.db, case_.siteId, op.ground.terms)
  if (!terms)
    return { code: 'rule-unknown', message: `ground cites terms ${op.ground.terms}, unknown here` }
  const ground = groundFault(terms, op.verb, op.ground)
  if (ground !== undefined) return { code: 'rule-unknown', message: `ground ${ground}` }
  return cutRulesFault(terms, op)
}

function cutRulesFault(terms: Terms, { cuts }: DecideOp): Fault | undefined {
  for (const [i, cut] of cuts.entries()) {
    const rule = terms.rules.find(({ code }) => code === cut.rule)
    if (!rule)
      return { code: 'rule-unknown', message: `cuts.${i}.rule cites ${cut.rule}, not in the terms` }
    if (!rule.mayAmend)
      return { code: 'rule-unknown', message: `cuts.${i}.rule ${cut.rule} does not allow amending` }
  }
  return undefined
}

/** What is wrong with what a restore names, which no change of the case can mend. */
function restoreFault({ op, decisions, pusher: { session } }: Trial): Fault | undefined {
  if (op.restores === null) return undefined
  const named = decisions.find(({ settled }) => settled.opId === op.restores)
  if (!named) return { code: 'bad-input', message: 'restores names no decision on this case' }
  if (named.settled.verb !== 'delete' && named.settled.verb !== 'amend')
    return { code: 'bad-input', message: `restores names a ${named.settled.verb}` }
  const own = named.settled.by.id === session.staffId
  if (!may(session.role, own ? 'restore-own' : 'restore-any'))
    return { code: 'not-permitted', message: 'Only a lead may undo what somebody else decided.' }
  return undefined
}

/** Holds the decision against the case as it is now. */
async function judge(trial: Trial): Promise<OpAnswer> {
  const { tx, op, case_, decisions } = trial
  const revision = await revisionOf(tx.db, case_, case_.bodyRev)
  const verdict = verdictOn(op, { case_, revision, decisions })
  switch (verdict.kind) {
    case 'gone': {
      const logN = await refuse(trial, { why: 'gone', sameOutcome: false })
      return { status: 'gone', opId: op.opId, logN }
    }
    case 'reject':
      return reject(trial, 'bad-input', verdict.message)
    case 'contest':
      return contest(trial, verdict)
    case 'apply':
      return apply(trial)
  }
}

/** Somebody else was first, or the author was: nothing is applied, and what was first is said. */
async function contest(
  trial: Trial,
  { edited, decided, concurs }: Extract<Verdict, { kind: 'contest' }>,
): Promise<OpAnswer> {
  const { tx, op, case_, decisions } = trial
  const same = concurs !== undefined
  const logN = await refuse(trial, { why: edited ? 'edited' : 'decided', sameOutcome: same })
  if (same) await concur(tx, case_, { opId: concurs.opId, reportIds: op.answers })
  return {
    status: 'conflict',
    opId: op.opId,
    kinds: [...(decided ? (['decided'] as const) : []), ...(edited ? (['edited'] as const) : [])],
    standing: {
      revisions: { bodyRev: case_.bodyRev, decRev: case_.decRev },
      decision: newest(decisions)?.settled ?? null,
    },
    sameOutcome: same,
    logN,
  }
}

/** Two people came to the same: what the second had before them is answered by it too. */
async function concur(
  tx: WriteTx,
  case_: CaseRow,
  answered: { readonly opId: string; readonly reportIds: readonly string[] },
): Promise<void> {
  await answerReports(tx, case_, answered)
  const open = await countReports(tx, case_)
  await changeCase(tx, case_, open > 0 ? {} : { state: 'closed', reopened: null })
}

/** Makes the decision: row, reports, author's record, log, and the job that shows it on the site. */
async function apply(trial: Trial): Promise<OpAnswer> {
  const { tx, op, case_, pusher } = trial
  const { siteId, caseId } = case_
  const decRev = case_.decRev + 1
  const logN = tx.log({
    ...by(trial),
    kind: 'decision.applied',
    data: { ...entryOf(trial), decRev },
  })
  await insertDecision(tx, {
    siteId,
    caseId,
    authorId: case_.authorId,
    opId: op.opId,
    decRev,
    verb: op.verb,
    ground: op.ground,
    cuts: op.cuts,
    restores: op.restores,
    bodyRev: case_.bodyRev,
    bodyCommit: op.bodyCommit,
    answers: op.answers,
    staffId: pusher.session.staffId,
    deviceId: pusher.session.deviceId,
    madeAt: madeOf(op, tx.now).estimated,
    logN,
  })
  await keepNote(trial)
  await answerReports(tx, case_, { opId: op.opId, reportIds: op.answers })
  const open = await countReports(tx, case_)
  const seq = await changeCase(tx, case_, {
    dec_rev: decRev,
    ...(open > 0
      ? ({ state: 'open', reopened: 'unanswered' } as const)
      : ({ state: 'closed', reopened: null } as const)),
  })
  await insertJob(tx, { siteId, kind: 'publish', key: op.opId, caseId, rank: decRev })
  return { status: 'applied', opId: op.opId, decRev, seq, logN }
}
