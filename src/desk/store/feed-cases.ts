/** The cases of a stretch of the feed, each with its text, its reports and its decisions. */
import { sql } from 'kysely'
import type { CaseItem, Escalation, SettledDecision } from '../../shared/desk/feed.ts'
import { Channel, type Report } from '../../shared/domain/report.ts'
import { claimsIn } from './claim-rows.ts'
import { decisionOf, decisionsWithNames } from './decision-rows.ts'
import { toldIn } from './feed-notices.ts'
import { contestsIn, neededTexts, olderTextsIn } from './feed-contests.ts'
import { escalationOf, escalationsWithNames } from './escalation-rows.ts'
import { handsIn } from './hand-rows.ts'
import { parseNeighbours, parseSpans } from './stored-json.ts'
import { inStretch, type Stretch } from './stretch.ts'
import type { Reader } from './write.ts'

type Lists<T> = Map<string, T[]>

function put<T>(lists: Lists<T>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

async function rowsIn(db: Reader, stretch: Stretch) {
  return db
    .selectFrom('case_file')
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.site_id', '=', 'case_file.site_id')
        .onRef('revision.case_id', '=', 'case_file.case_id')
        .onRef('revision.body_rev', '=', 'case_file.body_rev'),
    )
    .innerJoin('author', (join) =>
      join
        .onRef('author.site_id', '=', 'case_file.site_id')
        .onRef('author.author_id', '=', 'case_file.author_id'),
    )
    .selectAll('case_file')
    .select([
      'revision.body',
      'revision.salt',
      'revision.body_commit',
      'author.name as author_name',
    ])
    .where(inStretch(stretch))
    .orderBy('case_file.seq')
    .execute()
}

type Row = Awaited<ReturnType<typeof rowsIn>>[number]

/** Items for the cases of a stretch that still have a text. */
export async function caseItems(
  db: Reader,
  range: Stretch,
  { mostReports, nowMs }: { readonly mostReports: number; readonly nowMs: number },
): Promise<CaseItem[]> {
  const rows = await rowsIn(db, range)
  if (rows.length === 0) return []
  const reports = await reportsIn(db, range, mostReports)
  const decisions = await decisionsIn(db, range)
  const escalations = await escalationsIn(db, range)
  const contests = await contestsIn(db, range, nowMs)
  const texts = contests.size > 0 ? await olderTextsIn(db, range) : undefined
  const claims = await claimsIn(db, range)
  const hands = await handsIn(db, range)
  return rows.flatMap((row) => {
    const { body, salt } = row
    if (body === null || salt === null) return []
    const item = itemOf(row, { body, salt })
    item.reports = reports.get(row.case_id) ?? []
    item.decisions = decisions.get(row.case_id) ?? []
    item.escalations = escalations.get(row.case_id) ?? []
    item.contests = contests.get(row.case_id) ?? []
    const older = texts?.get(row.case_id) ?? []
    item.olderTexts = neededTexts(older, item.contests, item.decisions)
    return [whose(item, { claims, hands })]
  })
}

/** The case with who has taken it and to whom it was handed. */
function whose(
  item: CaseItem,
  by: {
    readonly claims: Awaited<ReturnType<typeof claimsIn>>
    readonly hands: Awaited<ReturnType<typeof handsIn>>
  },
): CaseItem {
  const { caseId } = item
  return { ...item, claim: by.claims.get(caseId) ?? null, handed: by.hands.get(caseId) ?? null }
}

function itemOf(row: Row, text: { readonly body: string; readonly salt: string }): CaseItem {
  return {
    t: 'case',
    seq: row.seq,
    no: row.no,
    caseId: row.case_id,
    siteId: row.site_id,
    state: row.state,
    severity: row.severity,
    receivedAt: row.received_at,
    firstSeenAt: row.first_seen_at,
    revisions: { bodyRev: row.body_rev, decRev: row.dec_rev },
    comment: {
      id: row.comment_id,
      articleId: row.article_id,
      authorId: row.author_id,
      authorName: row.author_name,
      ...text,
      bodyCommit: row.body_commit,
      postedAt: row.posted_at,
      editedAt: row.edited_at,
      url: row.url,
      deletedByAuthor: row.deleted_by_author === 1,
      position: row.position,
      total: row.total,
    },
    reportCount: row.report_count,
    openReportCount: row.open_count,
    readers: row.readers,
    reports: [],
    neighbours: parseNeighbours(row.neighbours),
    decisions: [],
    escalations: [],
    reopened: row.reopened,
    contests: [],
    olderTexts: [],
    claim: null,
    handed: null,
  }
}

async function reportsIn(db: Reader, stretch: Stretch, most: number): Promise<Lists<Report>> {
  const placed = db
    .selectFrom('report')
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'report.site_id')
        .onRef('case_file.case_id', '=', 'report.case_id'),
    )
    .where(inStretch(stretch))
    .selectAll('report')
    .select(
      sql<number>`row_number() over (partition by report.site_id, report.case_id
        order by case when answered_by is null then 0 else 1 end,
          report.received_at desc, report.report_id)`.as('place'),
    )
    .as('placed')
  const rows = await db
    .selectFrom(placed)
    .selectAll()
    .where('place', '<=', most)
    .orderBy('place')
    .execute()
  const lists: Lists<Report> = new Map()
  for (const row of rows)
    put(lists, row.case_id, {
      id: row.report_id,
      channel: Channel.parse(row.channel),
      rule: row.rule,
      words: row.words,
      spans: parseSpans(row.spans),
      bodyRev: row.body_rev,
      receivedAt: row.received_at,
      answeredBy: row.answered_by,
    })
  return lists
}

async function decisionsIn(db: Reader, stretch: Stretch): Promise<Lists<SettledDecision>> {
  const rows = await decisionsWithNames(db)
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'decision.site_id')
        .onRef('case_file.case_id', '=', 'decision.case_id'),
    )
    .where(inStretch(stretch))
    .orderBy('decision.dec_rev')
    .execute()
  const told = await toldIn(db, stretch)
  const lists: Lists<SettledDecision> = new Map()
  for (const row of rows) {
    const { settled } = decisionOf(row)
    const reached = told.get(settled.opId)
    put(lists, row.case_id, reached ? { ...settled, told: reached } : settled)
  }
  return lists
}

async function escalationsIn(db: Reader, stretch: Stretch): Promise<Lists<Escalation>> {
  const rows = await escalationsWithNames(db)
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'escalation.site_id')
        .onRef('case_file.case_id', '=', 'escalation.case_id'),
    )
    .where(inStretch(stretch))
    .orderBy('escalation.log_n')
    .execute()
  const lists: Lists<Escalation> = new Map()
  for (const row of rows) put(lists, row.case_id, escalationOf(row))
  return lists
}
