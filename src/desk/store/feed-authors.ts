/** The authors of a stretch of the feed, each with what was decided about them before. */
import { type AuthorDecision, recordOf } from '../../shared/desk/author-record.ts'
import type { AuthorItem } from '../../shared/desk/feed.ts'
import { instant } from '../../shared/domain/instant.ts'
import { type Ground, Terms } from '../../shared/domain/terms.ts'
import { authorNotesIn } from './author-note-rows.ts'
import { groundOf } from './decision-rows.ts'
import { parseOpIds } from './stored-json.ts'
import type { Stretch } from './stretch.ts'
import type { Reader } from './write.ts'

/** The most of an author's decisions that are sent with them. */
const AUTHOR_DECISIONS = 20

/** Items for the authors of a stretch. */
export async function authorItems(
  db: Reader,
  { after, upTo }: Stretch,
  nowMs: number,
): Promise<AuthorItem[]> {
  const rows = await db
    .selectFrom('author')
    .selectAll()
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  if (rows.length === 0) return []
  const decisions = await authorDecisions(db, { after, upTo })
  const strikesUnder = decisions.size > 0 ? await strikesOf(db) : () => () => 0
  const notes = await authorNotesIn(db, { after, upTo })
  const now = instant(nowMs)
  return rows.map((row) => {
    const made = decisions.get(row.seq) ?? []
    const noted = notes.get(row.seq)
    return {
      t: 'author',
      seq: row.seq,
      siteId: row.site_id,
      authorId: row.author_id,
      name: row.name,
      since: row.since,
      counts: { keep: row.keeps, amend: row.amends, delete: row.deletes, restore: row.restores },
      decisions: newestOf(made),
      record: {
        ...recordOf(made, strikesUnder(row.site_id), now),
        notes: noted?.notes ?? [],
        noteCount: noted?.count ?? 0,
      },
    }
  })
}

/** Those of people, the newest first. */
function newestOf(made: readonly AuthorDecision[]): AuthorItem['decisions'] {
  return made
    .filter(({ byDesk }) => !byDesk)
    .slice(-AUTHOR_DECISIONS)
    .map(({ opId, caseId, verb, ground, at }) => ({ opId, caseId, verb, ground, at }))
    .reverse()
}

/** Every decision on the comments of the authors of a stretch by the author's place, in order. */
async function authorDecisions(
  db: Reader,
  { after, upTo }: Pick<Stretch, 'after' | 'upTo'>,
): Promise<Map<number, AuthorDecision[]>> {
  const rows = await db
    .selectFrom('decision')
    .innerJoin('author', (join) =>
      join
        .onRef('author.site_id', '=', 'decision.site_id')
        .onRef('author.author_id', '=', 'decision.author_id'),
    )
    .where('author.seq', '>', after)
    .where('author.seq', '<=', upTo)
    .select(['author.seq as authorSeq', 'op_id', 'case_id', 'verb', 'made_at', 'lifts'])
    .select(['decision.restores', 'ground_kind', 'ground_terms', 'ground_code', 'staff_id'])
    .orderBy('log_n')
    .execute()
  const found = new Map<number, AuthorDecision[]>()
  for (const row of rows) {
    const list = found.get(row.authorSeq) ?? []
    list.push({
      opId: row.op_id,
      caseId: row.case_id,
      verb: row.verb,
      ground: groundOf(row),
      at: row.made_at,
      restores: row.restores,
      ...(row.lifts !== null && { lifts: parseOpIds(row.lifts) }),
      byDesk: row.staff_id === null,
    })
    found.set(row.authorSeq, list)
  }
  return found
}

/** How many strikes a rule gives, by title and version of the terms. */
async function strikesOf(db: Reader): Promise<(siteId: string) => (ground: Ground) => number> {
  const rows = await db.selectFrom('terms').select(['site_id', 'body']).execute()
  const given = new Map<string, number>()
  for (const { site_id, body } of rows) {
    const { version, rules } = Terms.parse(JSON.parse(body))
    for (const { code, strikes } of rules) given.set(`${site_id} ${version} ${code}`, strikes)
  }
  return (siteId) => (ground) =>
    ground.kind === 'rule' ? (given.get(`${siteId} ${ground.terms} ${ground.code}`) ?? 0) : 0
}
