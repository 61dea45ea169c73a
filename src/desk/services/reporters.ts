/** Showing who reported, to whom and when it may be shown; and setting a misuser's reports aside. */
import {
  type EndMute,
  LONGEST_MUTE_MS,
  type MuteAnswer,
  type MuteReader,
  type Reporters,
} from '../../shared/desk/reporters.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { instant } from '../../shared/domain/instant.ts'
import { may } from '../../shared/domain/permission.ts'
import { badField, problem, ProblemError } from '../../shared/domain/problem.ts'
import { sha256 } from '../log/entry-text.ts'
import { caseById, type CaseRow } from '../store/case-rows.ts'
import { hasDecided } from '../store/decision-rows.ts'
import { endMute, insertMute, muteById, runningMutes } from '../store/mute-rows.ts'
import { hasReported, reportersOf } from '../store/reporter-rows.ts'
import type { SessionRow } from '../store/session-rows.ts'
import type { Store } from '../store/store.ts'
import type { Reader, WriteTx } from '../store/write.ts'
import { freshSalt } from './derived-ids.ts'

const refused = (code: Parameters<typeof problem>[0], message: string) =>
  new ProblemError(problem(code, message))

async function knownCase(db: Reader, caseId: string): Promise<CaseRow> {
  const case_ = await caseById(db, caseId)
  if (!case_) throw refused('not-found', 'The desk has no such case.')
  return case_
}

/**
 * Who reported a case, by pseudonym. Before a decision of one's own it would weigh on it, so that only
 * those see it who must: a lead. Nothing is written.
 */
export async function readReporters(
  store: Store,
  session: SessionRow,
  { caseId, now }: { readonly caseId: string; readonly now: string },
): Promise<Reporters> {
  return store.read(async (db) => {
    const case_ = await knownCase(db, caseId)
    if (!may(session.role, 'reporters.read') && !(await hasDecided(db, case_, session.staffId)))
      throw refused('not-permitted', 'Who reported is shown once the desk has your own decision.')
    return { caseId, ...(await reportersOf(db, case_, { now, named: false })) }
  })
}

/** The same with who they are; that somebody looked is on the log. */
export async function identifyReporters(
  tx: WriteTx,
  session: SessionRow,
  caseId: string,
): Promise<Reporters> {
  const case_ = await knownCase(tx.db, caseId)
  const found = await reportersOf(tx.db, case_, { now: tx.now, named: true })
  const readers = found.reporters.flatMap(({ reader, identity }) => (identity ? [reader] : []))
  if (readers.length > 0)
    tx.log({
      kind: 'reporters.identified',
      site: case_.siteId,
      actor: session.staffId,
      device: session.deviceId,
      data: { caseId, readers },
    })
  return { caseId, ...found }
}

/** Refuses an end that has passed or is too far off by the desk's clock. */
function checkEnd(until: string, now: string): void {
  const latest = instant(Date.parse(now) + LONGEST_MUTE_MS)
  if (until > now && until <= latest) return
  const said = `must be after now and at most 90 days off: it is ${now} by the desk’s clock`
  throw new ProblemError(badField('until', said))
}

/** Sets a reader's reports aside from now on. */
export async function muteReader(
  tx: WriteTx,
  session: SessionRow,
  { requestId, caseId, reader, until, reason }: MuteReader,
): Promise<MuteAnswer> {
  const case_ = await knownCase(tx.db, caseId)
  const { siteId } = case_
  checkEnd(until, tx.now)
  if (!(await hasReported(tx.db, case_, reader)))
    throw refused('not-found', 'That reader has not reported this comment.')
  const running = { readers: [reader], now: tx.now }
  const before = (await runningMutes(tx.db, siteId, running)).get(reader)
  if (before)
    throw refused(
      'illegal-step',
      `${before.by.name} has muted this reader already. End that first.`,
    )
  const salt = freshSalt()
  const { staffId, deviceId } = session
  tx.log({
    kind: 'reader.muted',
    site: siteId,
    actor: staffId,
    device: deviceId,
    data: { opId: requestId, reader, until, reasonCommit: bodyCommit(sha256, salt, reason) },
  })
  await insertMute(tx, {
    ...{ site_id: siteId, mute_id: requestId, reader, reason, reason_salt: salt },
    ...{ staff_id: staffId, muted_at: tx.now, ends_at: until },
  })
  return { requestId, muteId: requestId, until }
}

/** Ends a mute before its time. What was set aside stays so: it was kept, and is on the log. */
export async function unmuteReader(
  tx: WriteTx,
  session: SessionRow,
  { requestId, muteId }: EndMute,
): Promise<MuteAnswer> {
  const mute = await muteById(tx.db, muteId)
  if (!mute) throw refused('not-found', 'The desk has no such mute.')
  if (mute.ended_at !== null || mute.ends_at <= tx.now)
    throw refused('illegal-step', 'It has ended already.')
  const { staffId, deviceId } = session
  tx.log({
    kind: 'reader.unmuted',
    site: mute.site_id,
    actor: staffId,
    device: deviceId,
    data: { opId: requestId, mute: muteId, reader: mute.reader },
  })
  await endMute(tx, { siteId: mute.site_id, muteId, by: staffId })
  return { requestId, muteId, until: null }
}
