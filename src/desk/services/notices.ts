/** What people are told about decisions: worded with the decision, sent when the site shows it. */
import { defaultNotices } from '../../shared/domain/default-notices.ts'
import { bodyCommit } from '../../shared/domain/commitment.ts'
import { filledNotice, type NoticeFacts } from '../../shared/domain/notice.ts'
import { type NoticeHow, NoticeTo } from '../../shared/domain/notice-templates.ts'
import type { DecisionNotice, NoticeTemplates } from '../../shared/domain/notice-templates.ts'
import { invariant } from '../../shared/domain/problem.ts'
import type { SettledDecision } from '../../shared/desk/feed.ts'
import { sha256 } from '../log/entry-text.ts'
import { decisionByOp, type DecisionRow, decisionsOfCase } from '../store/decision-rows.ts'
import { insertJob } from '../store/job-rows.ts'
import { insertNotices, moveNotices, noticeAbout, noticeOf } from '../store/notice-rows.ts'
import type { NoticeTable } from '../store/notice-tables.ts'
import { termsOf } from '../store/site-rows.ts'
import { currentTemplates, templatesOf } from '../store/template-rows.ts'
import type { Reader, WriteTx } from '../store/write.ts'
import { freshSalt, noticeIdOf } from './derived-ids.ts'
import { outcomeOf } from './standing.ts'

interface DecisionKey {
  readonly siteId: string
  readonly caseId: string
  readonly opId: string
}

/** How a decision came about, as its notices say it. */
function howOf({ by, lifts }: Pick<SettledDecision, 'by' | 'lifts'>): NoticeHow {
  if (lifts) return 'ruled'
  return by.id === 'desk' ? 'interim' : 'decided'
}

/** By what its maker was shown; else by what is in use; else by our own. */
async function documentFor(
  db: Reader,
  siteId: string,
  notice: DecisionNotice | undefined,
): Promise<NoticeTemplates> {
  const shown = notice && (await templatesOf(db, siteId, notice.templates))
  return shown ?? (await currentTemplates(db, siteId)) ?? defaultNotices
}

async function factsOf(
  db: Reader,
  row: DecisionRow,
  notice: DecisionNotice | undefined,
): Promise<NoticeFacts> {
  const { siteId, caseId, settled } = row
  const { verb, ground, cuts, at } = settled
  const { articleTitle, authorName, body, postedAt } = await noticeAbout(db, row)
  const terms = await termsOf(db, siteId, ground.terms)
  invariant(terms !== undefined, 'a decision cites terms that exist')
  const how = howOf(settled)
  const mayStand = verb === 'restore' || (how === 'ruled' && verb === 'keep')
  const shown = mayStand ? outcomeOf(await decisionsOfCase(db, row), row) : settled
  return {
    ...{ verb, how, ground, cuts, terms, caseId, articleTitle },
    comment: { authorName, body: body ?? '', postedAt },
    decidedAt: at,
    reason: notice?.reason ?? null,
    standing: shown.opId !== settled.opId,
  }
}

/** What a wording says was done, in short. Of what is said once only, nothing else is the same. */
function saysOf({ verb, how }: NoticeFacts, opId: string): string {
  return how === 'decided' && verb !== 'restore' ? verb : `${verb} ${opId}`
}

/** Words what the author and the complainants of a decision will be told, in its transaction. */
export async function writeNotices(
  tx: WriteTx,
  key: Pick<DecisionKey, 'siteId' | 'opId'>,
  notice: DecisionNotice | undefined,
): Promise<void> {
  const { siteId, opId } = key
  const row = await decisionByOp(tx.db, siteId, opId)
  invariant(row !== undefined, 'its notices are worded after a decision is kept')
  const { caseId, settled } = row
  const facts = await factsOf(tx.db, row, notice)
  const document = await documentFor(tx.db, siteId, notice)
  const made = NoticeTo.options.map((told) => {
    const { template, version, subject, body } = filledNotice(document, told, facts)
    return {
      ...{ site_id: siteId, notice_id: noticeIdOf(opId, told), op_id: opId, case_id: caseId },
      ...{ dec_rev: settled.decRev, told, says: saysOf(facts, opId), template, version },
      ...{ subject, body, salt: freshSalt() },
    }
  })
  await insertNotices(tx, made)
  tx.log({
    kind: 'notice.written',
    site: siteId,
    data: {
      ...{ opId, caseId },
      notices: made.map(({ notice_id: noticeId, told: to, template, version, ...text }) => ({
        ...{ noticeId, to, template, version },
        textCommit: bodyCommit(sha256, text.salt, `${text.subject}\n\n${text.body}`),
      })),
    },
  })
}

/** What the author of a decision is told; worded now where an older desk made the decision. */
export async function authorNotice(tx: WriteTx, key: DecisionKey): Promise<NoticeTable> {
  const known = await noticeOf(tx.db, key, 'author')
  if (known) return known
  await writeNotices(tx, key, undefined)
  const made = await noticeOf(tx.db, key, 'author')
  invariant(made !== undefined, 'it was worded in this transaction')
  return made
}

/** The site shows the decision: its author has been told by their page, and the others are next. */
export async function beginTelling(
  tx: WriteTx,
  key: DecisionKey & { readonly decRev: number },
): Promise<void> {
  const { siteId, caseId, opId, decRev } = key
  const told = { from: ['waiting'], told: 'author', to: 'told' } as const
  for (const noticeId of await moveNotices(tx, key, told))
    tx.log({
      kind: 'notice.sent',
      site: siteId,
      data: { noticeId, deliveryId: null, opId, caseId, via: 'page' },
    })
  const next = { from: ['waiting'], told: 'complainant', to: 'telling' } as const
  if ((await moveNotices(tx, key, next)).length === 0) return
  await insertJob(tx, { siteId, kind: 'tell', key: opId, caseId, rank: decRev })
}

/** A decision that stands answers more reports: whoever made them is told what the others were. */
export async function tellMore(
  tx: WriteTx,
  key: DecisionKey & { readonly decRev: number },
): Promise<void> {
  const { siteId, caseId, opId, decRev } = key
  const again = { from: ['told', 'telling'], told: 'complainant', to: 'telling' } as const
  if ((await moveNotices(tx, key, again)).length === 0) return
  await insertJob(tx, { siteId, kind: 'tell', key: opId, caseId, rank: decRev })
}

/** The decision never came to the site: nobody is told of it. */
export async function withdrawNotices(tx: WriteTx, key: DecisionKey): Promise<void> {
  const noticeIds = await moveNotices(tx, key, { from: ['waiting'], to: 'withdrawn' })
  if (noticeIds.length === 0) return
  const { siteId, opId, caseId } = key
  tx.log({ kind: 'notice.withdrawn', site: siteId, data: { opId, caseId, noticeIds } })
}
