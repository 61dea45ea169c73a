import { type AuthorNote, MOST_NOTES } from '../../shared/desk/author.ts'
import { sql } from 'kysely'
import type { AuthorNoteTable } from './people-tables.ts'
import type { Stretch } from './stretch.ts'
import type { Reader, WriteTx } from './write.ts'

/** Keeps a note and moves its author in the feed. Returns the author's new place. */
export async function insertAuthorNote(tx: WriteTx, row: AuthorNoteTable): Promise<number> {
  await tx.db.insertInto('author_note').values(row).execute()
  const seq = tx.nextSeq()
  await tx.db
    .updateTable('author')
    .set({ seq })
    .where('site_id', '=', row.site_id)
    .where('author_id', '=', row.author_id)
    .execute()
  return seq
}

/** What was written down about the authors of a stretch: how much, and the newest of it first. */
export async function authorNotesIn(
  db: Reader,
  { after, upTo }: Pick<Stretch, 'after' | 'upTo'>,
): Promise<ReadonlyMap<number, { readonly count: number; readonly notes: AuthorNote[] }>> {
  const placed = db
    .selectFrom('author_note')
    .innerJoin('author', (join) =>
      join
        .onRef('author.site_id', '=', 'author_note.site_id')
        .onRef('author.author_id', '=', 'author_note.author_id'),
    )
    .innerJoin('staff', 'staff.staff_id', 'author_note.staff_id')
    .where('author.seq', '>', after)
    .where('author.seq', '<=', upTo)
    .where('author_note.text', 'is not', null)
    .select(['author.seq as authorSeq', 'op_id', 'case_id', 'text', 'noted_at'])
    .select(['author_note.staff_id', 'staff.name as staff_name'])
    .select([
      sql<number>`row_number() over (partition by author.seq order by log_n desc)`.as('place'),
      sql<number>`count(*) over (partition by author.seq)`.as('all'),
    ])
    .as('placed')
  const rows = await db
    .selectFrom(placed)
    .selectAll()
    .where('place', '<=', MOST_NOTES)
    .orderBy('place')
    .execute()
  const found = new Map<number, { readonly count: number; readonly notes: AuthorNote[] }>()
  for (const row of rows) {
    const known = found.get(row.authorSeq) ?? { count: row.all, notes: [] }
    known.notes.push({
      opId: row.op_id,
      caseId: row.case_id,
      text: row.text ?? '',
      by: { id: row.staff_id, name: row.staff_name },
      at: row.noted_at,
    })
    found.set(row.authorSeq, known)
  }
  return found
}
