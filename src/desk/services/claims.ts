/** Taking cases, taking them over and giving them back. Hints to colleagues: nothing rests on them. */
import {
  type ClaimAnswer,
  type ClaimNamed,
  type ClaimNext,
  type GiveBack,
  type LeftOut,
  LONGEST_CLAIM_MS,
  LOOK_MS,
  type NextAnswer,
} from '../../shared/desk/claims.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { instant } from '../../shared/domain/instant.ts'
import { badField, ProblemError } from '../../shared/domain/problem.ts'
import { sha256 } from '../log/entry-text.ts'
import { changeCase } from '../store/case-rows.ts'
import {
  claimsOf,
  endClaim,
  freeCases,
  legalReports,
  type NamedCase,
  namedCases,
  type OpenCase,
  putClaim,
} from '../store/claim-rows.ts'
import { endHandTaken } from '../store/hand-rows.ts'
import { insertNote } from '../store/decision-rows.ts'
import type { SessionRow } from '../store/session-rows.ts'
import { lots, type WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'
import { leftOutFor } from './left-out.ts'
import { type Answered, once } from './once.ts'

/** Cases looked at in one go on the way to those that may be taken. */
const AT_ONCE = 100

/** Refuses an end that has passed or is too far off by the desk's clock. */
function checkEnd(until: string, now: string): void {
  const latest = instant(Date.parse(now) + LONGEST_CLAIM_MS)
  if (until > now && until <= latest) return
  const said = `must be after now and at most 72 hours off: it is ${now} by the desk’s clock`
  throw new ProblemError(badField('until', said))
}

interface Taker {
  readonly tx: WriteTx
  readonly session: SessionRow
  readonly requestId: string
}

const who = ({ session: { staffId, deviceId } }: Taker) => ({ actor: staffId, device: deviceId })

/** Puts the taker's claim on these cases and moves them in the feed. */
async function take(
  { tx, session }: Taker,
  cases: readonly (Pick<OpenCase, 'siteId' | 'caseId' | 'no'> & {
    readonly until: string
    readonly look: boolean
  })[],
): Promise<ClaimAnswer['cases']> {
  const taken: ClaimAnswer['cases'] = []
  for (const { siteId, caseId, no, until, look } of cases) {
    await putClaim(tx, {
      site_id: siteId,
      case_id: caseId,
      staff_id: session.staffId,
      device_id: session.deviceId,
      ends_at: until,
      look: look ? 1 : 0,
    })
    if (!look) await endHandTaken(tx, { siteId, caseId }, session.staffId)
    taken.push({ no, caseId, seq: await changeCase(tx, { siteId, caseId }, {}), until })
  }
  return taken
}

/** Calls once for each title among these cases, with at most as many as fit into one entry. */
function eachSite<T extends { readonly siteId: string }>(
  cases: readonly T[],
  run: (siteId: string, some: readonly T[]) => void,
): void {
  for (const [siteId, own] of Map.groupBy(cases, (one) => one.siteId))
    for (const some of lots(own)) run(siteId, some)
}

const idsOf = (cases: readonly { readonly caseId: string }[]) => cases.map(({ caseId }) => caseId)

function logTaken(
  taker: Taker,
  cases: readonly Pick<OpenCase, 'siteId' | 'caseId'>[],
  said: { readonly until: string; readonly alone: boolean },
): void {
  eachSite(cases, (site, some) => {
    const data = { opId: taker.requestId, caseIds: idsOf(some), ...said }
    taker.tx.log({ kind: 'claims.taken', site, ...who(taker), data })
  })
}

/** Gives the asker the next cases that nobody has, under one turn to write: batches are disjoint. */
export function claimNext(tx: WriteTx, session: SessionRow, request: ClaimNext): Promise<string> {
  const run = async (): Promise<Answered<NextAnswer>> => {
    const { requestId, until, alone } = request
    checkEnd(until, tx.now)
    const taker = { tx, session, requestId }
    const { chosen, leftOut } = await choose(taker, request)
    const cases = await take(
      taker,
      chosen.map((one) => ({ ...one, until, look: false })),
    )
    logTaken(taker, chosen, { until, alone })
    return { answer: { requestId, cases, leftOut }, kept: true }
  }
  return once(tx, session, { what: 'next', request, run })
}

/** Walks the queue until there are enough, counting what is passed over and why. */
async function choose(
  { tx, session }: Taker,
  { n, severities, alone }: ClaimNext,
): Promise<{ readonly chosen: readonly OpenCase[]; readonly leftOut: LeftOut }> {
  const leftOut: LeftOut = { restricted: 0, legal: 0, severe: 0 }
  const chosen: OpenCase[] = []
  for (let after: OpenCase | undefined; ;) {
    const from = { after, severities, limit: AT_ONCE, taker: session.staffId }
    const page = await freeCases(tx.db, tx.now, from)
    const legal = Map.groupBy(alone ? [] : await legalReports(tx.db, page), (one) => one.caseId)
    for (const one of page) {
      const rules = legal.get(one.caseId)?.map(({ rule }) => rule)
      const why = alone ? undefined : leftOutFor({ severity: one.severity, legal: rules })
      if (why === undefined) chosen.push(one)
      else leftOut[why]++
      if (chosen.length === n) return { chosen, leftOut }
    }
    after = page.at(-1)
    if (page.length < AT_ONCE) return { chosen, leftOut }
  }
}

/** Gives the asker these cases; those that have closed since are left out. */
export function claimNamed(tx: WriteTx, session: SessionRow, request: ClaimNamed): Promise<string> {
  const run = async (): Promise<Answered<ClaimAnswer>> => {
    const { requestId, until, reason } = request
    checkEnd(until, tx.now)
    const taker = { tx, session, requestId }
    const open = await openCases(tx, request.caseIds)
    const isShort = until <= instant(Date.parse(tx.now) + LOOK_MS)
    // Who only looks is not overridden by whoever takes the case; a look does not end a look.
    const over = open.filter(
      ({ claim }) => claim && claim.staffId !== session.staffId && (isShort || !claim.look),
    )
    const isLook = isShort && over.length === 0
    if (over.length > 0) await override(taker, over, { until, reason })
    const rest = open.filter((one) => !over.includes(one))
    if (!isLook) logTaken(taker, rest, { until, alone: false })
    const cases = await take(
      taker,
      open.map((one) => ({ ...one, ...endOf(one, { session, until, isLook }) })),
    )
    return { answer: { requestId, cases }, kept: !isLook }
  }
  return once(tx, session, { what: 'named', request, run })
}

/** A look at what one has anyway does not shorten it. */
function endOf(
  { claim }: NamedCase,
  ask: { readonly session: SessionRow; readonly until: string; readonly isLook: boolean },
): { readonly until: string; readonly look: boolean } {
  const own = claim?.staffId === ask.session.staffId ? claim : null
  return {
    until: own && own.until > ask.until ? own.until : ask.until,
    look: ask.isLook && (own?.look ?? true),
  }
}

async function openCases(tx: WriteTx, caseIds: readonly string[]): Promise<NamedCase[]> {
  const found = await namedCases(tx.db, tx.now, caseIds)
  const known = new Set(idsOf(found))
  const i = caseIds.findIndex((caseId) => !known.has(caseId))
  if (i >= 0) throw new ProblemError(badField(`caseIds.${i}`, 'names no case of this desk'))
  return found.filter(({ state }) => state === 'open')
}

/** Keeps why cases are taken over, under a commitment, and says on the log from whom. */
async function override(
  taker: Taker,
  over: readonly NamedCase[],
  { until, reason }: { readonly until: string; readonly reason: string | undefined },
): Promise<void> {
  const { tx, requestId } = taker
  const [first] = over
  if (reason === undefined)
    throw new ProblemError(
      badField(
        'reason',
        `is needed to take over what ${first?.claim?.name ?? ''} has until ${first?.claim?.until ?? ''}`,
      ),
    )
  const salt = freshSalt()
  for (const siteId of new Set(over.map((one) => one.siteId)))
    await insertNote(tx, { siteId, opId: requestId, text: reason, salt })
  eachSite(over, (site, some) => {
    const cases = some.map(({ caseId, claim }) => ({ caseId, from: claim?.staffId ?? '' }))
    const reasonCommit = bodyCommit(sha256, salt, reason)
    const data = { opId: requestId, cases, until, reasonCommit }
    tx.log({ kind: 'claims.overridden', site, ...who(taker), data })
  })
}

/** Ends the asker's claims on these cases, or all they have. */
export function giveBack(tx: WriteTx, session: SessionRow, request: GiveBack): Promise<string> {
  const run = async (): Promise<Answered<ClaimAnswer>> => {
    const { requestId, caseIds, looks = false } = request
    const { staffId } = session
    const taker = { tx, session, requestId }
    const own = await claimsOf(tx.db, tx.now, { staffId, caseIds, looks })
    const cases: ClaimAnswer['cases'] = []
    for (const { siteId, caseId, no } of own) {
      await endClaim(tx, { siteId, caseId })
      const seq = await changeCase(tx, { siteId, caseId }, {})
      cases.push({ no, caseId, seq, until: null })
    }
    const batch = own.filter(({ look }) => !look)
    eachSite(batch, (site, some) => {
      const data = { opId: requestId, caseIds: idsOf(some) }
      tx.log({ kind: 'claims.given-back', site, ...who(taker), data })
    })
    return { answer: { requestId, cases }, kept: batch.length > 0 }
  }
  return once(tx, session, { what: 'give-back', request, run })
}
