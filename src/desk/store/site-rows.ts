import { Terms } from '../../shared/domain/terms.ts'
import type { Reader, WriteTx } from './write.ts'

export interface SiteRow {
  readonly id: string
  readonly title: string
  readonly origin: string
}

/** Every title this desk keeps. */
export async function allSites(db: Reader): Promise<SiteRow[]> {
  return db
    .selectFrom('site')
    .select(['site_id as id', 'title', 'origin'])
    .orderBy('site_id')
    .execute()
}

/** Names a title, or renames it. */
export async function putSite(tx: WriteTx, { id, title, origin }: SiteRow): Promise<void> {
  await tx.db
    .insertInto('site')
    .values({ site_id: id, title, origin, platform_cursor: null })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet({ title, origin }))
    .execute()
}

/** How far the platform's events have been taken in, or null before the first. */
export async function platformCursor(db: Reader, siteId: string): Promise<string | null> {
  const row = await db
    .selectFrom('site')
    .select('platform_cursor')
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()
  return row.platform_cursor
}

export async function putPlatformCursor(
  tx: WriteTx,
  siteId: string,
  cursor: string,
): Promise<void> {
  await tx.db
    .updateTable('site')
    .set({ platform_cursor: cursor })
    .where('site_id', '=', siteId)
    .execute()
}

/** Terms that were read before, by their text: each is checked against its schema once. */
const read = new Map<string, Terms>()
const KEPT = 50

function parsed(body: string): Terms {
  const known = read.get(body)
  if (known) return known
  if (read.size >= KEPT) read.clear()
  const terms = Terms.parse(JSON.parse(body))
  read.set(body, terms)
  return terms
}

/** One version of a title's terms, or undefined. */
export async function termsOf(
  db: Reader,
  siteId: string,
  version: string,
): Promise<Terms | undefined> {
  const row = await db
    .selectFrom('terms')
    .select('body')
    .where('site_id', '=', siteId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && parsed(row.body)
}

/** The terms that were added last, or undefined before the first. */
export async function currentTerms(db: Reader, siteId: string): Promise<Terms | undefined> {
  const row = await db
    .selectFrom('terms')
    .select('body')
    .where('site_id', '=', siteId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && parsed(row.body)
}

export async function insertTerms(
  tx: WriteTx,
  siteId: string,
  { terms, textHash }: { readonly terms: Terms; readonly textHash: string },
): Promise<void> {
  await tx.db
    .insertInto('terms')
    .values({
      site_id: siteId,
      version: terms.version,
      body: JSON.stringify(terms),
      text_hash: textHash,
      added_at: tx.now,
      seq: tx.nextSeq(),
    })
    .execute()
}
