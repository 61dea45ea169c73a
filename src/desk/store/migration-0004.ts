/** The fourth migration: a digest of each title's cases, by which consoles find that they drifted. */
import { type Kysely, sql } from 'kysely'
import { addMark, DIGEST_MODULUS } from '../../shared/domain/digest.ts'
import { markOf } from './digest-rows.ts'
import type { DeskDialect } from './dialect.ts'
import type { Tables } from './tables.ts'

const AT_ONCE = 1000

type Shape = Pick<DeskDialect, 'integer' | 'tableEnd'>

const tables = ({ integer, tableEnd }: Shape) => [
  `ALTER TABLE case_file ADD COLUMN mark ${integer} NOT NULL DEFAULT 0`,
  `CREATE TABLE digest (
    site_id TEXT NOT NULL PRIMARY KEY REFERENCES site (site_id),
    cases ${integer} NOT NULL CHECK (cases >= 0),
    sum ${integer} NOT NULL CHECK (sum >= 0 AND sum < ${DIGEST_MODULUS})
  ) ${tableEnd}`,
]

/** Makes the tables and marks the cases there are. */
export async function fourthMigration(db: Kysely<Tables>, dialect: Shape): Promise<void> {
  for (const text of tables(dialect)) await sql.raw(text).execute(db)
  const digests = new Map<string, { cases: number; sum: number }>()
  let rows = await casesAfter(db, 0)
  for (; rows.length > 0; rows = await casesAfter(db, rows.at(-1)?.no ?? 0))
    for (const { no, site_id, ...row } of rows) {
      const mark = markOf(row)
      const { cases, sum } = digests.get(site_id) ?? { cases: 0, sum: 0 }
      digests.set(site_id, { cases: cases + 1, sum: addMark(sum, mark) })
      await db.updateTable('case_file').set({ mark }).where('no', '=', no).execute()
    }
  for (const [site_id, digest] of digests)
    await db
      .insertInto('digest')
      .values({ site_id, ...digest })
      .execute()
}

const casesAfter = (db: Kysely<Tables>, no: number) =>
  db
    .selectFrom('case_file')
    .select(['no', 'site_id', 'case_id', 'state', 'body_rev', 'dec_rev'])
    .where('no', '>', no)
    .orderBy('no')
    .limit(AT_ONCE)
    .execute()
