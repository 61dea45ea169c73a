import { type CaseRow, changeCase } from '../store/case-rows.ts'
import { insertDecision, type NewDecisionRow } from '../store/decision-rows.ts'
import { insertJob } from '../store/job-rows.ts'
import type { DecisionNotice } from '../../shared/domain/notice-templates.ts'
import { answerReports, countReports } from '../store/report-rows.ts'
import type { WriteTx } from '../store/write.ts'
import { writeNotices } from './notices.ts'

/**
 * Makes a decision the newest on its case: row, reports, author's record, the case's state, what
 * people will be told, and the job that shows it on the site. Answers the case's new place in the feed.
 */
export async function settle(
  tx: WriteTx,
  case_: CaseRow,
  decision: Omit<NewDecisionRow, 'siteId' | 'caseId' | 'authorId' | 'bodyRev'> & {
    /** What its maker was shown of the notices, where a person made it. */
    readonly notice?: DecisionNotice | undefined
  },
): Promise<number> {
  const { siteId, caseId, authorId, bodyRev } = case_
  const { opId, decRev, answers } = decision
  await insertDecision(tx, { ...decision, siteId, caseId, authorId, bodyRev })
  await writeNotices(tx, { siteId, opId }, decision.notice)
  await answerReports(tx, case_, { opId, reportIds: answers })
  const open = await countReports(tx, case_)
  const seq = await changeCase(tx, case_, {
    dec_rev: decRev,
    ...(open > 0
      ? ({ state: 'open', reopened: 'unanswered' } as const)
      : ({ state: 'closed', reopened: null } as const)),
  })
  await insertJob(tx, { siteId, kind: 'publish', key: opId, caseId, rank: decRev })
  return seq
}
