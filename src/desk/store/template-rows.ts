import { NoticeTemplates } from '../../shared/domain/notice-templates.ts'
import type { Reader, WriteTx } from './write.ts'

/** Documents that were read before, by their text: each is checked against its schema once. */
const read = new Map<string, NoticeTemplates>()
const KEPT = 50

/** The document in a row's text. */
export function parsedTemplates(body: string): NoticeTemplates {
  const known = read.get(body)
  if (known) return known
  if (read.size >= KEPT) read.clear()
  const document = NoticeTemplates.parse(JSON.parse(body))
  read.set(body, document)
  return document
}

const templates = (db: Reader, siteId: string) =>
  db.selectFrom('notice_templates').select('body').where('site_id', '=', siteId)

/** One version of a title's notice templates, or undefined. */
export async function templatesOf(
  db: Reader,
  siteId: string,
  version: string,
): Promise<NoticeTemplates | undefined> {
  const row = await templates(db, siteId).where('version', '=', version).executeTakeFirst()
  return row && parsedTemplates(row.body)
}

/** The notice templates that were added last, or undefined before the first. */
export async function currentTemplates(
  db: Reader,
  siteId: string,
): Promise<NoticeTemplates | undefined> {
  const row = await templates(db, siteId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row && parsedTemplates(row.body)
}

/** Adds a version; it may not be there. */
export async function insertTemplates(
  tx: WriteTx,
  siteId: string,
  { document, textHash }: { readonly document: NoticeTemplates; readonly textHash: string },
): Promise<void> {
  await tx.db
    .insertInto('notice_templates')
    .values({
      site_id: siteId,
      version: document.version,
      body: JSON.stringify(document),
      text_hash: textHash,
      added_at: tx.now,
      seq: tx.nextSeq(),
    })
    .execute()
}
