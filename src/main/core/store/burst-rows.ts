/** The bursts among the open cases, kept by the page that brings, changes or closes one of them. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type Burst, MAX_BURSTS } from '../../../shared/contract/bursts.ts'
import { type BurstCase, burstsAmong, MAX_BURST } from '../../../shared/domain/burst.ts'
import { type Prepared, prepareAll } from './prepared.ts'

/** Every statement that keeps the bursts, by name: along an index that holds open cases alone. */
export const burstWriteSql = {
  openOfAuthor: `SELECT no, received FROM case_item
    WHERE author_id = ? AND site_id = ? AND state = 'open' AND escalated = 0
    ORDER BY received DESC LIMIT ${MAX_BURST}`,
  openOfArticle: `SELECT no, received FROM case_item
    WHERE article_id = ? AND site_id = ? AND state = 'open' AND escalated = 0
    ORDER BY received DESC LIMIT ${MAX_BURST}`,
  burstsOf: `SELECT id, nos, gone FROM burst WHERE kind = ? AND key = ? AND site_id = ?`,
  putBurst: `INSERT INTO burst (kind, key, site_id, nos, gone, size) VALUES (?, ?, ?, ?, ?, ?)`,
  keepBurst: `UPDATE burst SET nos = ?, gone = ?, size = ? WHERE id = ?`,
  dropBurst: `DELETE FROM burst WHERE id = ?`,
} as const

/** Every statement that reads them, by name: the largest first, along their index. */
export const burstReadSql = {
  largestBursts: `SELECT id, kind AS "of", nos, gone, coalesce(CASE kind
      WHEN 'author' THEN (SELECT name FROM author
        WHERE author.author_id = burst.key AND author.site_id = burst.site_id)
      ELSE (SELECT title FROM article
        WHERE article.article_id = burst.key AND article.site_id = burst.site_id)
    END, '') AS title
    FROM burst ORDER BY size DESC, id LIMIT ${MAX_BURSTS}`,
} as const

const Nos = z.string().transform((text) => z.array(z.int()).parse(JSON.parse(text)))
const KeptRow = z.object({ id: z.int(), nos: Nos, gone: z.int() })
type Kept = z.infer<typeof KeptRow>
const OpenRows = z.array(z.object({ no: z.int(), received: z.int() }))
const ReadRows = z.array(
  z.object({
    ...{ id: z.int(), of: z.enum(['author', 'article']), title: z.string() },
    ...{ nos: Nos, gone: z.int() },
  }),
)

/** The bursts that are here, the largest first. */
export class BurstReader {
  readonly #sql: Readonly<Record<keyof typeof burstReadSql, Prepared>>

  constructor(db: Database.Database) {
    this.#sql = prepareAll(db, burstReadSql)
  }

  all(): Burst[] {
    return ReadRows.parse(this.#sql.largestBursts.all())
  }
}

/** By whom and where a case is: what it may be in a burst of. */
interface Whereabouts {
  readonly siteId: string
  readonly authorId: string
  readonly articleId: string
}

type Kind = 'author' | 'article'
interface Key {
  readonly kind: Kind
  readonly key: string
  readonly siteId: string
}

/** The authors and articles of which a page changes open cases. */
export class BurstsTouched {
  readonly #keys = new Map<string, Key>()

  add({ siteId, authorId, articleId }: Whereabouts): void {
    this.#touch({ kind: 'author', key: authorId, siteId })
    this.#touch({ kind: 'article', key: articleId, siteId })
  }

  /** Makes the bursts of all of them anew; whether any of them is another now. */
  write(sql: Readonly<Record<keyof typeof burstWriteSql, Prepared>>): boolean {
    let isChanged = false
    for (const key of this.#keys.values()) if (keepBursts(sql, key)) isChanged = true
    return isChanged
  }

  #touch(key: Key): void {
    this.#keys.set(`${key.kind} ${key.siteId} ${key.key}`, key)
  }
}

/**
 * A burst goes on while two of its cases are open, though they would be too few to make one: what is
 * left of an event is still part of it.
 */
function keepBursts(
  sql: Readonly<Record<keyof typeof burstWriteSql, Prepared>>,
  { kind, key, siteId }: Key,
): boolean {
  const former = z.array(KeptRow).parse(sql.burstsOf.all(kind, key, siteId))
  const rows = (kind === 'author' ? sql.openOfAuthor : sql.openOfArticle).all(key, siteId)
  const open = OpenRows.parse(rows)
  const { kept, begun, ended } = nextBursts(former, open)
  for (const { id } of ended) sql.dropBurst.run(id)
  for (const { id, nos, gone } of kept)
    sql.keepBurst.run(JSON.stringify(nos), gone, nos.length + gone, id)
  for (const nos of begun) sql.putBurst.run(kind, key, siteId, JSON.stringify(nos), 0, nos.length)
  return kept.length + begun.length + ended.length > 0
}

/** What becomes of the bursts of one author or article; `kept` are those that changed. */
function nextBursts(
  former: readonly Kept[],
  open: readonly BurstCase[],
): { readonly kept: Kept[]; readonly begun: number[][]; readonly ended: Kept[] } {
  const isOpen = new Set(open.map(({ no }) => no))
  const now = burstsAmong(open).map((burst) => burst.map(({ no }) => no))
  const kept: Kept[] = []
  const ended: Kept[] = []
  const taken = new Set<number>()
  for (const burst of former) {
    const left = burst.nos.filter((no) => isOpen.has(no))
    const grown = now.filter((nos, i) => !taken.has(i) && nos.some((no) => left.includes(no)))
    for (const nos of grown) taken.add(now.indexOf(nos))
    const nos = [...new Set([...left, ...grown.flat()])].slice(0, MAX_BURST)
    const gone = burst.gone + burst.nos.length - left.length
    if (nos.length < 2) ended.push(burst)
    else if (gone !== burst.gone || nos.length !== burst.nos.length)
      kept.push({ id: burst.id, nos, gone })
  }
  return { kept, begun: now.filter((_nos, i) => !taken.has(i)), ended }
}
