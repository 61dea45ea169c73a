/** Applies one decision, or says why not. Runs inside the push's transaction. */
import type { DecideOp, OpAnswer } from '../../shared/desk/push.ts'
import { cutsFault } from '../../shared/domain/amendment.ts'
import { may } from '../../shared/domain/permission.ts'
import { groundFault, type Terms } from '../../shared/domain/terms.ts'
import { caseById, changeCase, revisionOf } from '../store/case-rows.ts'
import { decisionsOfCase } from '../store/decision-rows.ts'
import { insertSetAside } from '../store/op-rows.ts'
import { answerReports, countReports } from '../store/report-rows.ts'
import { termsOf } from '../store/site-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { beginContest, endOwn } from './contesting.ts'
import { freshSalt } from './derived-ids.ts'
import { loosensInterim } from './interim.ts'
import { madeOf } from './made-at.ts'
import { type Pusher, rejected } from './pusher.ts'
import { liftedBy, openContests, rule, rulingFault } from './ruling.ts'
import { tellMore } from './notices.ts'
import { settle } from './settle.ts'
import { newest } from './standing.ts'
import { by, entryOf, type Fault, keepWords, refuse, reject, type Trial } from './trial.ts'
import { type Verdict, verdictOn } from './verdict.ts'

/** Decides what becomes of a decision, and makes it so. */
export async function decide(tx: WriteTx, op: DecideOp, pusher: Pusher): Promise<OpAnswer> {
  const case_ = await caseById(tx.db, op.caseId)
  if (!case_) return rejected(op.opId, 'bad-input', 'caseId names no case of this desk')
  const decisions = await decisionsOfCase(tx.db, case_)
  const salts = { noteSalt: freshSalt(), wordsSalt: freshSalt() }
  const trial = { tx, op, pusher, case_, decisions, ...salts }
  if (pusher.setAside !== undefined) return setAside(trial, pusher.setAside)
  const fault = (await groundFaultOf(trial)) ?? restoreFault(trial) ?? (await rulingFault(trial))
  if (fault) return reject(trial, fault)
  return judge(trial)
}

/** Keeps whole what came without the right to it: a lead who rules the same adopts it. */
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
  await beginContest(trial, { decided: false, edited: false, setAside: true })
  const message =
    why === 'device-revoked'
      ? 'This device was revoked; the decision is kept for a lead to look at.'
      : 'The right to decide was gone when this arrived; it is kept for a lead to look at.'
  return { status: 'set-aside', opId: op.opId, message, logN }
}

/** What is wrong with the ground or the cuts' rules, which no change of the case can mend. */
async function groundFaultOf({ tx, op, case_ }: Trial): Promise<Fault | undefined> {
  const terms = await termsOf(tx.db, case_.siteId, op.ground.terms)
  if (!terms)
    return { code: 'rule-unknown', message: `ground cites terms ${op.ground.terms}, unknown here` }
  const ground = groundFault(terms, op.verb, op.ground)
  if (ground !== undefined) return { code: 'rule-unknown', message: `ground ${ground}` }
  return cutRulesFault(terms, op) ?? rewriteFault(terms, op)
}

function cutRulesFault(terms: Terms, { cuts }: DecideOp): Fault | undefined {
  for (const [i, cut] of cuts.entries()) {
    const found = terms.rules.find(({ code }) => code === cut.rule)
    if (!found)
      return { code: 'rule-unknown', message: `cuts.${i}.rule cites ${cut.rule}, not in the terms` }
    if (!found.mayAmend)
      return { code: 'rule-unknown', message: `cuts.${i}.rule ${cut.rule} does not allow amending` }
  }
  return undefined
}

/** Why words may not be put in under these terms, or undefined. */
function rewriteFault({ version, mayRewrite }: Terms, { rewrites }: DecideOp): Fault | undefined {
  if (rewrites === undefined || mayRewrite) return undefined
  const message = `rewrites: terms ${version} allow cuts only, no words put in`
  return { code: 'not-permitted', message }
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
      return reject(trial, { code: 'bad-input', message: verdict.message })
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
  const { op, case_, decisions } = trial
  const fault = await staleCutsFault(trial)
  if (fault) return reject(trial, fault)
  const same = concurs !== undefined
  const logN = await refuse(trial, { why: edited ? 'edited' : 'decided', sameOutcome: same })
  if (same) await concur(trial, concurs)
  else await beginContest(trial, { decided, edited, setAside: false })
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

/** What is wrong with cuts over the text they were made on, as far as the desk still has it. */
async function staleCutsFault({ tx, op, case_ }: Trial): Promise<Fault | undefined> {
  if (op.cuts.length === 0) return undefined
  const seen = await revisionOf(tx.db, case_, op.expect.bodyRev)
  if (seen?.bodyCommit !== op.bodyCommit || seen.body === null) return undefined
  const fault = cutsFault(seen.body, op.cuts)
  return fault === undefined ? undefined : { code: 'bad-input', message: `cuts: one ${fault}` }
}

/** Two people came to the same: what the second had before them is answered by it too. */
async function concur(
  trial: Trial,
  standing: NonNullable<Extract<Verdict, { kind: 'contest' }>['concurs']>,
): Promise<void> {
  const { tx, op, case_ } = trial
  const { opId, decRev } = standing
  await answerReports(tx, case_, { opId, reportIds: op.answers })
  await tellMore(tx, { ...case_, opId, decRev })
  if (standing.by.id !== 'desk') await endOwn(trial, { by: standing.opId, editedAlone: true })
  const open = await countReports(tx, case_)
  await changeCase(tx, case_, open > 0 ? {} : { state: 'closed', reopened: null })
}

/** Makes the decision, and ends what it settles. */
async function apply(trial: Trial): Promise<OpAnswer> {
  const { tx, op, case_, decisions, pusher } = trial
  const ruled = await openContests(trial)
  if ('fault' in ruled) return reject(trial, ruled.fault)
  const isLead = pusher.session.role === 'lead'
  const looser = isLead ? undefined : loosensInterim(op, decisions)
  if (looser !== undefined) return reject(trial, { code: 'not-permitted', message: looser })
  const { opId, verb, ground, cuts, restores, answers, bodyCommit } = op
  const { staffId, deviceId } = pusher.session
  const decRev = case_.decRev + 1
  const data = { ...entryOf(trial), decRev }
  const logN = tx.log({ ...by(trial), kind: 'decision.applied', data })
  const seq = await settle(tx, case_, {
    ...{ opId, decRev, verb, ground, cuts, restores, bodyCommit, answers, logN },
    maker: { staffId, deviceId, isLead },
    madeAt: madeOf(op, tx.now).estimated,
    lifts: op.rules ? liftedBy(verb, decisions, ruled.named) : null,
    notice: op.notice,
  })
  await keepWords(trial)
  await rule(trial, ruled.named)
  await endOwn(trial, { by: opId, editedAlone: false })
  return { status: 'applied', opId, decRev, seq, logN }
}
