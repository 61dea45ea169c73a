/** Keeps a decision that was not applied as a contest, and lets contests end. */
import type { DecideOp } from '../../shared/desk/push.ts'
import { invariant } from '../../shared/domain/problem.ts'
import { changeCase } from '../store/case-rows.ts'
import {
  type ContestRow,
  contestsOfCase,
  endContests,
  insertContest,
} from '../store/contest-rows.ts'
import type { DecisionRow } from '../store/decision-rows.ts'
import { termsOf } from '../store/site-rows.ts'
import { gravityIn, type Interim, interimFor, makeInterim } from './interim.ts'
import { madeOf } from './made-at.ts'
import { inForce, newest } from './standing.ts'
import type { Trial } from './trial.ts'

export interface Kinds {
  readonly decided: boolean
  readonly edited: boolean
  readonly setAside: boolean
}

/**
 * Keeps a refused decision beside its case until it is ruled on, with the desk's own where one is
 * due, and moves the case in the feed.
 */
export async function beginContest(trial: Trial, kinds: Kinds): Promise<void> {
  const { tx, case_, decisions } = trial
  const first = newest(decisions)?.settled.opId ?? null
  const due = await interimDue(trial, kinds)
  const interim = first !== null && due ? await makeInterim(trial, { first, interim: due }) : null
  if (interim === null) await changeCase(tx, case_, {})
  const { caseId, siteId } = case_
  const logN = tx.log({
    kind: 'contest.began',
    site: siteId,
    data: { caseId, opId: trial.op.opId, first, interim },
  })
  await keepContest(trial, kinds, { first, interim, logN })
}

async function interimDue(
  { tx, op, case_, decisions, pusher }: Trial,
  { decided, edited, setAside }: Kinds,
): Promise<Interim | undefined> {
  if (!decided || edited || setAside) return undefined
  const terms = await termsOf(tx.db, case_.siteId, op.ground.terms)
  invariant(terms !== undefined, 'the ground was found in these terms')
  const byLead = pusher.session.role === 'lead'
  return interimFor(op, decisions, { byLead, gravity: gravityIn(terms) })
}

async function keepContest(
  { tx, op, case_, pusher: { session } }: Trial,
  { decided, edited, setAside }: Kinds,
  to: { readonly first: string | null; readonly interim: string | null; readonly logN: number },
): Promise<void> {
  const { claimed, estimated, n } = madeOf(op, tx.now)
  const { ground, expect } = op
  await insertContest(tx, {
    site_id: case_.siteId,
    op_id: op.opId,
    case_id: case_.caseId,
    decided: decided ? 1 : 0,
    edited: edited ? 1 : 0,
    set_aside: setAside ? 1 : 0,
    verb: op.verb,
    ground_kind: ground.kind,
    ground_terms: ground.terms,
    ground_code: ground.code,
    cuts: JSON.stringify(op.cuts),
    restores: op.restores,
    body_rev: expect.bodyRev,
    dec_rev: expect.decRev,
    answers: JSON.stringify(op.answers),
    staff_id: session.staffId,
    device_id: session.deviceId,
    n,
    claimed_at: claimed,
    made_at: estimated,
    first_op: to.first,
    interim_op: to.interim,
    log_n: to.logN,
  })
}

/** A decision by which its maker may have decided anew: their later one, and what it stands on. */
interface Later {
  readonly op: Pick<DecideOp, 'verb' | 'n'>
  readonly maker: { readonly staffId: string; readonly deviceId: string }
  readonly decisions: readonly DecisionRow[]
  /** Whether it may end only what the author's edit alone kept from being applied. */
  readonly editedAlone: boolean
}

/**
 * The contests that end because their own maker has decided anew. What led to a decision of the
 * desk's own that the later one leaves in force still waits for a lead.
 */
export function ownEndedBy(
  contests: readonly ContestRow[],
  { op, maker, decisions, editedAlone }: Later,
): string[] {
  const left = op.verb === 'keep' ? inForce(decisions)?.settled.opId : undefined
  return contests
    .filter(({ isOpen, isEditedAlone, interim, maker: own }) => {
      const isLater = own.deviceId !== maker.deviceId || own.n < op.n
      const isMeant = isEditedAlone || (!editedAlone && (interim === null || interim !== left))
      return isOpen && isMeant && isLater && own.staffId === maker.staffId
    })
    .map(({ opId }) => opId)
}

/** Ends what its own maker has decided anew since, by the decision `by`. */
export async function endOwn(
  { tx, op, case_, decisions, pusher: { session: maker } }: Trial,
  { by, editedAlone }: { readonly by: string; readonly editedAlone: boolean },
): Promise<void> {
  const contests = await contestsOfCase(tx.db, case_)
  await endContests(tx, case_, {
    opIds: ownEndedBy(contests, { op, maker, decisions, editedAlone }),
    by,
  })
}
