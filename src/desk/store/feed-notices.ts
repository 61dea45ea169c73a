/** What of the notices a stretch of the feed brings: their templates, and whom they have reached. */
import { sql } from 'kysely'
import type { NoticesItem, Told } from '../../shared/desk/notices.ts'
import { inStretch, type Stretch } from './stretch.ts'
import { parsedTemplates } from './template-rows.ts'
import type { Reader } from './write.ts'

/** The versions of the notice templates in a stretch. */
export async function noticesItems(db: Reader, { after, upTo }: Stretch): Promise<NoticesItem[]> {
  const rows = await db
    .selectFrom('notice_templates')
    .select(['site_id', 'body', 'seq'])
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  return rows.map(({ site_id: siteId, body, seq }) => ({
    ...{ t: 'notices', seq, siteId },
    notices: parsedTemplates(body),
  }))
}

type Counts = Omit<Told['complainants'], 'at'> & { at: string | null }

/** Whom each decision of a stretch's cases has reached, by its op's id. */
export async function toldIn(db: Reader, stretch: Stretch): Promise<Map<string, Told>> {
  const notices = await db
    .selectFrom('notice')
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'notice.site_id')
        .onRef('case_file.case_id', '=', 'notice.case_id'),
    )
    .select(['notice.op_id', 'notice.state', 'notice.told_at'])
    .where('notice.told', '=', 'author')
    .where(inStretch(stretch))
    .execute()
  const told = new Map<string, Told>()
  if (notices.length === 0) return told
  const counts = await complainantsIn(db, stretch)
  for (const { op_id, state, told_at: at } of notices)
    told.set(op_id, {
      author: { state: state === 'telling' ? 'waiting' : state, at },
      complainants: counts.get(op_id) ?? { told: 0, waiting: 0, failed: 0, at: null },
    })
  return told
}

async function complainantsIn(db: Reader, stretch: Stretch): Promise<Map<string, Counts>> {
  const rows = await db
    .selectFrom('notice_delivery')
    .innerJoin('notice', (join) =>
      join
        .onRef('notice.site_id', '=', 'notice_delivery.site_id')
        .onRef('notice.notice_id', '=', 'notice_delivery.notice_id'),
    )
    .innerJoin('case_file', (join) =>
      join
        .onRef('case_file.site_id', '=', 'notice.site_id')
        .onRef('case_file.case_id', '=', 'notice.case_id'),
    )
    .select(['notice.op_id', 'notice_delivery.state'])
    .select([
      sql<number>`count(*)`.as('count'),
      sql<string | null>`max(notice_delivery.ended_at)`.as('at'),
    ])
    .where(inStretch(stretch))
    .groupBy(['notice.op_id', 'notice_delivery.state'])
    .execute()
  const found = new Map<string, Counts>()
  for (const { op_id, state, count, at } of rows) {
    const counts = found.get(op_id) ?? { told: 0, waiting: 0, failed: 0, at: null }
    if (state === 'due') counts.waiting = count
    else if (state === 'failed') counts.failed = count
    else Object.assign(counts, { told: count, at })
    found.set(op_id, counts)
  }
  return found
}
